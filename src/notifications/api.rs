//! What the pages ask of notifications.

use super::model::{Delivery, Filter, Inbox, Place, PreferenceChanges, Preferences, Ring};
use crate::error::Result;
use crate::ids::NotificationId;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// Notifications that a page of the list has.
#[cfg(feature = "ssr")]
const PAGE: i64 = 30;

/// Newest first; `before` is the `next` of the part before.
#[server(prefix = "/fn", endpoint = "notifications", input = Json)]
pub async fn list_notifications(filter: Filter, before: Option<String>) -> Result<Inbox> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me.id();
        let page =
            super::rest::find_page(&door.state, me, filter, before.as_deref().map(|text| ("before", text)), PAGE)
                .await?;
        let unread = super::store::count_unread(&mut *door.state.read().await?, me).await?;
        Ok(Inbox { items: page.items, next: page.next, unread })
    })
    .await
}

/// What the bell of a page has to know.
#[server(prefix = "/fn", endpoint = "bell", input = Json)]
pub async fn read_ring() -> Result<Ring> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { super::store::ring_of(&mut *door.state.read().await?, door.who()?.me.id()).await }).await
}

/// All of them, or all up to the newest that the page shows.
#[server(prefix = "/fn", endpoint = "read-notifications", input = Json)]
pub async fn read_notifications(until: Option<Place>) -> Result<()> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut tx = door.state.begin().await?;
        super::store::mark_all_read(&mut tx, door.who()?.me.id(), until).await?;
        tx.commit().await
    })
    .await
}

/// This one.
#[server(prefix = "/fn", endpoint = "read-notification", input = Json)]
pub async fn read_notification(id: NotificationId) -> Result<()> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut tx = door.state.begin().await?;
        super::store::mark_read(&mut tx, door.who()?.me.id(), id).await?;
        tx.commit().await
    })
    .await
}

/// The person goes where it leads.
#[server(prefix = "/fn", endpoint = "open-notification", input = Json)]
pub async fn open_notification(id: NotificationId) -> Result<()> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut tx = door.state.begin().await?;
        super::store::mark_opened(&mut tx, door.who()?.me.id(), id).await?;
        tx.commit().await
    })
    .await
}

/// A page that is looked at has shown these.
#[server(prefix = "/fn", endpoint = "notifications-shown", input = Json)]
pub async fn note_shown(shown: Vec<Place>) -> Result<()> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { super::store::mark_shown(&mut *door.state.read().await?, door.who()?.me.id(), &shown).await })
        .await
}

#[server(prefix = "/fn", endpoint = "remove-notification", input = Json)]
pub async fn remove_notification(id: NotificationId) -> Result<()> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut tx = door.state.begin().await?;
        super::store::remove_notification(&mut tx, door.who()?.me.id(), id).await?;
        tx.commit().await
    })
    .await
}

/// How it reached the person.
#[server(prefix = "/fn", endpoint = "notification-deliveries", input = Json)]
pub async fn list_deliveries(id: NotificationId) -> Result<Vec<Delivery>> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { super::store::deliveries_of(&mut *door.state.read().await?, door.who()?.me.id(), id).await })
        .await
}

#[server(prefix = "/fn", endpoint = "notification-preferences", input = Json)]
pub async fn read_preferences() -> Result<Preferences> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { super::store::preferences_of(&mut *door.state.read().await?, door.who()?.me.id()).await }).await
}

/// Answers with all that is chosen now.
#[server(prefix = "/fn", endpoint = "change-notification-preferences", input = Json)]
pub async fn change_preferences(changes: PreferenceChanges) -> Result<Preferences> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me.id();
        let mut tx = door.state.begin().await?;
        let preferences = super::store::change_preferences(&mut tx, me, &changes).await?;
        tx.commit().await?;
        Ok(preferences)
    })
    .await
}
