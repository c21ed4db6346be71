//! Appointment types, weekly hours, and the free times that come of them.

use super::deeds::NewAppointment;
use crate::appointments::model::{AppointmentType, Place};
use crate::error::{AppError, Result};
use crate::ids::{AppointmentTypeId, PracticeId, UserId};
use crate::server::db::Tx;
use crate::time::Moment;
use sqlx::{PgConnection, query, query_as, query_scalar};

/// Times are offered from this long ahead on, and for this many days.
const NOTICE_MINUTES: i32 = 30;
const DAYS_AHEAD: i32 = 28;

pub struct NewType<'a> {
    pub practice: PracticeId,
    pub name: &'a str,
    pub minutes: i32,
    pub place: Place,
}

/// Hours of one ISO weekday (1 is Monday), on the practice's wall clock.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    pub weekday: i16,
    pub opens: time::Time,
    pub closes: time::Time,
}

pub async fn add_type(tx: &mut Tx, new: &NewType<'_>) -> Result<AppointmentTypeId> {
    let id = AppointmentTypeId::new();
    let place = match new.place {
        Place::InPerson => "in_person",
        Place::Video => "video",
    };
    query!(
        "insert into appointment_types (id, practice_id, name, minutes, place) values ($1, $2, $3, $4, $5)",
        id as AppointmentTypeId,
        new.practice as PracticeId,
        new.name,
        new.minutes,
        place
    )
    .execute(&mut **tx)
    .await?;
    Ok(id)
}

pub async fn add_hours(tx: &mut Tx, practitioner: UserId, span: Span) -> Result<()> {
    query!(
        "insert into weekly_hours (practitioner_id, weekday, opens, closes) values ($1, $2, $3, $4)",
        practitioner as UserId,
        span.weekday,
        span.opens,
        span.closes
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn types_of(conn: &mut PgConnection, practice: PracticeId) -> Result<Vec<AppointmentType>> {
    Ok(query_as!(
        AppointmentType,
        r#"select id as "id: AppointmentTypeId", name, minutes, place as "place: Place"
           from appointment_types where practice_id = $1 order by minutes, name"#,
        practice as PracticeId
    )
    .fetch_all(conn)
    .await?)
}

pub(super) async fn minutes_of(
    conn: &mut PgConnection,
    practice: PracticeId,
    type_id: AppointmentTypeId,
) -> Result<i32> {
    query_scalar!(
        "select minutes from appointment_types where id = $1 and practice_id = $2",
        type_id as AppointmentTypeId,
        practice as PracticeId
    )
    .fetch_optional(conn)
    .await?
    .ok_or_else(|| AppError::invalid("type", "There is no such type of appointment."))
}

/// The free times of a practitioner for appointments of that length, earliest first. Postgres puts the weekly hours
/// on the practice's calendar, so a clock change moves the moments, not the wall clock: a time that does not exist
/// on that day moves with the clock, one that exists twice is the first.
pub async fn free_times(
    conn: &mut PgConnection,
    practice: PracticeId,
    practitioner: UserId,
    minutes: i32,
) -> Result<Vec<Moment>> {
    Ok(query_scalar!(
        r#"select distinct t.starts_at as "starts_at!: Moment"
           from practices p
           join users u on u.practice_id = p.id and u.role = 'practitioner' and u.suspended_at is null
           cross join lateral generate_series(
               date_trunc('day', now() at time zone p.time_zone),
               date_trunc('day', now() at time zone p.time_zone) + make_interval(days => $4), interval '1 day') day
           join weekly_hours h on h.practitioner_id = u.id and h.weekday = extract(isodow from day)
           cross join lateral generate_series(
               day + h.opens, day + h.closes - make_interval(mins => $3), make_interval(mins => $3)) wall
           cross join lateral (select wall at time zone p.time_zone as starts_at) t
           where p.id = $1 and u.id = $2 and t.starts_at > now() + make_interval(mins => $5)
             and not exists (
                 select from appointments a
                 where a.practitioner_id = $2 and a.declined_at is null and a.cancelled_at is null
                   and tstzrange(a.starts_at, a.ends_at) && tstzrange(t.starts_at, t.starts_at + make_interval(mins => $3)))
           order by 1"#,
        practice as PracticeId,
        practitioner as UserId,
        minutes,
        DAYS_AHEAD,
        NOTICE_MINUTES
    )
    .fetch_all(conn)
    .await?)
}

pub(super) async fn is_free(conn: &mut PgConnection, new: &NewAppointment, minutes: i32) -> Result<bool> {
    Ok(free_times(conn, new.practice, new.practitioner, minutes).await?.contains(&new.starts_at))
}
