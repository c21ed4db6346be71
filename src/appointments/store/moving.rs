//! Giving an appointment another time: at once, or as a proposal to agree to.

use super::appointments::appointment_for;
use super::booking::{forget_old_holds_of, just_taken, not_free, release_holds};
use super::changes::{record, record_confirmation, tell_changed};
use super::deciding::{lock, settle, too_late};
use super::engaged::{Visit, must_not_be_engaged};
use super::free::{FreeSearch, is_free};
use super::kinds::type_of;
use super::waitlist::offer_freed;
use crate::accounts::Me;
use crate::appointments::model::{Appointment, AppointmentType, Status, What, check_note};
use crate::error::{AppError, OnConstraint, Result};
use crate::ids::{AppointmentId, UserId};
use crate::server::db::{Tx, is_deadlock};
use crate::time::Moment;
use sqlx::query;

/// Moves it to a free time. What a client moves has to be confirmed again where its type asks for that.
pub async fn reschedule(tx: &mut Tx, me: &Me, id: AppointmentId, starts_at: Moment, note: &str) -> Result<Appointment> {
    let note = check_note(note)?;
    lock(tx, id).await?;
    let appointment = appointment_for(tx, me.id, id).await?;
    if !appointment.status.is_open() {
        return Err(is_over(&appointment));
    }
    if !appointment.may_move(me, Moment::now()) {
        return Err(if appointment.is_led_by(me) {
            AppError::conflict("Propose another time instead: it is not confirmed yet.")
        } else {
            too_late()
        });
    }
    let kind = move_to(tx, me, &appointment, starts_at).await?;
    if kind.needs_confirmation && !appointment.is_led_by(me) {
        query!("update appointments set confirmed_at = null, confirmed_by = null where id = $1", id as AppointmentId)
            .execute(&mut **tx)
            .await?;
    }
    record(tx, me, id, What::Rescheduled, &note, (Some(appointment.starts_at), Some(starts_at))).await?;
    tell_changed(tx, me.id, id).await
}

/// Suggests another, free time for what a client has asked for.
pub async fn propose_time(
    tx: &mut Tx,
    me: &Me,
    id: AppointmentId,
    starts_at: Moment,
    note: &str,
) -> Result<Appointment> {
    let note = check_note(note)?;
    lock(tx, id).await?;
    let appointment = appointment_for(tx, me.id, id).await?;
    if !appointment.may_propose(me) {
        return Err(match appointment.status {
            Status::Requested => AppError::forbidden("This is for the other side to decide."),
            _ => is_over(&appointment),
        });
    }
    if starts_at == appointment.starts_at {
        return Err(AppError::invalid("startsAt", "This is the time that was asked for. Please choose another."));
    }
    let kind = type_of(tx, appointment.type_id).await?;
    must_be_free(tx, me, &appointment, (&kind, starts_at)).await?;
    query!(
        "update appointments set proposed_at = $2, proposed_by = $3 where id = $1",
        id as AppointmentId,
        starts_at as Moment,
        me.id as UserId
    )
    .execute(&mut **tx)
    .await?;
    record(tx, me, id, What::Proposed, &note, (Some(appointment.starts_at), Some(starts_at))).await?;
    tell_changed(tx, me.id, id).await
}

/// Agrees to the proposed time, with which the appointment is confirmed. Where it was taken meanwhile, nothing changes.
pub async fn accept_proposal(tx: &mut Tx, me: &Me, id: AppointmentId) -> Result<Appointment> {
    let (appointment, starts_at) = proposed(tx, me, id).await?;
    move_to(tx, me, &appointment, starts_at).await?;
    query!(
        "update appointments set confirmed_at = now(), confirmed_by = proposed_by where id = $1",
        id as AppointmentId
    )
    .execute(&mut **tx)
    .await?;
    settle(tx, me, id).await?;
    record(tx, me, id, What::Rescheduled, "", (Some(appointment.starts_at), Some(starts_at))).await?;
    record_confirmation(tx, me, id, Some(me)).await?;
    tell_changed(tx, me.id, id).await
}

/// Says no to the proposed time; the request stays as it was.
pub async fn dismiss_proposal(tx: &mut Tx, me: &Me, id: AppointmentId) -> Result<Appointment> {
    let (appointment, _) = proposed(tx, me, id).await?;
    query!("update appointments set proposed_at = null, proposed_by = null where id = $1", id as AppointmentId)
        .execute(&mut **tx)
        .await?;
    record(tx, me, id, What::Kept, "", (Some(appointment.starts_at), None)).await?;
    tell_changed(tx, me.id, id).await
}

async fn proposed(tx: &mut Tx, me: &Me, id: AppointmentId) -> Result<(Appointment, Moment)> {
    lock(tx, id).await?;
    let appointment = appointment_for(tx, me.id, id).await?;
    match appointment.proposal {
        Some(proposal) if appointment.may_answer_proposal(me) => Ok((appointment, proposal.starts_at)),
        Some(_) => Err(AppError::forbidden("This is for the other side to decide.")),
        None => Err(AppError::conflict("There is no proposed time any more.")),
    }
}

async fn must_be_free(
    tx: &mut Tx,
    me: &Me,
    appointment: &Appointment,
    (kind, starts_at): (&AppointmentType, Moment),
) -> Result<()> {
    let search = FreeSearch {
        practice: me.practice.id,
        practitioner: appointment.practitioner.id,
        kind,
        viewer: me.id,
        is_noticed: me.is_client(),
        moving: Some(appointment.id),
        within: None,
    };
    if !is_free(tx, search, starts_at).await? {
        return Err(not_free());
    }
    let (client, moving) = (appointment.client.id, Some(appointment.id));
    must_not_be_engaged(tx, me, Visit { client, starts_at, minutes: kind.minutes, moving }).await
}

/// The row's own time is no hindrance to it; everybody else's is, by the exclusion constraint.
async fn move_to(tx: &mut Tx, me: &Me, appointment: &Appointment, starts_at: Moment) -> Result<AppointmentType> {
    let kind = type_of(tx, appointment.type_id).await?;
    must_be_free(tx, me, appointment, (&kind, starts_at)).await?;
    release_holds(tx, me.id).await?;
    forget_old_holds_of(tx, appointment.practitioner.id).await?;
    let moved = query!(
        "update appointments set starts_at = $2, ends_at = $3, expected_at = null,
             occupies = tstzrange($2::timestamptz - make_interval(mins => $4), $3::timestamptz + make_interval(mins => $5))
         where id = $1",
        appointment.id as AppointmentId,
        starts_at as Moment,
        starts_at.plus_minutes(kind.minutes.into()) as Moment,
        kind.before,
        kind.after
    );
    let moved = moved.execute(&mut **tx).await;
    // Two that move to the same time wait for each other, and one of them wins.
    if let Err(cause) = &moved
        && is_deadlock(cause)
    {
        tracing::info!(%cause, "two moved an appointment at once");
        return Err(just_taken());
    }
    moved.on_constraint("appointments_practitioner_excl", just_taken)?;
    offer_freed(tx, appointment).await?;
    Ok(kind)
}

fn is_over(appointment: &Appointment) -> AppError {
    AppError::conflict(&format!("This appointment is {} already.", appointment.status.name().to_lowercase()))
}
