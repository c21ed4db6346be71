//! The history of an appointment, and telling of it: everyone concerned, and its room.

use super::appointments::appointment_for;
use crate::accounts::{Me, User};
use crate::appointments::Event;
use crate::appointments::model::{Appointment, Change, What};
use crate::appointments::notices;
use crate::chat::{self, Context};
use crate::error::Result;
use crate::ids::{AppointmentId, UserId};
use crate::notifications::notify_all;
use crate::notifications::store::call_off;
use crate::server::db::Tx;
use crate::time::Moment;
use sqlx::{PgConnection, query, query_scalar};

/// All that happened to it, the earliest first.
pub async fn changes_of(conn: &mut PgConnection, id: AppointmentId) -> Result<Vec<Change>> {
    let rows = query!(
        r#"select c.at as "at: Moment", c.what as "what: What", c.note, c.old_start as "old_start: Moment",
                  c.new_start as "new_start: Moment", u.id as "by_id?: UserId", u.name as "by_name?", u.avatar
           from appointment_changes c left join users u on u.id = c.by
           where c.appointment_id = $1 order by c.id"#,
        id as AppointmentId
    );
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows
        .map(|row| Change {
            at: row.at,
            by: row.by_id.zip(row.by_name).map(|(id, name)| User { id, name, avatar: row.avatar }),
            what: row.what,
            note: row.note,
            old_start: row.old_start,
            new_start: row.new_start,
        })
        .collect())
}

/// Writes it into the history, and says it in the appointment's room where it has one. `times`: the old, the new.
pub(super) async fn record(
    tx: &mut Tx,
    me: &Me,
    id: AppointmentId,
    what: What,
    note: &str,
    times: (Option<Moment>, Option<Moment>),
) -> Result<()> {
    let change = change_by(me, what, note, times);
    let appointment = appointment_for(tx, me.id, id).await?;
    write(tx, id, &change).await?;
    tell(tx, &appointment, &change).await
}

/// Its time is over: it happened by itself.
pub(super) async fn record_of_itself(tx: &mut Tx, appointment: &Appointment, what: What, note: &str) -> Result<()> {
    let old_start = Some(appointment.starts_at);
    let change = Change { at: Moment::now(), by: None, what, note: note.into(), old_start, new_start: None };
    write(tx, appointment.id, &change).await?;
    tell(tx, appointment, &change).await
}

/// The confirmation that comes with something else, as with a proposal that is accepted: into the history and the room.
/// It rings for nobody, because the notice of what it comes with says it all. Without `by` it happened by itself.
pub(super) async fn record_confirmation(tx: &mut Tx, me: &Me, id: AppointmentId, by: Option<&Me>) -> Result<()> {
    let appointment = appointment_for(tx, me.id, id).await?;
    let (at, note) = (Moment::now(), String::new());
    let change = Change { at, by: by.map(person), what: What::Confirmed, note, old_start: None, new_start: None };
    write(tx, id, &change).await?;
    say(tx, &appointment, &change).await
}

fn change_by(me: &Me, what: What, note: &str, (old_start, new_start): (Option<Moment>, Option<Moment>)) -> Change {
    Change { at: Moment::now(), by: Some(person(me)), what, note: note.into(), old_start, new_start }
}

fn person(me: &Me) -> User {
    User { id: me.id, name: me.name.clone(), avatar: None }
}

async fn write(tx: &mut Tx, id: AppointmentId, change: &Change) -> Result<()> {
    query!(
        "insert into appointment_changes (appointment_id, by, what, note, old_start, new_start)
         values ($1, $2, $3, $4, $5, $6)",
        id as AppointmentId,
        change.by.as_ref().map(|by| by.id) as Option<UserId>,
        change.what.code(),
        change.note,
        change.old_start as Option<Moment>,
        change.new_start as Option<Moment>
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn tell(tx: &mut Tx, appointment: &Appointment, change: &Change) -> Result<()> {
    let notices = notices::of_change(tx, appointment, change).await?;
    notify_all(tx, notices).await?;
    // Whoever acts on it needs not be told any more of what came before. Running late is about a day, not about it.
    if let Some(by) = change.by.as_ref().filter(|_| change.what != What::Delayed) {
        call_off(tx, &[by.id], &notices::topic(appointment.id), "They have dealt with it since.").await?;
    }
    // A reminder of the time that it had is true no more.
    if matches!(change.what, What::Rescheduled | What::Cancelled) {
        let topic = notices::reminder_topic(appointment.id);
        call_off(tx, &[appointment.client.id], &topic, "The appointment has changed.").await?;
    }
    say(tx, appointment, change).await
}

/// In the appointment's room, where it has one.
async fn say(tx: &mut Tx, appointment: &Appointment, change: &Change) -> Result<()> {
    let Some(room) = appointment.room else { return Ok(()) };
    // Everybody in the room reads the same, so times are the practice's.
    let zone = query_scalar!(
        "select p.time_zone from appointments a join practices p on p.id = a.practice_id where a.id = $1",
        appointment.id as AppointmentId
    );
    let zone = zone.fetch_one(&mut **tx).await?;
    chat::store::change_context(tx, room, Context::Appointment(appointment.context())).await?;
    chat::store::say(tx, room, &change.sentence_for_all(&zone)).await
}

/// Tells the two, and the practice's admins.
pub(super) async fn tell_changed(tx: &mut Tx, me: UserId, id: AppointmentId) -> Result<Appointment> {
    let appointment = appointment_for(tx, me, id).await?;
    let mut audience = admins_of(tx, id).await?;
    audience.extend([appointment.client.id, appointment.practitioner.id]);
    tx.tell(audience, Event::Changed { appointment: Box::new(appointment.clone()) });
    Ok(appointment)
}

async fn admins_of(conn: &mut PgConnection, id: AppointmentId) -> Result<Vec<UserId>> {
    Ok(query_scalar!(
        r#"select u.id as "id: UserId" from appointments a
           join users u on u.practice_id = a.practice_id and u.role = 'admin' where a.id = $1"#,
        id as AppointmentId
    )
    .fetch_all(conn)
    .await?)
}
