//! What the pages ask of chat.

use super::model::{Conversations, Found, Message, Room, Thread};
use crate::error::Result;
use crate::ids::{MessageId, RoomId};
use crate::time::Moment;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

/// A room as a page opens it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Opened {
    pub thread: Thread,
    /// When the other person of a room of two was last connected.
    pub last_seen: Option<Moment>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OlderPage {
    /// By number.
    pub messages: Vec<Message>,
    pub has_older: bool,
}

/// Messages a page of history has.
#[cfg(feature = "ssr")]
const PAGE: i64 = 50;
/// Messages found that a page shows.
#[cfg(feature = "ssr")]
const HITS: i64 = 20;
/// Rooms that the list shows.
#[cfg(feature = "ssr")]
const ROOMS: i64 = 200;

#[server(prefix = "/fn", endpoint = "conversations", input = Json)]
pub async fn list_conversations() -> Result<Conversations> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { conversations_of(&door.state, door.who()?.me.id()).await }).await
}

/// A person's rooms as the list shows them.
#[cfg(feature = "ssr")]
pub async fn conversations_of(
    state: &crate::server::state::AppState,
    user: crate::ids::UserId,
) -> Result<Conversations> {
    let rooms = super::store::rooms_of(&mut *state.read().await?, user, None, ROOMS).await?;
    Ok(Conversations { rooms: rooms.into_iter().map(|(room, _)| room).collect() })
}

/// A room with its newest page of messages. The room is read first: what is told meanwhile comes as an event.
#[server(prefix = "/fn", endpoint = "open-thread", input = Json)]
pub async fn open_thread(room: RoomId) -> Result<Opened> {
    use super::store;
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me.id();
        let mut conn = door.state.read().await?;
        let room = store::room_for(&mut conn, me, room).await?;
        let page = older_than(&mut conn, room.id, i64::MAX).await?;
        let last_seen = match room.other(me) {
            Some(other) => crate::accounts::store::last_seen(&mut conn, other.id).await?,
            None => None,
        };
        let thread = Thread { room, messages: page.messages, has_older: page.has_older };
        Ok(Opened { thread, last_seen })
    })
    .await
}

#[server(prefix = "/fn", endpoint = "older-messages", input = Json)]
pub async fn older_messages(room: RoomId, before: i64) -> Result<OlderPage> {
    use super::store;
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut conn = door.state.read().await?;
        if !store::is_member(&mut conn, door.who()?.me.id(), room).await? {
            return Err(crate::error::AppError::NotFound);
        }
        older_than(&mut conn, room, before).await
    })
    .await
}

/// One room as its list entry shows it.
#[server(prefix = "/fn", endpoint = "read-room", input = Json)]
pub async fn read_room(room: RoomId) -> Result<Room> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { super::store::room_for(&mut *door.state.read().await?, door.who()?.me.id(), room).await }).await
}

/// Looks in one room, or in all of one's own; what is found is older than `before`.
#[server(prefix = "/fn", endpoint = "search-messages", input = Json)]
pub async fn search_messages(query: String, room: Option<RoomId>, before: Option<MessageId>) -> Result<Found> {
    use super::store::{Search, search};
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let (user, query) = (door.who()?.me.id(), super::check_query(&query)?);
        door.state.limits.take_command(user)?;
        let wanted = Search { user, room, query: &query, before, limit: HITS + 1 };
        Ok(Found::cut(search(&mut *door.state.read().await?, wanted).await?, HITS))
    })
    .await
}

#[cfg(feature = "ssr")]
async fn older_than(conn: &mut sqlx::PgConnection, room: RoomId, before: i64) -> Result<OlderPage> {
    let mut messages = super::store::page_before(conn, room, before, PAGE + 1).await?;
    let has_older = messages.len() > usize::try_from(PAGE).unwrap_or(0);
    messages.truncate(usize::try_from(PAGE).unwrap_or(0));
    messages.reverse();
    Ok(OlderPage { messages, has_older })
}
