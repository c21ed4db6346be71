//! Rooms that other domains fill: who comes and goes with what the room is for. The domain has asked who may.

use super::changing::{take_version, tell_changed};
use super::members::put_out;
use super::reading::{is_member, room_of};
use super::sight::begin_sight;
use crate::chat::store::say;
use crate::error::{AppError, Result};
use crate::ids::{RoomId, UserId};
use crate::server::db::Tx;
use sqlx::{query, query_scalar};

/// Somebody who comes, who let them in, and what the room says of it.
pub struct Joining<'a> {
    pub user: UserId,
    pub by: UserId,
    pub words: &'a str,
}

/// Somebody who goes, and what the room says of it.
pub struct Leaving<'a> {
    pub user: UserId,
    pub words: &'a str,
}

/// A newcomer sees the whole history, and nothing of it is new to them. Whoever is in it already changes nothing.
pub async fn join_room(tx: &mut Tx, room: RoomId, joining: Joining<'_>) -> Result<()> {
    let is_over = is_ended(tx, room).await?;
    if is_member(tx, joining.user, room).await? {
        return Ok(());
    }
    if !is_over {
        say(tx, room, joining.words).await?;
    }
    let version = take_version(tx, room).await?;
    query!(
        "insert into room_members (room_id, user_id, delivered, read, version, added_by)
         select id, $2, last_number, last_number, $3, $4 from rooms where id = $1",
        room as RoomId,
        joining.user as UserId,
        version,
        joining.by as UserId
    )
    .execute(&mut **tx)
    .await?;
    tell_changed(tx, room).await?;
    begin_sight(tx, room, &[joining.user]).await
}

/// For whoever goes, the room does not exist any more; what they said stays.
pub async fn leave_room(tx: &mut Tx, room: RoomId, leaving: Leaving<'_>) -> Result<()> {
    let is_over = is_ended(tx, room).await?;
    if !is_member(tx, leaving.user, room).await? {
        return Ok(());
    }
    if !is_over {
        say(tx, room, leaving.words).await?;
    }
    let found = room_of(tx, room).await?;
    put_out(tx, &found, leaving.user).await
}

/// Opens an ended room again, whoever ended it; one that is active stays as it is.
pub async fn reopen_room(tx: &mut Tx, room: RoomId, words: &str) -> Result<()> {
    if !is_ended(tx, room).await? {
        return Ok(());
    }
    query!("update rooms set ended_at = null, ended_by = null where id = $1", room as RoomId)
        .execute(&mut **tx)
        .await?;
    say(tx, room, words).await?;
    take_version(tx, room).await?;
    tell_changed(tx, room).await
}

/// Whether it has ended. It is held until the end of the transaction, so that it stays so.
pub async fn is_ended(tx: &mut Tx, room: RoomId) -> Result<bool> {
    query_scalar!(r#"select ended_at is not null as "is!" from rooms where id = $1 for no key update"#, room as RoomId)
        .fetch_optional(&mut **tx)
        .await?
        .ok_or(AppError::NotFound)
}
