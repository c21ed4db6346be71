//! What the pages ask of emergencies.

use super::model::{Emergency, EmergencySheet, OnCall, Watch};
use crate::error::Result;
use crate::ids::{ClientId, EmergencyId, UserId};
use crate::time::Moment;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// Emergencies that a page shows at once.
pub const PAGE: i64 = 30;

/// Who asks for something to be done. Of one person only so much is done at once.
#[cfg(feature = "ssr")]
fn command_of(door: &crate::server::door::Door) -> Result<std::sync::Arc<crate::accounts::Me>> {
    let me = door.who()?.me;
    door.state.limits.take_command(me.id())?;
    Ok(me)
}

/// What every page of this person shows.
#[server(prefix = "/fn", endpoint = "watch-emergencies", input = Json)]
pub async fn watch_emergencies() -> Result<Watch> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { super::store::watched_by(&mut *door.state.read().await?, &door.who()?.me).await }).await
}

/// The same key again is the same emergency.
#[server(prefix = "/fn", endpoint = "raise-emergency", input = Json)]
pub async fn raise_emergency(text: String, key: ClientId) -> Result<Emergency> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = command_of(&door)?;
        let mut tx = door.state.begin_urgently().await?;
        let alert = super::store::Alert { text, key, rings: door.state.limits.may_ring(me.id()) };
        let (emergency, _) = super::store::raise(&mut tx, &me, alert).await?;
        tx.commit().await?;
        Ok(emergency)
    })
    .await
}

/// `told_at`: of what has been seen; nothing says of the last telling.
#[server(prefix = "/fn", endpoint = "see-emergency", input = Json)]
pub async fn see_emergency(id: EmergencyId, told_at: Option<Moment>) -> Result<()> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = command_of(&door)?;
        let mut tx = door.state.begin_urgently().await?;
        super::store::see(&mut tx, &me, (id, told_at)).await?;
        tx.commit().await
    })
    .await
}

/// A page that somebody is at has these over it.
#[server(prefix = "/fn", endpoint = "emergencies-shown", input = Json)]
pub async fn note_emergencies_shown(ids: Vec<EmergencyId>) -> Result<()> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { super::store::note_shown(&mut *door.state.read().await?, &door.who()?.me, &ids).await }).await
}

/// Its client has read how it ended.
#[server(prefix = "/fn", endpoint = "dismiss-emergency", input = Json)]
pub async fn dismiss_emergency(id: EmergencyId) -> Result<()> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = command_of(&door)?;
        let mut tx = door.state.begin().await?;
        super::store::dismiss(&mut tx, &me, id).await?;
        tx.commit().await
    })
    .await
}

#[server(prefix = "/fn", endpoint = "take-emergency", input = Json)]
pub async fn take_emergency(id: EmergencyId) -> Result<Emergency> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = command_of(&door)?;
        let mut tx = door.state.begin_urgently().await?;
        let emergency = super::store::take(&mut tx, &me, id).await?;
        tx.commit().await?;
        Ok(emergency)
    })
    .await
}

#[server(prefix = "/fn", endpoint = "give-emergency-back", input = Json)]
pub async fn give_emergency_back(id: EmergencyId) -> Result<Emergency> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = command_of(&door)?;
        let mut tx = door.state.begin_urgently().await?;
        let emergency = super::store::give_back(&mut tx, &me, id).await?;
        tx.commit().await?;
        Ok(emergency)
    })
    .await
}

#[server(prefix = "/fn", endpoint = "resolve-emergency", input = Json)]
pub async fn resolve_emergency(id: EmergencyId, outcome: String) -> Result<Emergency> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = command_of(&door)?;
        let mut tx = door.state.begin_urgently().await?;
        let emergency = super::store::resolve(&mut tx, &me, id, &outcome).await?;
        tx.commit().await?;
        Ok(emergency)
    })
    .await
}

/// All of the practice, the newest first, from after one of them; one more than a page has tells that there are more.
#[server(prefix = "/fn", endpoint = "emergencies", input = Json)]
pub async fn list_emergencies(after: Option<EmergencyId>) -> Result<Vec<Emergency>> {
    use super::store;
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me;
        store::must_work_here(&me)?;
        let search = store::Search { open: None, after, limit: PAGE + 1 };
        store::find(&mut *door.state.read().await?, &me, &search).await
    })
    .await
}

/// With all that happened; whoever looks at it needs no bell for it any more.
#[server(prefix = "/fn", endpoint = "show-emergency", input = Json)]
pub async fn show_emergency(id: EmergencyId) -> Result<EmergencySheet> {
    use super::store;
    use crate::words::Role;
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me;
        store::must_work_here(&me)?;
        let mut tx = door.state.begin().await?;
        let emergency = store::emergency_for(&mut tx, me.id(), id).await?;
        let steps = store::steps_of(&mut tx, id).await?;
        let told = if me.role == Role::Admin { store::told_of(&mut tx, id).await? } else { Vec::new() };
        store::open(&mut tx, &me, id).await?;
        tx.commit().await?;
        Ok(EmergencySheet { emergency, steps, told })
    })
    .await
}

#[server(prefix = "/fn", endpoint = "on-call", input = Json)]
pub async fn list_on_call() -> Result<Vec<OnCall>> {
    use super::store;
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me;
        store::must_work_here(&me)?;
        store::on_call_in(&mut *door.state.read().await?, me.practice.id).await
    })
    .await
}

#[server(prefix = "/fn", endpoint = "set-on-call", input = Json)]
pub async fn set_on_call(user: UserId, is_on_call: bool) -> Result<()> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = command_of(&door)?;
        let mut tx = door.state.begin().await?;
        super::store::set_on_call(&mut tx, &me, user, is_on_call).await?;
        tx.commit().await
    })
    .await
}
