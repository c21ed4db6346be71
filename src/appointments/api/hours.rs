//! Arranging when and for what a practitioner can be booked.

use crate::accounts::User;
use crate::appointments::model::{AppointmentType, Availability, TypeDraft};
use crate::error::Result;
use crate::ids::{AppointmentTypeId, UserId};
use crate::time::Moment;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

/// All that decides what can be booked with a practitioner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HoursSheet {
    pub practitioner: User,
    pub availability: Availability,
    /// The practice's types, of which some may not be offered.
    pub types: Vec<AppointmentType>,
    pub own_types: Vec<AppointmentType>,
    pub next: Option<NextTimes>,
}

/// The next free times for the first type that is offered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NextTimes {
    pub type_name: String,
    pub times: Vec<Moment>,
}

/// `None`: one's own.
#[server(prefix = "/fn", endpoint = "hours", input = Json)]
pub async fn read_hours(practitioner: Option<UserId>) -> Result<HoursSheet> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me;
        sheet_of(&mut *door.state.read().await?, &me, practitioner.unwrap_or(me.id)).await
    })
    .await
}

/// Replaces all of it; what is booked already stays.
#[server(prefix = "/fn", endpoint = "save-hours", input = Json)]
pub async fn save_hours(practitioner: UserId, availability: Availability) -> Result<HoursSheet> {
    use crate::appointments::store::{arranged_by, set_availability};
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me;
        let mut tx = door.state.begin().await?;
        arranged_by(&mut tx, &me, practitioner).await?;
        set_availability(&mut tx, practitioner, availability).await?;
        let sheet = sheet_of(&mut tx, &me, practitioner).await?;
        tx.commit().await?;
        Ok(sheet)
    })
    .await
}

/// A practitioner's own, or without one the practice's.
#[server(prefix = "/fn", endpoint = "add-appointment-type", input = Json)]
pub async fn add_type(owner: Option<UserId>, draft: TypeDraft) -> Result<AppointmentTypeId> {
    use crate::appointments::store;
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me;
        let mut tx = door.state.begin().await?;
        match owner {
            Some(owner) => drop(store::arranged_by(&mut tx, &me, owner).await?),
            None => store::must_be_admin(&me)?,
        }
        let id = store::add_type(&mut tx, me.practice.id, owner, draft).await?;
        tx.commit().await?;
        Ok(id)
    })
    .await
}

#[server(prefix = "/fn", endpoint = "change-appointment-type", input = Json)]
pub async fn change_type(id: AppointmentTypeId, draft: TypeDraft) -> Result<()> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut tx = door.state.begin().await?;
        crate::appointments::store::change_type(&mut tx, &door.who()?.me, id, draft).await?;
        tx.commit().await
    })
    .await
}

#[server(prefix = "/fn", endpoint = "archive-appointment-type", input = Json)]
pub async fn archive_type(id: AppointmentTypeId) -> Result<()> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut tx = door.state.begin().await?;
        crate::appointments::store::archive_type(&mut tx, &door.who()?.me, id).await?;
        tx.commit().await
    })
    .await
}

#[cfg(feature = "ssr")]
async fn sheet_of(conn: &mut sqlx::PgConnection, me: &crate::accounts::Me, practitioner: UserId) -> Result<HoursSheet> {
    use crate::appointments::store;
    let practitioner = store::arranged_by(conn, me, practitioner).await?;
    let (own_types, types): (Vec<_>, Vec<_>) = store::types_of(conn, me.practice.id)
        .await?
        .into_iter()
        .filter(|kind| kind.practitioner.is_none_or(|owner| owner == practitioner.id))
        .partition(|kind| kind.practitioner.is_some());
    Ok(HoursSheet {
        availability: store::availability_of(conn, practitioner.id).await?,
        next: next_times(conn, me, practitioner.id).await?,
        practitioner,
        types,
        own_types,
    })
}

#[cfg(feature = "ssr")]
async fn next_times(
    conn: &mut sqlx::PgConnection,
    me: &crate::accounts::Me,
    practitioner: UserId,
) -> Result<Option<NextTimes>> {
    use crate::appointments::{FreeQuery, store};
    const TIMES: usize = 6;
    let Some(first) = store::offered_types(conn, practitioner).await?.into_iter().next() else { return Ok(None) };
    let query = FreeQuery { practitioner: Some(practitioner), type_id: first.id, moving: None };
    let mut times = store::find_free_times(conn, me, query, None).await?;
    times.truncate(TIMES);
    Ok(Some(NextTimes { type_name: first.name, times }))
}
