//! What the pages ask of chat.

mod acknowledgements;
mod changes;
mod crowds;
mod rooms;

pub use acknowledgements::*;
pub use changes::*;
pub use crowds::*;
pub use rooms::*;

use super::model::{Conversations, Found, Page, Place, Room, SharedFiles, Thread};
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
    /// The number of the message that was asked for.
    pub at: Option<i64>,
    /// When the other person of a room of two was last connected.
    pub last_seen: Option<Moment>,
}

/// Messages a page of history has.
#[cfg(feature = "ssr")]
const PAGE: i64 = 50;
/// Files that are listed beside a room at once.
#[cfg(feature = "ssr")]
const FILES: i64 = 50;
/// Messages found that a page shows.
#[cfg(feature = "ssr")]
const HITS: i64 = 20;
/// Rooms that a page knows from the start.
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
    let mut conn = state.read().await?;
    let page = page_of(&mut conn, user, super::store::RoomSearch::default(), ROOMS).await?;
    let mut list = Conversations { rooms: page.rooms, next: page.next, unread_elsewhere: 0 };
    if list.next.is_some() {
        list.count_elsewhere(super::store::unread_of(&mut conn, user).await?);
    }
    Ok(list)
}

/// A room with a page of its history: around the message that is asked for, else where the unread ones begin, else the
/// newest. The room is read first: what is told meanwhile comes as an event.
#[server(prefix = "/fn", endpoint = "open-thread", input = Json)]
pub async fn open_thread(room: RoomId, at: Option<i64>) -> Result<Opened> {
    use super::store;
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me.id();
        let mut conn = door.state.read().await?;
        let room = store::room_for(&mut conn, me, room).await?;
        let place = at.or_else(|| room.first_unread(me)).map_or(Place::Newest, Place::Around);
        let Page { messages, has_older, has_newer } = page_for(&mut conn, me, room.id, place).await?;
        let last_seen = match room.other(me) {
            Some(other) => crate::accounts::store::last_seen(&mut conn, other.id).await?,
            None => None,
        };
        let slowest = if room.is_crowd() { store::slowest_of(&mut conn, room.id, me).await? } else { None };
        Ok(Opened { thread: Thread { room, messages, has_older, has_newer, slowest }, at, last_seen })
    })
    .await
}

#[server(prefix = "/fn", endpoint = "history", input = Json)]
pub async fn read_history(room: RoomId, place: Place) -> Result<Page> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut conn = door.state.read().await?;
        let me = door.who()?.me.id();
        super::store::must_be_member(&mut conn, me, room).await?;
        page_for(&mut conn, me, room, place).await
    })
    .await
}

/// A page with what is one's own in it.
#[cfg(feature = "ssr")]
async fn page_for(conn: &mut sqlx::PgConnection, me: crate::ids::UserId, room: RoomId, place: Place) -> Result<Page> {
    let mut page = super::store::page_of(conn, room, place, PAGE).await?;
    super::store::see_own(conn, me, &mut page.messages).await?;
    Ok(page)
}

/// The number of the first message on a day (`2026-11-20`) of one's own zone or after it; of the newest where there
/// is none.
#[server(prefix = "/fn", endpoint = "find-day", input = Json)]
pub async fn find_day(room: RoomId, day: String) -> Result<i64> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me;
        let at = crate::time::start_of_day(&day, &me.time_zone)
            .ok_or_else(|| crate::error::AppError::invalid("day", "This is not a day."))?;
        let mut conn = door.state.read().await?;
        super::store::must_be_member(&mut conn, me.id(), room).await?;
        super::store::number_at(&mut conn, room, at).await
    })
    .await
}

/// The number of the first reply to a message that is not deleted.
#[server(prefix = "/fn", endpoint = "first-reply", input = Json)]
pub async fn find_first_reply(message: MessageId) -> Result<i64> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut conn = door.state.read().await?;
        super::store::first_reply(&mut conn, door.who()?.me.id(), message).await
    })
    .await
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
        Ok(Found::cut(search(&door.state.pool, wanted).await?, HITS))
    })
    .await
}

/// Files of a room, newest first: the latest, or those after the `next` of the part before.
#[server(prefix = "/fn", endpoint = "room-files", input = Json)]
pub async fn list_room_files(room: RoomId, after: Option<(i64, i16)>) -> Result<SharedFiles> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut conn = door.state.read().await?;
        super::store::must_be_member(&mut conn, door.who()?.me.id(), room).await?;
        let mut files = super::store::files_of(&mut conn, room, after, FILES + 1).await?;
        // One more than fits only tells that there are more.
        let fits = usize::try_from(FILES).unwrap_or_default();
        let has_more = files.len() > fits;
        files.truncate(fits);
        let next = files.last().filter(|_| has_more).map(|last| (last.number, last.place));
        Ok(SharedFiles { files, next })
    })
    .await
}

/// One room as its list entry shows it.
#[server(prefix = "/fn", endpoint = "read-room", input = Json)]
pub async fn read_room(room: RoomId) -> Result<Room> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { super::store::room_for(&mut *door.state.read().await?, door.who()?.me.id(), room).await }).await
}
