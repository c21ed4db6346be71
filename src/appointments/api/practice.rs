//! Arranging what holds for the whole practice.

use crate::accounts::User;
use crate::appointments::model::{AppointmentType, Holiday, PracticeRules};
use crate::error::Result;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// The practice's own types, without those of its practitioners.
#[server(prefix = "/fn", endpoint = "practice-types", input = Json)]
pub async fn list_types() -> Result<Vec<AppointmentType>> {
    use crate::appointments::store;
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me;
        store::must_be_admin(&me)?;
        let mut types = store::types_of(&mut *door.state.read().await?, me.practice.id).await?;
        types.retain(|kind| kind.practitioner.is_none());
        Ok(types)
    })
    .await
}

/// Those whose hours an admin may arrange.
#[server(prefix = "/fn", endpoint = "practitioners", input = Json)]
pub async fn list_practitioners() -> Result<Vec<User>> {
    use crate::accounts::store::people_of;
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me;
        crate::appointments::store::must_be_admin(&me)?;
        people_of(&mut *door.state.read().await?, me.practice.id, crate::words::Role::Practitioner).await
    })
    .await
}

/// From today on, in order.
#[server(prefix = "/fn", endpoint = "holidays", input = Json)]
pub async fn list_holidays() -> Result<Vec<Holiday>> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let practice = door.who()?.me.practice.id;
        crate::appointments::store::holidays_of(&mut *door.state.read().await?, practice).await
    })
    .await
}

#[server(prefix = "/fn", endpoint = "practice-rules", input = Json)]
pub async fn read_practice_rules() -> Result<PracticeRules> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let practice = door.who()?.me.practice.id;
        crate::appointments::store::rules_of(&mut *door.state.read().await?, practice).await
    })
    .await
}

#[server(prefix = "/fn", endpoint = "add-holiday", input = Json)]
pub async fn add_holiday(holiday: Holiday) -> Result<()> {
    use crate::appointments::store;
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me;
        store::must_be_admin(&me)?;
        let mut tx = door.state.begin().await?;
        store::add_holiday(&mut tx, me.practice.id, holiday).await?;
        tx.commit().await
    })
    .await
}

#[server(prefix = "/fn", endpoint = "remove-holiday", input = Json)]
pub async fn remove_holiday(holiday: Holiday) -> Result<()> {
    use crate::appointments::store;
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me;
        store::must_be_admin(&me)?;
        let mut tx = door.state.begin().await?;
        store::remove_holiday(&mut tx, me.practice.id, holiday.day).await?;
        tx.commit().await
    })
    .await
}

#[server(prefix = "/fn", endpoint = "set-practice-rules", input = Json)]
pub async fn set_practice_rules(rules: PracticeRules) -> Result<()> {
    use crate::appointments::store;
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me;
        store::must_be_admin(&me)?;
        let mut tx = door.state.begin().await?;
        store::set_rules(&mut tx, me.practice.id, rules).await?;
        tx.commit().await
    })
    .await
}
