//! What the pages ask of rooms: finding them, opening them, and changing what becomes of them.

use crate::accounts::Person;
use crate::chat::model::{CourseContext, NewConversation, Participant, RoomChange, RoomsPage, Shown};
use crate::error::Result;
use crate::ids::{CourseId, RoomId, UserId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// Rooms that a scrolled or searched list gets at once.
#[cfg(feature = "ssr")]
const ROOMS: i64 = 50;
/// People that a list gets at once.
#[cfg(feature = "ssr")]
const PEOPLE: i64 = 50;

/// A part of one's list: `from` is the `next` of the part before.
#[server(prefix = "/fn", endpoint = "find-conversations", input = Json)]
pub async fn find_conversations(
    text: String,
    shown: Shown,
    course: Option<CourseId>,
    from: Option<String>,
) -> Result<RoomsPage> {
    use crate::chat::rest::rooms::read_cursor;
    use crate::chat::store::RoomSearch;
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me.id();
        let from = from.map(|from| read_cursor("from", &from)).transpose()?;
        let text = crate::accounts::model::check_query(&text)?;
        let search = RoomSearch { text, shown, course, from, is_upwards: false };
        page_of(&mut *door.state.read().await?, me, search, ROOMS).await
    })
    .await
}

/// The courses that one's rooms are about, by title.
#[server(prefix = "/fn", endpoint = "courses-of-rooms", input = Json)]
pub async fn list_courses_of_rooms() -> Result<Vec<CourseContext>> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { crate::chat::store::courses_of(&mut *door.state.read().await?, door.who()?.me.id()).await })
        .await
}

/// Unread messages in all of one's rooms together, but for muted ones.
#[server(prefix = "/fn", endpoint = "count-unread", input = Json)]
pub async fn count_unread() -> Result<i64> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { crate::chat::store::unread_of(&mut *door.state.read().await?, door.who()?.me.id()).await })
        .await
}

/// People whom one may open a conversation with, by name, from after one of them; those who are not in one of one's
/// rooms, where that is given.
#[server(prefix = "/fn", endpoint = "find-people", input = Json)]
pub async fn find_people(text: String, after: Option<UserId>, outside: Option<RoomId>) -> Result<Vec<Person>> {
    use crate::accounts::store::NameSearch;
    use crate::chat::store;
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let text = crate::accounts::model::check_query(&text)?;
        let search = NameSearch { text, after, limit: PEOPLE };
        let (me, mut conn) = (door.who()?.me.id(), door.state.read().await?);
        if let Some(room) = outside {
            store::must_be_member(&mut conn, me, room).await?;
        }
        store::find_reachable(&mut conn, me, &search, outside).await
    })
    .await
}

#[server(prefix = "/fn", endpoint = "open-conversation", input = Json)]
pub async fn open_conversation(new: NewConversation) -> Result<RoomId> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me;
        door.state.limits.take_command(me.id())?;
        let opening = new.checked(me.id())?;
        let mut tx = door.state.begin().await?;
        let (room, _) = crate::chat::store::open_conversation(&mut tx, &me, opening).await?;
        tx.commit().await?;
        Ok(room)
    })
    .await
}

#[server(prefix = "/fn", endpoint = "change-room", input = Json)]
pub async fn change_room(room: RoomId, change: RoomChange) -> Result<()> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me;
        door.state.limits.take_command(me.id())?;
        let mut tx = door.state.begin().await?;
        crate::chat::store::change_room(&mut tx, &me, room, change).await?;
        tx.commit().await
    })
    .await
}

#[server(prefix = "/fn", endpoint = "end-conversation", input = Json)]
pub async fn end_conversation(room: RoomId) -> Result<()> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me;
        door.state.limits.take_command(me.id())?;
        let mut tx = door.state.begin().await?;
        crate::chat::store::end_conversation(&mut tx, &me, room).await?;
        tx.commit().await
    })
    .await
}

#[server(prefix = "/fn", endpoint = "add-people", input = Json)]
pub async fn add_people(room: RoomId, people: Vec<UserId>) -> Result<()> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me;
        door.state.limits.take_command(me.id())?;
        let mut tx = door.state.begin().await?;
        crate::chat::store::add_people(&mut tx, &me, room, &people).await?;
        tx.commit().await
    })
    .await
}

/// Oneself: to leave.
#[server(prefix = "/fn", endpoint = "remove-member", input = Json)]
pub async fn remove_member(room: RoomId, user: UserId) -> Result<()> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me;
        door.state.limits.take_command(me.id())?;
        let mut tx = door.state.begin().await?;
        crate::chat::store::remove_member(&mut tx, &me, room, user).await?;
        tx.commit().await
    })
    .await
}

/// Members of one's room in the order in which they came, from after one of them, whose names hold a text.
#[server(prefix = "/fn", endpoint = "list-members", input = Json)]
pub async fn list_members(room: RoomId, text: String, after: Option<UserId>) -> Result<Vec<Participant>> {
    use crate::accounts::store::NameSearch;
    use crate::chat::store;
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let text = crate::accounts::model::check_query(&text)?;
        let mut conn = door.state.read().await?;
        store::must_be_member(&mut conn, door.who()?.me.id(), room).await?;
        store::participants(&mut conn, room, &NameSearch { text, after, limit: PEOPLE }).await
    })
    .await
}

/// Rooms as a list shows them.
#[cfg(feature = "ssr")]
pub(super) async fn page_of(
    conn: &mut sqlx::PgConnection,
    user: UserId,
    search: crate::chat::store::RoomSearch,
    limit: i64,
) -> Result<RoomsPage> {
    use crate::chat::rest::rooms::write_cursor;
    use crate::server::listing::Listing;
    let found = crate::chat::store::find_rooms(conn, user, search, limit + 1).await?;
    let Listing { items, next } = Listing::cut(found, limit, |(room, at)| write_cursor(room.id, *at));
    Ok(RoomsPage { rooms: items.into_iter().map(|(room, _)| room.shortened_for(user)).collect(), next })
}
