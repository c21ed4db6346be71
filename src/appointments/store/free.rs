//! Free times: the calendar's hours, less what is requested, confirmed or held.

use super::appointments::appointment_for;
use super::hours::availability_of;
use super::kinds::{offered_types, practitioners_for, type_for, type_of};
use super::practice::holidays_of;
use crate::accounts::Me;
use crate::appointments::FreeQuery;
use crate::appointments::model::AppointmentType;
use crate::appointments::model::slots::{Calendar, Length, Stretch};
use crate::error::{AppError, Result};
use crate::ids::{AppointmentId, PracticeId, UserId};
use crate::time::Moment;
use jiff::tz::TimeZone;
use sqlx::{PgConnection, query, query_scalar};
use std::collections::BTreeSet;

const DAY: i64 = 24 * 60;

/// For whom and what free times are looked for.
#[derive(Clone, Copy)]
pub struct FreeSearch<'a> {
    pub practice: PracticeId,
    pub practitioner: UserId,
    pub kind: &'a AppointmentType,
    /// Whose own holds count as free.
    pub viewer: UserId,
    /// Whether the practitioner wants to know some time before; the practice itself is not bound by that.
    pub is_noticed: bool,
    /// An appointment that is to be moved: its time counts as free.
    pub moving: Option<AppointmentId>,
    /// From the earliest beginning until before the second; what the practitioner's rules allow of it.
    pub within: Option<Stretch>,
}

/// The free times of a practitioner for that type, earliest first.
pub async fn free_times(conn: &mut PgConnection, search: FreeSearch<'_>) -> Result<Vec<Moment>> {
    if search.moving.is_none() && !offers(conn, search).await? {
        return Ok(Vec::new());
    }
    let availability = availability_of(conn, search.practitioner).await?;
    let now = Moment::now();
    let notice = if search.is_noticed { availability.notice_minutes } else { 0 };
    let earliest = now.plus_minutes(notice.into());
    let latest = now.plus_minutes(i64::from(availability.days_ahead) * DAY);
    let (from, until) = search.within.unwrap_or((earliest, latest));
    let stretch = (from.max(earliest), until.min(latest));
    if stretch.0 >= stretch.1 {
        return Ok(Vec::new());
    }
    let zone = zone_of(conn, search.practice).await?;
    let holidays = holidays_of(conn, search.practice).await?.into_iter().map(|holiday| holiday.day).collect();
    let busy = busy(conn, search, stretch).await?;
    let kind = search.kind;
    let length = Length { minutes: kind.minutes, before: kind.before, after: kind.after };
    Ok(Calendar { zone: &zone, availability: &availability, holidays: &holidays }.free(stretch, length, &busy))
}

/// The free times of the practitioner who is asked for, or of all who offer the type; where an appointment is to be
/// moved, of its own practitioner for its own type.
pub async fn find_free_times(
    conn: &mut PgConnection,
    me: &Me,
    query: FreeQuery,
    within: Option<Stretch>,
) -> Result<Vec<Moment>> {
    let (kind, people) = if let Some(moving) = query.moving {
        let appointment = appointment_for(conn, me.id, moving).await?;
        (type_of(conn, appointment.type_id).await?, vec![appointment.practitioner.id])
    } else {
        let kind = type_for(conn, me.practice.id, query.type_id).await?;
        let people = match query.practitioner {
            Some(one) => vec![one],
            None => practitioners_for(conn, me.practice.id, kind.id).await?.iter().map(|person| person.id).collect(),
        };
        (kind, people)
    };
    let mut free = BTreeSet::new();
    for practitioner in people {
        let (practice, viewer, moving) = (me.practice.id, me.id, query.moving);
        let is_noticed = me.is_client();
        let search = FreeSearch { practice, practitioner, kind: &kind, viewer, is_noticed, moving, within };
        free.extend(free_times(conn, search).await?);
    }
    Ok(free.into_iter().collect())
}

/// Whether that beginning is one of the free times.
pub(super) async fn is_free(conn: &mut PgConnection, search: FreeSearch<'_>, starts_at: Moment) -> Result<bool> {
    let within = Some((starts_at.plus_minutes(-DAY), starts_at.plus_minutes(DAY)));
    Ok(free_times(conn, FreeSearch { within, ..search }).await?.contains(&starts_at))
}

async fn offers(conn: &mut PgConnection, search: FreeSearch<'_>) -> Result<bool> {
    let offered = offered_types(conn, search.practitioner).await?;
    let is_of_practice = query_scalar!(
        r#"select exists (select from users where id = $1 and practice_id = $2) as "is!""#,
        search.practitioner as UserId,
        search.practice as PracticeId
    );
    Ok(is_of_practice.fetch_one(conn).await? && offered.iter().any(|kind| kind.id == search.kind.id))
}

pub(super) async fn zone_of(conn: &mut PgConnection, practice: PracticeId) -> Result<TimeZone> {
    let name = zone_name_of(conn, practice).await?;
    TimeZone::get(&name).map_err(AppError::broken)
}

pub(super) async fn zone_name_of(conn: &mut PgConnection, practice: PracticeId) -> Result<String> {
    Ok(query_scalar!("select time_zone from practices where id = $1", practice as PracticeId).fetch_one(conn).await?)
}

/// Whether that stretch of time lies within the practitioner's hours, taken or not.
pub(super) async fn receives(
    conn: &mut PgConnection,
    practice: PracticeId,
    practitioner: UserId,
    (from, until): Stretch,
) -> Result<bool> {
    let zone = zone_of(conn, practice).await?;
    let availability = availability_of(conn, practitioner).await?;
    let holidays = holidays_of(conn, practice).await?.into_iter().map(|holiday| holiday.day).collect();
    let open = Calendar { zone: &zone, availability: &availability, holidays: &holidays }.open((from, until));
    Ok(open.iter().any(|(opens, closes)| *opens <= from && until <= *closes))
}

/// What is taken, in order. Holds that have run out take nothing; what the waitlist offers somebody is taken there, not
/// booked.
async fn busy(conn: &mut PgConnection, search: FreeSearch<'_>, (from, until): Stretch) -> Result<Vec<Stretch>> {
    let rows = query!(
        r#"select lower(occupies) as "from!: Moment", upper(occupies) as "until!: Moment"
           from appointments
           where practitioner_id = $1 and declined_at is null and cancelled_at is null
             and occupies && tstzrange($2::timestamptz - interval '1 day', $3::timestamptz + interval '1 day')
             and (held_until is null or held_until > now() and (client_id <> $4
                  or exists (select from waitlist_offers o where o.hold_id = appointments.id)))
             and id is distinct from $5
           order by 1"#,
        search.practitioner as UserId,
        from as Moment,
        until as Moment,
        search.viewer as UserId,
        search.moving as Option<AppointmentId>
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(|row| (row.from, row.until)).collect())
}
