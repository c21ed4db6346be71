//! What people are told of their appointments: one wording for the bell, push and mail. Times are in the reader's zone.

use super::calendar;
use super::model::{Appointment, Change, Status, What};
use super::store::entry;
use crate::accounts::store::as_themselves;
use crate::accounts::{Me, User};
use crate::error::Result;
use crate::ids::{AppointmentId, UserId};
use crate::notifications::{Kind, Notice};
use crate::time::Moment;
use sqlx::PgConnection;

/// Tells the two of a change, in which `change.by` has a hand and needs no telling.
pub async fn of_change(conn: &mut PgConnection, appointment: &Appointment, change: &Change) -> Result<Vec<Notice>> {
    let change = &as_told(appointment, change);
    let Some(kind) = kind_of(change.what) else { return Ok(Vec::new()) };
    let (by, ends_at) = (change.by.as_ref(), appointment.ends_at);
    let entry = entry(conn, appointment).await?;
    let notices = readers(conn, appointment, by.map(|by| by.id)).await?.into_iter().map(|reader| {
        let title = title_of(change, by.map_or("Attend", |by| &by.name), &reader.time_zone);
        // A time that is proposed is in no calendar yet.
        let calendar = (change.what != What::Proposed).then(|| calendar::for_letter(&entry, &reader));
        let useful_until = (kind == Kind::Late).then(|| change.new_start.map_or(ends_at, |new| new.max(ends_at)));
        let notice = about(kind, appointment, &reader, title, &change.note);
        Notice { actor: by.map(|by| by.id), calendar, useful_until, ..notice }
    });
    Ok(notices.collect())
}

/// Reminds the client that it is near. What has happened to it stands in the bell beside that.
pub async fn of_reminder(conn: &mut PgConnection, appointment: &Appointment) -> Result<Vec<Notice>> {
    let entry = entry(conn, appointment).await?;
    let readers = readers(conn, appointment, Some(appointment.practitioner.id)).await?;
    Ok(readers
        .into_iter()
        .map(|reader| {
            // The words are kept, so the day is named: tomorrow, "tomorrow" would be wrong.
            let (begins, zone) = (appointment.starts_at, &reader.time_zone);
            let day = begins.civil(zone).day_short();
            let title = format!("{day} at {}: {}", begins.clock_in(zone), appointment.type_name);
            let calendar = Some(calendar::for_letter(&entry, &reader));
            let (topic, useful_until) = (Some(reminder_topic(appointment.id)), Some(appointment.starts_at));
            Notice { topic, calendar, useful_until, ..about(Kind::Reminder, appointment, &reader, title, "") }
        })
        .collect())
}

/// What notices of it are about, but for reminders.
pub fn topic(id: AppointmentId) -> String {
    format!("appointment:{id}")
}

/// What reminders of it are about.
pub fn reminder_topic(id: AppointmentId) -> String {
    format!("{}:reminder", topic(id))
}

/// A freed time is offered to somebody who waits for it.
pub async fn of_offer(
    conn: &mut PgConnection,
    client: UserId,
    practitioner: &User,
    (starts_at, expires_at): (Moment, Moment),
) -> Result<Vec<Notice>> {
    Ok(as_themselves(conn, &[client])
        .await?
        .into_iter()
        .map(|reader| Notice {
            body: format!(
                "{} with {}. It is kept for you until {}.",
                when(starts_at, &reader.time_zone),
                practitioner.name,
                expires_at.clock_in(&reader.time_zone)
            ),
            useful_until: Some(expires_at),
            ..Notice::new(Kind::Offer, vec![reader.id], "A time has become free for you", "appointments")
        })
        .collect())
}

/// What is asked for and needs no confirmation waits for nobody: it is booked.
fn as_told(appointment: &Appointment, change: &Change) -> Change {
    let is_booked = change.what == What::Requested && appointment.status == Status::Confirmed;
    Change { what: if is_booked { What::Booked } else { change.what }, ..change.clone() }
}

fn kind_of(what: What) -> Option<Kind> {
    match what {
        What::Requested | What::Kept => Some(Kind::Requested),
        What::Booked | What::Confirmed => Some(Kind::Confirmed),
        What::Declined => Some(Kind::Declined),
        What::Proposed | What::Rescheduled => Some(Kind::Moved),
        What::Cancelled => Some(Kind::Cancelled),
        What::Delayed => Some(Kind::Late),
        What::Completed | What::NoShow => None,
    }
}

fn title_of(change: &Change, by: &str, zone: &str) -> String {
    match (change.what, change.new_start) {
        (What::Requested, _) => format!("{by} asks for an appointment"),
        (What::Booked, _) => format!("{by} booked an appointment with you"),
        (What::Confirmed, _) => format!("{by} confirmed your appointment"),
        (What::Declined, _) if change.by.is_none() => "A request was not answered in time".into(),
        (What::Declined, _) => format!("{by} declined your appointment"),
        (What::Proposed, Some(new)) => format!("{by} proposes {}", when(new, zone)),
        (What::Rescheduled, Some(new)) => format!("{by} moved your appointment to {}", when(new, zone)),
        (What::Cancelled, _) => format!("{by} cancelled your appointment"),
        (What::Delayed, Some(new)) => format!("Running late: expected at {}", new.clock_in(zone)),
        (What::Delayed, None) => "On time again".into(),
        (what, _) => format!("{by} {}", what.deed()),
    }
}

/// The appointment's line, and the note that came with it. The reason is not repeated: a bell is seen by bystanders.
fn about(kind: Kind, appointment: &Appointment, reader: &Me, title: String, note: &str) -> Notice {
    let line = format!(
        "{} with {}, {}",
        appointment.type_name,
        appointment.other(reader.id).name,
        when(appointment.starts_at, &reader.time_zone)
    );
    Notice {
        body: if note.is_empty() { line } else { format!("{line}\n“{note}”") },
        topic: Some(topic(appointment.id)),
        ..Notice::new(kind, vec![reader.id], title, format!("appointments/{}", appointment.id))
    }
}

fn when(at: Moment, zone: &str) -> String {
    format!("{}, {} ({zone})", at.civil(zone).day_short(), at.clock_in(zone))
}

/// The two of the appointment, but for one.
async fn readers(conn: &mut PgConnection, appointment: &Appointment, but: Option<UserId>) -> Result<Vec<Me>> {
    let mut people = vec![appointment.client.id, appointment.practitioner.id];
    people.retain(|person| Some(*person) != but);
    as_themselves(conn, &people).await
}
