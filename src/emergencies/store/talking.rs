//! Where an emergency is talked about: in rooms that no other client reads.

use super::raising::{open_own_room, urgent};
use crate::accounts::Me;
use crate::chat::store::{Joining, end_room, is_ended, is_member, join_room, room_of, say};
use crate::chat::{RoomKind, post_within};
use crate::emergencies::model::Emergency;
use crate::error::Result;
use crate::ids::{EmergencyId, RoomId, UserId};
use crate::server::db::Tx;
use sqlx::{PgConnection, query, query_scalar};

/// Whoever takes it comes into its room, with all that was said there. Two people's own conversation stays theirs, a
/// room that has ended says nothing more, and where another client reads along, or its client has gone, nothing can be
/// said to them alone: then it is talked about in a room of its own.
pub(super) async fn come_in(tx: &mut Tx, me: &Me, emergency: &Emergency) -> Result<RoomId> {
    let room = emergency.room;
    let is_over = is_ended(tx, room).await?;
    let is_in = is_member(tx, me.id(), room).await?;
    let is_of_two = room_of(tx, room).await?.kind == RoomKind::Direct;
    if is_over || (is_of_two && !is_in) || !is_among_their_own(tx, room, emergency.client.id).await? {
        return move_out(tx, me, emergency).await;
    }
    let words = format!("{} joined to help.", me.name);
    join_room(tx, room, Joining { user: me.id(), by: me.id(), words: &words }).await?;
    Ok(room)
}

/// What becomes of it is said in its room, unless that has ended or another client would read it.
pub(super) async fn say_there(tx: &mut Tx, emergency: &Emergency, words: &str) -> Result<()> {
    let (room, client) = (emergency.room, emergency.client.id);
    // To ask whether it has ended holds the room: nobody comes into it meanwhile.
    if !is_ended(tx, room).await? && is_among_their_own(tx, room, client).await? {
        say(tx, room, words).await?;
    }
    Ok(())
}

/// Whether this client is in the room, and no other one is.
pub(super) async fn is_among_their_own(conn: &mut PgConnection, room: RoomId, client: UserId) -> Result<bool> {
    let is_it = query_scalar!(
        r#"select coalesce(bool_or(u.id = $2) and bool_and(u.id = $2 or u.role <> 'client'), false) as "is!"
           from room_members m join users u on u.id = m.user_id where m.room_id = $1"#,
        room as RoomId,
        client as UserId
    );
    Ok(is_it.fetch_one(conn).await?)
}

async fn move_out(tx: &mut Tx, me: &Me, emergency: &Emergency) -> Result<RoomId> {
    let client = (emergency.client.id, emergency.client.name.as_str());
    let others = emergency.team.iter().copied().filter(|user| *user != me.id());
    let people = std::iter::once(me.id()).chain(others).collect();
    let room = open_own_room(tx, me.practice.id, client, people).await?;
    let again = query_scalar!(
        r#"select words as "words!" from emergency_steps
           where emergency_id = $1 and what = 'wrote_again' order by number"#,
        emergency.id as EmergencyId
    );
    let again = again.fetch_all(&mut **tx).await?;
    for words in std::iter::once(&emergency.text).chain(&again) {
        post_within(tx, client.0, urgent(room, words.clone())).await?;
    }
    leave_for(tx, me, emergency, room).await?;
    Ok(room)
}

/// From now on it is talked about there. The room that was opened for it before has ended with that.
async fn leave_for(tx: &mut Tx, me: &Me, emergency: &Emergency, room: RoomId) -> Result<()> {
    let had_own_room = query_scalar!(
        r#"select room_opened_at is not null as "had!" from emergencies where id = $1"#,
        emergency.id as EmergencyId
    );
    if had_own_room.fetch_one(&mut **tx).await? {
        end_room(tx, emergency.room, me.id()).await?;
    }
    query!(
        "update emergencies set room_id = $2, room_opened_at = now() where id = $1",
        emergency.id as EmergencyId,
        room as RoomId
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
