//! Calendars: what practitioners have to do, and appointments as calendar programs take them.

use super::appointments::{appointment_for, appointments_of, appointments_with};
use super::free::zone_of;
use super::hours::availability_of;
use super::practice::holidays_of;
use crate::accounts::store::people_of;
use crate::accounts::{Me, User};
use crate::appointments::model::slots::{Calendar, Stretch};
use crate::appointments::model::{Appointment, CalendarQuery, Roster, date_text, later};
use crate::error::{AppError, Result};
use crate::ids::{AppointmentId, UserId, uuids};
use crate::time::{Moment, start_of_day};
use crate::words::Role;
use sqlx::{PgConnection, query};
use std::collections::HashMap;

/// An appointment with what tells a calendar program that it has changed.
pub struct Entry {
    pub appointment: Appointment,
    /// Grows with each change.
    pub sequence: i64,
    pub changed_at: Moment,
}

/// A practitioner's own calendar, or those of the practice for its admins.
pub async fn rosters(conn: &mut PgConnection, me: &Me, asked: CalendarQuery) -> Result<Vec<Roster>> {
    let stretch = stretch_of(asked, &me.time_zone)?;
    let mut people = calendars_for(conn, me).await?;
    people.retain(|person| asked.practitioner.is_none_or(|id| id == person.id));
    if people.is_empty() && asked.practitioner.is_some() {
        return Err(AppError::NotFound);
    }
    let ids: Vec<UserId> = people.iter().map(|person| person.id).collect();
    let mut appointments = appointments_with(conn, &ids, stretch).await?;
    appointments.retain(Appointment::takes_time);
    let mut rosters = Vec::new();
    for practitioner in people {
        let open = open_hours(conn, me, practitioner.id, stretch).await?;
        let theirs = appointments.iter().filter(|one| one.practitioner.id == practitioner.id).cloned().collect();
        rosters.push(Roster { practitioner, open, appointments: theirs });
    }
    Ok(rosters)
}

/// Whose calendars a person may see: their own, or for admins those of the practice.
pub async fn calendars_for(conn: &mut PgConnection, me: &Me) -> Result<Vec<User>> {
    match me.role {
        Role::Practitioner => Ok(vec![User { id: me.id, name: me.name.clone(), avatar: me.avatar.clone() }]),
        Role::Admin => people_of(conn, me.practice.id, Role::Practitioner).await,
        Role::Client => Err(AppError::forbidden("This calendar is the practice's.")),
    }
}

fn stretch_of(asked: CalendarQuery, zone: &str) -> Result<Stretch> {
    let begins = |day| start_of_day(&date_text(day), zone);
    let stretch = begins(asked.first).zip(begins(later(asked.last(), 1)));
    stretch
        .filter(|(from, until)| from < until && (1..=31).contains(&asked.days))
        .ok_or_else(|| AppError::invalid("day", "There is no calendar of that day."))
}

/// When they receive, as far as it lies within. From today on: hours that were changed since are not kept, so of days
/// that are over nobody can say, and a week of theirs would show what holds now.
async fn open_hours(
    conn: &mut PgConnection,
    me: &Me,
    practitioner: UserId,
    (from, until): Stretch,
) -> Result<Vec<Stretch>> {
    let zone = zone_of(conn, me.practice.id).await?;
    let today = date_text(Moment::now().civil(&me.time_zone).date);
    let from = start_of_day(&today, &me.time_zone).map_or(from, |today| from.max(today));
    if from >= until {
        return Ok(Vec::new());
    }
    let availability = availability_of(conn, practitioner).await?;
    let holidays = holidays_of(conn, me.practice.id).await?.into_iter().map(|holiday| holiday.day).collect();
    let open = Calendar { zone: &zone, availability: &availability, holidays: &holidays }.open((from, until));
    let within = open.into_iter().map(|(opens, closes)| (opens.max(from), closes.min(until)));
    Ok(within.filter(|(opens, closes)| opens < closes).collect())
}

/// One appointment, for its people.
pub async fn entry_of(conn: &mut PgConnection, me: UserId, id: AppointmentId) -> Result<Entry> {
    let appointment = appointment_for(conn, me, id).await?;
    with_changes(conn, vec![appointment]).await?.pop().ok_or(AppError::NotFound)
}

/// The appointment, as a calendar takes it now.
pub async fn entry(conn: &mut PgConnection, appointment: &Appointment) -> Result<Entry> {
    with_changes(conn, vec![appointment.clone()]).await?.pop().ok_or(AppError::NotFound)
}

/// A person's own appointments of the last three months and all that lie ahead.
pub async fn entries_of(conn: &mut PgConnection, me: UserId) -> Result<Vec<Entry>> {
    const DAY: i64 = 24 * 60;
    let now = Moment::now();
    let span = (now.plus_minutes(-92 * DAY), now.plus_minutes(10 * 366 * DAY));
    let appointments = appointments_of(conn, me, span).await?;
    with_changes(conn, appointments).await
}

async fn with_changes(conn: &mut PgConnection, appointments: Vec<Appointment>) -> Result<Vec<Entry>> {
    let ids: Vec<AppointmentId> = appointments.iter().map(|appointment| appointment.id).collect();
    let rows = query!(
        r#"select appointment_id as "id: AppointmentId", count(*) as "count!", max(at) as "at!: Moment"
           from appointment_changes where appointment_id = any($1) group by appointment_id"#,
        &uuids(&ids)
    );
    let changes: HashMap<AppointmentId, (i64, Moment)> =
        rows.fetch_all(conn).await?.into_iter().map(|row| (row.id, (row.count, row.at))).collect();
    let entry = |appointment: Appointment| {
        let (sequence, changed_at) = changes.get(&appointment.id).copied().unwrap_or((0, appointment.requested_at));
        Entry { appointment, sequence, changed_at }
    };
    Ok(appointments.into_iter().map(entry).collect())
}
