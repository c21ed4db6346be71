//! Rooms as people see them.

use crate::accounts::User;
use crate::chat::model::{Context, Invites, MEMBERS_TOLD, Member, Room, RoomKind, RoomStatus};
use crate::chat::store::history::latest_of;
use crate::error::{AppError, Result};
use crate::ids::{RoomId, UserId, uuids};
use crate::time::Moment;
use sqlx::types::Json;
use sqlx::{PgConnection, query, query_scalar};
use std::collections::HashMap;

/// A room as one of its members sees it; for others it does not exist.
pub async fn room_for(conn: &mut PgConnection, user: UserId, room: RoomId) -> Result<Room> {
    must_be_member(conn, user, room).await?;
    read_rooms(conn, &[room], Some(user)).await?.remove(&room).ok_or(AppError::NotFound)
}

/// A room as all members are told of it.
pub async fn room_of(conn: &mut PgConnection, room: RoomId) -> Result<Room> {
    read_rooms(conn, &[room], None).await?.remove(&room).ok_or(AppError::NotFound)
}

/// What one is not in does not exist.
pub async fn must_be_member(conn: &mut PgConnection, user: UserId, room: RoomId) -> Result<()> {
    if is_member(conn, user, room).await? { Ok(()) } else { Err(AppError::NotFound) }
}

pub async fn is_member(conn: &mut PgConnection, user: UserId, room: RoomId) -> Result<bool> {
    Ok(query_scalar!(
        r#"select exists (select from room_members where room_id = $1 and user_id = $2) as "is!""#,
        room as RoomId,
        user as UserId
    )
    .fetch_one(conn)
    .await?)
}

/// Everybody whom the room tells what happens in it.
pub(in crate::chat::store) async fn member_ids(conn: &mut PgConnection, room: RoomId) -> Result<Vec<UserId>> {
    let ids = query_scalar!(r#"select user_id as "id: UserId" from room_members where room_id = $1"#, room as RoomId);
    Ok(ids.fetch_all(conn).await?)
}

/// The rooms with members, latest messages and, for `viewer`, what is their own.
pub(super) async fn read_rooms(
    conn: &mut PgConnection,
    ids: &[RoomId],
    viewer: Option<UserId>,
) -> Result<HashMap<RoomId, Room>> {
    let rows = query!(
        r#"select r.id as "id: RoomId", r.kind as "kind: RoomKind", r.title, r.context as "context: Json<Context>",
                  r.opened_by as "opened_by: UserId", r.invites as "invites: Invites", r.version, r.last_number, r.created_at as "created_at: Moment", r.ended_at as "ended_at: Moment",
                  (select count(*) from room_members m where m.room_id = r.id) as "member_count!",
                  mine.muted_at is not null as "muted!",
                  -- One's own move the read position, so none of them is after it.
                  coalesce(r.last_number - mine.read, 0) - (
                      select count(*) from messages m where m.room_id = r.id and m.number > mine.read
                        and (m.kind = 'system' or m.deleted_at is not null)) as "unread!"
           from rooms r left join room_members mine on mine.room_id = r.id and mine.user_id = $2
           where r.id = any($1)"#,
        &uuids(ids),
        viewer as Option<UserId>
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut members = members_of(conn, ids, viewer).await?;
    let mut latest: HashMap<RoomId, _> =
        latest_of(conn, ids).await?.into_iter().map(|message| (message.room, Box::new(message))).collect();
    let told = rows.into_iter().map(|row| {
        let room = Room {
            id: row.id,
            kind: row.kind,
            title: row.title,
            status: if row.ended_at.is_some() { RoomStatus::Ended } else { RoomStatus::Active },
            version: row.version,
            last_number: row.last_number,
            unread: viewer.map(|_| row.unread),
            muted: viewer.map(|_| row.muted),
            members: members.remove(&row.id).unwrap_or_default(),
            member_count: row.member_count,
            opened_by: row.opened_by,
            invites: row.invites,
            context: row.context.map(|Json(context)| context),
            last_message: latest.remove(&row.id),
            created_at: row.created_at,
            ended_at: row.ended_at,
        };
        (row.id, room)
    });
    Ok(told.collect())
}

/// The first members of each room. Whoever asks is among them, in place of the last where need be: their own
/// positions are what they have to know.
async fn members_of(
    conn: &mut PgConnection,
    rooms: &[RoomId],
    viewer: Option<UserId>,
) -> Result<HashMap<RoomId, Vec<Member>>> {
    let rows = query!(
        r#"select r.id as "room!: RoomId", m.delivered as "delivered!", m.read as "read!",
                  u.id as "user!: UserId", u.name as "name!", u.avatar
           from unnest($1::uuid[]) r (id)
           cross join lateral (
               (select * from room_members m where m.room_id = r.id order by m.joined_at, m.user_id limit $2)
               union
               (select * from room_members m where m.room_id = r.id and m.user_id = $3)) m
           join users u on u.id = m.user_id
           order by m.joined_at, m.user_id"#,
        &uuids(rooms),
        MEMBERS_TOLD,
        viewer as Option<UserId>
    )
    .fetch_all(conn)
    .await?;
    let mut members: HashMap<RoomId, Vec<Member>> = HashMap::new();
    let most = usize::try_from(MEMBERS_TOLD).unwrap_or(0);
    for row in rows {
        let user = User { id: row.user, name: row.name, avatar: row.avatar };
        let told = members.entry(row.room).or_default();
        told.truncate(most - 1);
        told.push(Member { user, delivered: row.delivered, read: row.read });
    }
    Ok(members)
}
