//! The waitlist, and running late.

use crate::appointments::model::{Appointment, Delay, WaitRequest, Waiting};
use crate::error::Result;
use crate::ids::{WaitEntryId, WaitOfferId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// A client's own places, or who waits for a practitioner, in their order.
#[server(prefix = "/fn", endpoint = "waitlist", input = Json)]
pub async fn read_waitlist() -> Result<Vec<Waiting>> {
    const AT_MOST: i64 = 100;
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me.id();
        crate::appointments::store::waitlist_for(&mut *door.state.read().await?, me, None, AT_MOST).await
    })
    .await
}

#[server(prefix = "/fn", endpoint = "join-waitlist", input = Json)]
pub async fn join_waitlist(request: WaitRequest) -> Result<Waiting> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut tx = door.state.begin().await?;
        let (entry, _) = crate::appointments::store::join_waitlist(&mut tx, &door.who()?.me, request).await?;
        tx.commit().await?;
        Ok(entry)
    })
    .await
}

#[server(prefix = "/fn", endpoint = "leave-waitlist", input = Json)]
pub async fn leave_waitlist(id: WaitEntryId) -> Result<()> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut tx = door.state.begin().await?;
        crate::appointments::store::leave_waitlist(&mut tx, &door.who()?.me, id).await?;
        tx.commit().await
    })
    .await
}

/// Makes an offered time one's appointment.
#[server(prefix = "/fn", endpoint = "take-offer", input = Json)]
pub async fn take_offer(id: WaitOfferId) -> Result<Appointment> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut tx = door.state.begin().await?;
        let (appointment, _) = crate::appointments::store::take_offer(&mut tx, &door.who()?.me, id).await?;
        tx.commit().await?;
        Ok(appointment)
    })
    .await
}

/// Lets an offered time go to the next.
#[server(prefix = "/fn", endpoint = "pass-offer", input = Json)]
pub async fn pass_offer(id: WaitOfferId) -> Result<()> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut tx = door.state.begin().await?;
        crate::appointments::store::pass_offer(&mut tx, &door.who()?.me, id).await?;
        tx.commit().await
    })
    .await
}

/// Says how late a practitioner is; answers with the appointments that are expected at another time since.
#[server(prefix = "/fn", endpoint = "run-late", input = Json)]
pub async fn run_late(delay: Delay) -> Result<Vec<Appointment>> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut tx = door.state.begin().await?;
        let changed = crate::appointments::store::run_late(&mut tx, &door.who()?.me, delay).await?;
        tx.commit().await?;
        Ok(changed)
    })
    .await
}
