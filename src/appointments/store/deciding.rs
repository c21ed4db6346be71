//! Deciding on an appointment. Each deed holds all that follows from it in one transaction.

use super::appointments::appointment_for;
use super::changes::{record, record_of_itself, tell_changed};
use super::lateness::{day_of, make_up_for};
use super::rooms::open_room;
use super::waitlist::offer_freed;
use crate::accounts::Me;
use crate::appointments::model::{Appointment, Deed, Status, What, check_note};
use crate::chat;
use crate::error::{AppError, Result};
use crate::ids::{AppointmentId, RoomId, UserId};
use crate::server::db::Tx;
use crate::time::Moment;
use sqlx::{query, query_scalar};

/// Does a deed to an appointment, with a note for the other side: the state, its room and what all are told.
pub async fn decide(tx: &mut Tx, me: &Me, id: AppointmentId, deed: Deed, note: &str) -> Result<Appointment> {
    let note = check_note(note)?;
    let day = if deed == Deed::Cancel { Some(day_of(tx, me, id).await?) } else { None };
    lock(tx, id).await?;
    if let Some(day) = &day {
        day.hold_rooms_with(tx, std::iter::once(id)).await?;
    }
    let appointment = appointment_for(tx, me.id, id).await?;
    if !appointment.may(deed, me, Moment::now()) {
        return Err(refusal(&appointment, deed, me));
    }
    stamp(tx, me.id, id, deed, &note).await?;
    if deed == Deed::Confirm {
        settle(tx, me, id).await?;
    }
    record(tx, me, id, deed.what(), &note, (Some(appointment.starts_at), None)).await?;
    if !matches!(deed, Deed::Confirm) {
        close_room(tx, me.id, &appointment).await?;
    }
    if matches!(deed, Deed::Decline | Deed::Cancel) {
        offer_freed(tx, &appointment).await?;
    }
    if let Some(day) = day {
        make_up_for(tx, day, id).await?;
    }
    tell_changed(tx, me.id, id).await
}

/// Declines by itself one request that nobody has answered before it would have begun; false where there is none.
pub async fn decline_unanswered(tx: &mut Tx) -> Result<bool> {
    const NOTE: &str = "Nobody answered before it would have begun.";
    let due = query!(
        r#"update appointments set declined_at = now(), closing_note = $1, proposed_at = null, proposed_by = null
           where id = (select id from appointments
                       where confirmed_at is null and declined_at is null and cancelled_at is null
                         and held_until is null and starts_at <= now()
                       order by starts_at limit 1 for no key update skip locked)
           returning id as "id: AppointmentId", client_id as "client: UserId""#,
        NOTE
    );
    let Some(due) = due.fetch_optional(&mut **tx).await? else { return Ok(false) };
    let appointment = appointment_for(tx, due.client, due.id).await?;
    record_of_itself(tx, &appointment, What::Declined, NOTE).await?;
    close_room(tx, appointment.practitioner.id, &appointment).await?;
    tell_changed(tx, due.client, due.id).await?;
    Ok(true)
}

/// Two who decide at once take turns.
pub(super) async fn lock(tx: &mut Tx, id: AppointmentId) -> Result<()> {
    query!("select from appointments where id = $1 and held_until is null for no key update", id as AppointmentId)
        .fetch_optional(&mut **tx)
        .await?
        .map(|_| ())
        .ok_or(AppError::NotFound)
}

/// What follows from a confirmation: no other time is proposed any more, and there is a room.
pub(super) async fn settle(tx: &mut Tx, me: &Me, id: AppointmentId) -> Result<()> {
    query!("update appointments set proposed_at = null, proposed_by = null where id = $1", id as AppointmentId)
        .execute(&mut **tx)
        .await?;
    let appointment = appointment_for(tx, me.id, id).await?;
    if appointment.room.is_none() {
        open_room(tx, &appointment).await?;
    }
    Ok(())
}

async fn stamp(tx: &mut Tx, me: UserId, id: AppointmentId, deed: Deed, note: &str) -> Result<()> {
    let (id, me) = (id as AppointmentId, me as UserId);
    let stamped = match deed {
        Deed::Confirm => {
            query!("update appointments set confirmed_at = now(), confirmed_by = $2 where id = $1", id as _, me as _)
        }
        Deed::Decline => query!(
            "update appointments set declined_at = now(), declined_by = $2, closing_note = $3 where id = $1",
            id as _,
            me as _,
            note
        ),
        Deed::Cancel => query!(
            "update appointments set cancelled_at = now(), cancelled_by = $2, closing_note = $3, expected_at = null
             where id = $1",
            id as _,
            me as _,
            note
        ),
        Deed::Complete => {
            query!("update appointments set completed_at = now(), completed_by = $2 where id = $1", id as _, me as _)
        }
        Deed::Miss => {
            query!("update appointments set missed_at = now(), missed_by = $2 where id = $1", id as _, me as _)
        }
    };
    stamped.execute(&mut **tx).await?;
    Ok(())
}

/// The room of what is over is ended, at once or once the practice's grace period is over.
async fn close_room(tx: &mut Tx, me: UserId, appointment: &Appointment) -> Result<()> {
    let Some(room) = appointment.room else { return Ok(()) };
    let grace = query_scalar!(
        "select p.grace_hours from appointments a join practices p on p.id = a.practice_id where a.id = $1",
        appointment.id as AppointmentId
    );
    if grace.fetch_one(&mut **tx).await? == 0 {
        chat::store::end_room(tx, room, me).await?;
    }
    Ok(())
}

/// Ends the rooms whose grace period is over; each is told to its members.
pub async fn end_rooms_past_grace(tx: &mut Tx) -> Result<()> {
    let rooms = query!(
        r#"select r.id as "room: RoomId", coalesce(a.completed_by, a.cancelled_by, a.missed_by, a.practitioner_id) as "by!: UserId"
           from appointments a join practices p on p.id = a.practice_id join rooms r on r.id = a.room_id
           where r.ended_at is null and a.status in ('completed', 'cancelled', 'no_show', 'declined')
             and coalesce(a.completed_at, a.cancelled_at, a.missed_at, a.declined_at)
                 < now() - make_interval(hours => p.grace_hours)
           for no key update of r skip locked limit 100"#
    );
    for row in rooms.fetch_all(&mut **tx).await? {
        chat::store::end_room(tx, row.room, row.by).await?;
    }
    Ok(())
}

/// Why not: past that state is a conflict, another's business is forbidden.
fn refusal(appointment: &Appointment, deed: Deed, me: &Me) -> AppError {
    if deed != Deed::Confirm && appointment.status == Status::Requested && deed.from_status() == [Status::Confirmed] {
        return AppError::conflict("This appointment is not confirmed yet.");
    }
    if !deed.from_status().contains(&appointment.status) {
        let status = appointment.status.name().to_lowercase();
        return AppError::conflict(&format!("This appointment is {status} already."));
    }
    if appointment.is_led_by(me) && matches!(deed, Deed::Complete | Deed::Miss) {
        return AppError::conflict("This can be said once the appointment has begun.");
    }
    if deed == Deed::Cancel && appointment.client.id == me.id {
        return too_late();
    }
    AppError::forbidden("This is for the other side to decide.")
}

pub(super) fn too_late() -> AppError {
    AppError::conflict("It is too late to change this here; please write to your practice.")
}

impl Deed {
    fn what(self) -> What {
        match self {
            Self::Confirm => What::Confirmed,
            Self::Decline => What::Declined,
            Self::Cancel => What::Cancelled,
            Self::Complete => What::Completed,
            Self::Miss => What::NoShow,
        }
    }
}
