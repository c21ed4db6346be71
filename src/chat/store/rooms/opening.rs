//! Opening rooms: those that other domains ask for, and those that people open with each other.

use super::changing::{reopen, tell_changed};
use super::sight::begin_sight;
use crate::accounts::Me;
use crate::chat::model::{Context, Opening, RoomKind};
use crate::chat::store::people::{must_reach, reaches};
use crate::error::{AppError, Result};
use crate::ids::{PracticeId, RoomId, UserId, uuids};
use crate::server::db::Tx;
use sqlx::types::Json;
use sqlx::{PgConnection, query, query_scalar};

pub struct NewRoom {
    pub practice: PracticeId,
    pub kind: RoomKind,
    pub title: Option<String>,
    pub context: Option<Context>,
    /// A person, where it was not another domain.
    pub opened_by: Option<UserId>,
    pub members: Vec<UserId>,
}

/// Opens a room and tells its members.
pub async fn open_room(tx: &mut Tx, new: NewRoom) -> Result<RoomId> {
    insert(tx, new).await?.ok_or_else(|| AppError::conflict("These two have a conversation already."))
}

/// A person opens a conversation. True where it is new: two people have one direct room, whoever asks for it.
pub async fn open_conversation(tx: &mut Tx, me: &Me, opening: Opening) -> Result<(RoomId, bool)> {
    match opening {
        Opening::Direct(other) => open_direct(tx, me, other).await,
        Opening::Group { title, others } => {
            must_reach(tx, me, &others).await?;
            let members = [others, vec![me.id()]].concat();
            let room = open_room(tx, new_room(me, RoomKind::Group, Some(title), members)).await?;
            Ok((room, true))
        }
    }
}

/// Of many who ask at once, the unique pair lets one make the room; the others find it. Who could not begin one any
/// more keeps it as it is: what has ended can be read.
async fn open_direct(tx: &mut Tx, me: &Me, other: UserId) -> Result<(RoomId, bool)> {
    if let Some(room) = direct_room(tx, me.id(), other).await? {
        if reaches(tx, me.id(), &[other]).await? {
            reopen(tx, me, room).await?;
        }
        return Ok((room, false));
    }
    must_reach(tx, me, &[other]).await?;
    if let Some(room) = insert(tx, new_room(me, RoomKind::Direct, None, vec![me.id(), other])).await? {
        return Ok((room, true));
    }
    let room = direct_room(tx, me.id(), other).await?;
    Ok((room.ok_or_else(|| AppError::broken("a direct room is neither there nor to be made"))?, false))
}

fn new_room(me: &Me, kind: RoomKind, title: Option<String>, members: Vec<UserId>) -> NewRoom {
    NewRoom { practice: me.practice.id, kind, title, context: None, opened_by: Some(me.id()), members }
}

async fn direct_room(conn: &mut PgConnection, one: UserId, other: UserId) -> Result<Option<RoomId>> {
    Ok(query_scalar!(
        r#"select id as "id: RoomId" from rooms where pair_low = least($1::uuid, $2) and pair_high = greatest($1::uuid, $2)"#,
        one as UserId,
        other as UserId
    )
    .fetch_optional(conn)
    .await?)
}

/// Nothing where the two of a direct room have one already.
async fn insert(tx: &mut Tx, new: NewRoom) -> Result<Option<RoomId>> {
    let pair = if new.kind == RoomKind::Direct { uuids(&new.members) } else { Vec::new() };
    let inserted = query_scalar!(
        r#"insert into rooms (id, practice_id, kind, title, context, opened_by, pair_low, pair_high)
           values ($1, $2, $3, $4, $5, $6, least($7::uuid, $8::uuid), greatest($7::uuid, $8::uuid))
           on conflict on constraint rooms_pair_key do nothing
           returning id as "id: RoomId""#,
        RoomId::new() as RoomId,
        new.practice as PracticeId,
        new.kind.as_str(),
        new.title,
        new.context.map(Json) as _,
        new.opened_by as Option<UserId>,
        pair.first().copied(),
        pair.get(1).copied()
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(room) = inserted else { return Ok(None) };
    query!(
        "insert into room_members (room_id, user_id, added_by) select $1, u, $3 from unnest($2::uuid[]) u",
        room as RoomId,
        &uuids(&new.members),
        new.opened_by as Option<UserId>
    )
    .execute(&mut **tx)
    .await?;
    tell_changed(tx, room).await?;
    begin_sight(tx, room, &new.members).await?;
    Ok(Some(room))
}
