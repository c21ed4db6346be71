//! What becomes of an appointment.

use crate::appointments::model::{Appointment, Deed};
use crate::error::Result;
use crate::ids::AppointmentId;
use crate::time::Moment;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

#[server(prefix = "/fn", endpoint = "decide-appointment", input = Json)]
pub async fn decide_appointment(id: AppointmentId, deed: Deed, note: String) -> Result<Appointment> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut tx = door.state.begin().await?;
        let appointment = crate::appointments::store::decide(&mut tx, &door.who()?.me, id, deed, &note).await?;
        tx.commit().await?;
        Ok(appointment)
    })
    .await
}

/// Gives it another free time.
#[server(prefix = "/fn", endpoint = "move-appointment", input = Json)]
pub async fn move_appointment(id: AppointmentId, starts_at: Moment, note: String) -> Result<Appointment> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut tx = door.state.begin().await?;
        let moved = crate::appointments::store::reschedule(&mut tx, &door.who()?.me, id, starts_at, &note).await?;
        tx.commit().await?;
        Ok(moved)
    })
    .await
}

/// Suggests another free time for what a client has asked for.
#[server(prefix = "/fn", endpoint = "propose-time", input = Json)]
pub async fn propose_time(id: AppointmentId, starts_at: Moment, note: String) -> Result<Appointment> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut tx = door.state.begin().await?;
        let proposed = crate::appointments::store::propose_time(&mut tx, &door.who()?.me, id, starts_at, &note).await?;
        tx.commit().await?;
        Ok(proposed)
    })
    .await
}

/// Says yes or no to the proposed time.
#[server(prefix = "/fn", endpoint = "answer-proposal", input = Json)]
pub async fn answer_proposal(id: AppointmentId, accept: bool) -> Result<Appointment> {
    use crate::appointments::store::{accept_proposal, dismiss_proposal};
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me;
        let mut tx = door.state.begin().await?;
        let answered =
            if accept { accept_proposal(&mut tx, &me, id).await? } else { dismiss_proposal(&mut tx, &me, id).await? };
        tx.commit().await?;
        Ok(answered)
    })
    .await
}
