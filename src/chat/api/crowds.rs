//! What the pages ask of rooms that have more members than they name. What one is not in does not exist.

use crate::accounts::User;
use crate::chat::model::{Reached, ReadersPage, Slowest};
use crate::error::Result;
use crate::ids::{RoomId, UserId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// People that a list gets at once.
#[cfg(feature = "ssr")]
const PEOPLE: i64 = 50;
/// Names that fit what is typed, at once.
#[cfg(feature = "ssr")]
const NAMES: i64 = 6;

/// How far all others are: whoever is last, and where. None where there are no others.
#[server(prefix = "/fn", endpoint = "read-slowest", input = Json)]
pub async fn read_slowest(room: RoomId) -> Result<Option<Slowest>> {
    use crate::chat::store;
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let (mut conn, me) = (door.state.read().await?, door.who()?.me.id());
        store::must_be_member(&mut conn, me, room).await?;
        store::slowest_of(&mut conn, room, me).await
    })
    .await
}

/// The others with whom the message of that number has come as far, by name, from after one of them.
#[server(prefix = "/fn", endpoint = "list-readers", input = Json)]
pub async fn list_readers(room: RoomId, number: i64, reached: Reached, after: Option<UserId>) -> Result<ReadersPage> {
    use crate::chat::store::{self, WantedReaders};
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let (mut conn, me) = (door.state.read().await?, door.who()?.me.id());
        store::must_be_member(&mut conn, me, room).await?;
        store::readers_of(&mut conn, room, me, WantedReaders { number, reached, after, limit: PEOPLE }).await
    })
    .await
}

/// A few of the others, of whose name a word begins with what was typed.
#[server(prefix = "/fn", endpoint = "find-members", input = Json)]
pub async fn find_members(room: RoomId, typed: String) -> Result<Vec<User>> {
    use crate::chat::store;
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let (mut conn, me) = (door.state.read().await?, door.who()?.me.id());
        crate::accounts::model::check_query(&typed)?;
        store::must_be_member(&mut conn, me, room).await?;
        store::members_called(&mut conn, room, (me, &typed), NAMES).await
    })
    .await
}

/// Names of members that the messages from one number to another may mention.
#[server(prefix = "/fn", endpoint = "names-mentioned", input = Json)]
pub async fn names_mentioned(room: RoomId, from: i64, to: i64) -> Result<Vec<String>> {
    use crate::chat::store;
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut conn = door.state.read().await?;
        store::must_be_member(&mut conn, door.who()?.me.id(), room).await?;
        store::names_behind_at(&mut conn, room, (from, to)).await
    })
    .await
}

/// Those of these people who are members.
#[server(prefix = "/fn", endpoint = "read-members", input = Json)]
pub async fn read_members(room: RoomId, users: Vec<UserId>) -> Result<Vec<User>> {
    use crate::chat::store;
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut conn = door.state.read().await?;
        store::must_be_member(&mut conn, door.who()?.me.id(), room).await?;
        store::members_among(&mut conn, room, &users, PEOPLE).await
    })
    .await
}
