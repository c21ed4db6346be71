//! What the calendar pages ask, and the feed.

use crate::accounts::User;
use crate::appointments::model::{Appointment, CalendarQuery, Feed, Roster};
use crate::error::Result;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// Days of one's own calendar, or of the practice's for its admins.
#[server(prefix = "/fn", endpoint = "calendar", input = Json)]
pub async fn read_calendar(query: CalendarQuery) -> Result<Vec<Roster>> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        crate::appointments::store::rosters(&mut *door.state.read().await?, &door.who()?.me, query).await
    })
    .await
}

/// Whose calendars one may see.
#[server(prefix = "/fn", endpoint = "calendars", input = Json)]
pub async fn list_calendars() -> Result<Vec<User>> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        crate::appointments::store::calendars_for(&mut *door.state.read().await?, &door.who()?.me).await
    })
    .await
}

/// What waits for one's decision.
#[server(prefix = "/fn", endpoint = "appointment-requests", input = Json)]
pub async fn list_requests() -> Result<Vec<Appointment>> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        crate::appointments::store::requests_to(&mut *door.state.read().await?, door.who()?.me.id()).await
    })
    .await
}

/// The feed one has.
#[server(prefix = "/fn", endpoint = "calendar-feed", input = Json)]
pub async fn show_feed() -> Result<Option<Feed>> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        crate::appointments::store::feed_of(&mut *door.state.read().await?, door.who()?.me.id()).await
    })
    .await
}

/// Answers with the feed's address, which is told this once; a form sent without JavaScript is led to a page that
/// shows it.
#[server(prefix = "/fn", endpoint = "make-calendar-feed")]
pub async fn make_feed() -> Result<String> {
    use crate::appointments::calendar::{new_feed, site};
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut tx = door.state.begin().await?;
        let address = new_feed(&mut tx, &door.who()?.me, &site(&door.state.settings, door.headers())).await?;
        tx.commit().await?;
        door.show_once(crate::app::paths::CALENDAR_FEED, &address);
        Ok(address)
    })
    .await
}

#[server(prefix = "/fn", endpoint = "revoke-calendar-feed")]
pub async fn revoke_feed() -> Result<()> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut tx = door.state.begin().await?;
        crate::appointments::store::revoke_feed(&mut tx, door.who()?.me.id()).await?;
        tx.commit().await
    })
    .await
}
