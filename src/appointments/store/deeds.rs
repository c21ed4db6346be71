//! Asking for an appointment, and deciding on one. Each deed holds all that follows from it in one transaction.

use super::appointments::appointment_for;
use super::hours;
use crate::appointments::Event;
use crate::appointments::model::{Appointment, Deed, Status, check_reason};
use crate::chat::{self, Context, NewRoom, RoomKind};
use crate::error::{AppError, OnConstraint, Result};
use crate::ids::{AppointmentId, AppointmentTypeId, PracticeId, RoomId, UserId};
use crate::server::db::Tx;
use crate::time::Moment;
use sqlx::query;

pub struct NewAppointment {
    pub practice: PracticeId,
    pub client: UserId,
    pub practitioner: UserId,
    pub type_id: AppointmentTypeId,
    pub starts_at: Moment,
    pub reason: String,
}

/// Asks for a time that is free. Of many who ask for the same, the exclusion constraint lets one through.
pub async fn book_slot(tx: &mut Tx, new: NewAppointment) -> Result<Appointment> {
    let reason = check_reason(&new.reason)?;
    let minutes = hours::minutes_of(tx, new.practice, new.type_id).await?;
    let is_free = hours::is_free(tx, &new, minutes).await?;
    if !is_free {
        return Err(AppError::invalid("startsAt", "This time is not free; please choose another one."));
    }
    let id = AppointmentId::new();
    query!(
        "insert into appointments (id, practice_id, client_id, practitioner_id, type_id, starts_at, ends_at, reason)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        id as AppointmentId,
        new.practice as PracticeId,
        new.client as UserId,
        new.practitioner as UserId,
        new.type_id as AppointmentTypeId,
        new.starts_at as Moment,
        new.starts_at.plus_minutes(minutes.into()) as Moment,
        reason
    )
    .execute(&mut **tx)
    .await
    .on_constraint("appointments_practitioner_excl", || {
        AppError::invalid("startsAt", "Somebody was faster: this time has just been taken.")
    })?;
    tell_changed(tx, new.client, id).await
}

/// Does a deed to an appointment: the state, its room and what both are told.
pub async fn decide(tx: &mut Tx, me: UserId, id: AppointmentId, deed: Deed) -> Result<Appointment> {
    lock(tx, id).await?;
    let appointment = appointment_for(tx, me, id).await?;
    if !appointment.may(deed, me, Moment::now()) {
        return Err(refusal(&appointment, deed, me));
    }
    stamp(tx, me, id, deed).await?;
    let appointment = appointment_for(tx, me, id).await?;
    match (appointment.status, appointment.room) {
        (Status::Confirmed, None) => {
            open_room(tx, &appointment).await?;
        }
        (status, Some(room)) => {
            chat::store::change_context(tx, room, Context::Appointment(appointment.context())).await?;
            if !status.is_open() {
                chat::store::end_room(tx, room, me).await?;
            }
        }
        _ => {}
    }
    tell_changed(tx, me, id).await
}

/// Two who decide at once take turns.
async fn lock(tx: &mut Tx, id: AppointmentId) -> Result<()> {
    query!("select from appointments where id = $1 for update", id as AppointmentId)
        .fetch_optional(&mut **tx)
        .await?
        .map(|_| ())
        .ok_or(AppError::NotFound)
}

async fn stamp(tx: &mut Tx, me: UserId, id: AppointmentId, deed: Deed) -> Result<()> {
    let (id, me) = (id as AppointmentId, me as UserId);
    let stamped = match deed {
        Deed::Confirm => {
            query!("update appointments set confirmed_at = now(), confirmed_by = $2 where id = $1", id as _, me as _)
        }
        Deed::Decline => {
            query!("update appointments set declined_at = now(), declined_by = $2 where id = $1", id as _, me as _)
        }
        Deed::Cancel => {
            query!("update appointments set cancelled_at = now(), cancelled_by = $2 where id = $1", id as _, me as _)
        }
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

/// Opens the room of an appointment and links it.
pub(super) async fn open_room(tx: &mut Tx, appointment: &Appointment) -> Result<RoomId> {
    let practice = query!(
        r#"select practice_id as "id: PracticeId" from appointments where id = $1"#,
        appointment.id as AppointmentId
    );
    let practice = practice.fetch_one(&mut **tx).await?.id;
    let room = chat::store::open_room(
        tx,
        NewRoom {
            practice,
            kind: RoomKind::Appointment,
            title: None,
            context: Some(Context::Appointment(appointment.context())),
            opened_by: None,
            members: vec![appointment.client.id, appointment.practitioner.id],
        },
    )
    .await?;
    query!("update appointments set room_id = $2 where id = $1", appointment.id as AppointmentId, room as RoomId)
        .execute(&mut **tx)
        .await?;
    Ok(room)
}

async fn tell_changed(tx: &mut Tx, me: UserId, id: AppointmentId) -> Result<Appointment> {
    let appointment = appointment_for(tx, me, id).await?;
    let audience = vec![appointment.client.id, appointment.practitioner.id];
    tx.tell(audience, Event::Changed { appointment: Box::new(appointment.clone()) });
    Ok(appointment)
}

/// Why not: past that state is a conflict, another's business is forbidden.
fn refusal(appointment: &Appointment, deed: Deed, me: UserId) -> AppError {
    if !deed.from_status().contains(&appointment.status) {
        let status = appointment.status.name().to_lowercase();
        return AppError::conflict(&format!("This appointment is {status} already."));
    }
    if appointment.practitioner.id == me && matches!(deed, Deed::Complete | Deed::Miss) {
        return AppError::conflict("This can be said once the appointment has begun.");
    }
    AppError::forbidden("This is for the other side to decide.")
}
