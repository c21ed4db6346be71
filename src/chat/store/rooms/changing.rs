//! What becomes of a room: its name, who may add people, its end. What people do is said in it first, so that the
//! room is told with its last words.

use super::reading::{member_ids, room_for, room_of};
use crate::accounts::Me;
use crate::chat::Event;
use crate::chat::model::{Context, Invites, Room, RoomChange, RoomKind, check_title};
use crate::chat::store::say;
use crate::error::{AppError, Result};
use crate::ids::{RoomId, UserId};
use crate::server::db::Tx;
use crate::words::Role;
use sqlx::types::Json;
use sqlx::{query, query_scalar};

/// The room, held until the end of the transaction; it exists for its members.
pub(super) async fn hold(tx: &mut Tx, me: UserId, room: RoomId) -> Result<Room> {
    query!(
        "select from rooms r join room_members m on m.room_id = r.id
         where r.id = $1 and m.user_id = $2 for no key update of r",
        room as RoomId,
        me as UserId
    )
    .fetch_optional(&mut **tx)
    .await?
    .ok_or(AppError::NotFound)?;
    room_for(tx, me, room).await
}

/// Takes the next version for a change to the room itself.
pub(super) async fn take_version(tx: &mut Tx, room: RoomId) -> Result<i64> {
    Ok(query_scalar!(
        "update rooms set version = version + 1, changed_version = version + 1 where id = $1 returning version",
        room as RoomId
    )
    .fetch_one(&mut **tx)
    .await?)
}

pub(super) async fn tell_changed(tx: &mut Tx, room: RoomId) -> Result<()> {
    let members = member_ids(tx, room).await?;
    let room = Box::new(room_of(tx, room).await?);
    tx.tell(members, Event::RoomChanged { room });
    Ok(())
}

/// Ends a room: it can be read, not written. Ending it again changes nothing.
pub async fn end_room(tx: &mut Tx, room: RoomId, by: UserId) -> Result<()> {
    let ended = query!(
        "update rooms set ended_at = now(), ended_by = $2, version = version + 1, changed_version = version + 1
         where id = $1 and ended_at is null",
        room as RoomId,
        by as UserId
    )
    .execute(&mut **tx)
    .await?;
    if ended.rows_affected() > 0 { tell_changed(tx, room).await } else { Ok(()) }
}

/// A person ends it, who may.
pub async fn end_conversation(tx: &mut Tx, me: &Me, room: RoomId) -> Result<()> {
    let found = hold(tx, me.id(), room).await?;
    if found.is_ended() {
        return Ok(());
    }
    if !found.may_end(me.id(), me.role) {
        return Err(may_not_end(&found));
    }
    say(tx, room, &format!("{} ended this conversation.", me.name)).await?;
    end_room(tx, room, me.id()).await
}

fn may_not_end(room: &Room) -> AppError {
    AppError::forbidden(if room.is_of_appointment() {
        "An appointment's conversation is ended by a practitioner in it, or with the appointment."
    } else {
        "A conversation is ended by whoever opened it, or by a practitioner in it."
    })
}

/// Asking for an ended room of two opens it again, for a practitioner and for whoever ended it.
pub async fn reopen(tx: &mut Tx, me: &Me, room: RoomId) -> Result<()> {
    let reopened = query!(
        "update rooms set ended_at = null, ended_by = null
         where id = $1 and ended_at is not null and (ended_by = $2 or $3)",
        room as RoomId,
        me.id() as UserId,
        me.role == Role::Practitioner
    )
    .execute(&mut **tx)
    .await?;
    if reopened.rows_affected() == 0 {
        return Ok(());
    }
    say(tx, room, &format!("{} opened this conversation again.", me.name)).await?;
    take_version(tx, room).await?;
    tell_changed(tx, room).await
}

/// What the room is for has changed; only the domain that opened it says so.
pub async fn change_context(tx: &mut Tx, room: RoomId, context: Context) -> Result<()> {
    change_subject(tx, room, None, context).await
}

/// The same, with what the room is called from now on, where it is called by a title.
pub async fn change_subject(tx: &mut Tx, room: RoomId, title: Option<&str>, context: Context) -> Result<()> {
    query!(
        "update rooms set title = coalesce($2, title), context = $3 where id = $1",
        room as RoomId,
        title,
        Json(context) as _
    )
    .execute(&mut **tx)
    .await?;
    take_version(tx, room).await?;
    tell_changed(tx, room).await
}

/// A member changes what they may: all of it, or nothing.
pub async fn change_room(tx: &mut Tx, me: &Me, room: RoomId, change: RoomChange) -> Result<()> {
    let found = hold(tx, me.id(), room).await?;
    if let Some(title) = change.title {
        rename(tx, me, &found, &check_title(&title)?).await?;
    }
    if let Some(invites) = change.invites {
        let_invite(tx, me, &found, invites).await?;
    }
    if let Some(muted) = change.muted.filter(|muted| *muted != found.is_muted()) {
        mute(tx, me.id(), room, muted).await?;
    }
    Ok(())
}

async fn rename(tx: &mut Tx, me: &Me, room: &Room, title: &str) -> Result<()> {
    if !room.may_invite(me.id()) {
        return Err(may_not_change(room));
    }
    if room.title.as_deref() == Some(title) {
        return Ok(());
    }
    say(tx, room.id, &format!("{} renamed this group to “{title}”.", me.name)).await?;
    query!("update rooms set title = $2 where id = $1", room.id as RoomId, title).execute(&mut **tx).await?;
    take_version(tx, room.id).await?;
    tell_changed(tx, room.id).await
}

async fn let_invite(tx: &mut Tx, me: &Me, room: &Room, invites: Invites) -> Result<()> {
    if !room.may_decide(me.id()) {
        return Err(may_not_change(room));
    }
    if room.invites == invites {
        return Ok(());
    }
    let who = if invites == Invites::Members { "all members" } else { "nobody else" };
    say(tx, room.id, &format!("{} lets {who} add and remove people.", me.name)).await?;
    query!("update rooms set invites = $2 where id = $1", room.id as RoomId, invites.as_str())
        .execute(&mut **tx)
        .await?;
    take_version(tx, room.id).await?;
    tell_changed(tx, room.id).await
}

/// One's own, so it is no change of the room: it takes no version, and only one's own devices are told.
async fn mute(tx: &mut Tx, me: UserId, room: RoomId, muted: bool) -> Result<()> {
    query!(
        "update room_members set muted_at = case when $3 then now() end where room_id = $1 and user_id = $2",
        room as RoomId,
        me as UserId,
        muted
    )
    .execute(&mut **tx)
    .await?;
    tx.tell(vec![me], Event::Muted { room, muted });
    Ok(())
}

/// Why somebody may not change a room that they are in.
pub(super) fn may_not_change(room: &Room) -> AppError {
    AppError::forbidden(match room.kind {
        RoomKind::Group if room.is_ended() => "This conversation has ended; it can be read, not changed.",
        RoomKind::Group => "This is for the one who opened the group.",
        _ => "Only groups can be changed.",
    })
}
