//! Rooms and their members.

use super::history::latest_of;
use crate::accounts::User;
use crate::chat::Event;
use crate::chat::model::{Context, Member, Room, RoomKind, RoomStatus};
use crate::error::{AppError, Result};
use crate::ids::{PracticeId, RoomId, UserId, uuids};
use crate::server::db::Tx;
use crate::time::Moment;
use sqlx::types::Json;
use sqlx::{PgConnection, query, query_scalar};
use std::collections::HashMap;

/// Members that a room tells of.
const MEMBERS_TOLD: i64 = 50;

pub struct NewRoom {
    pub practice: PracticeId,
    pub kind: RoomKind,
    pub title: Option<String>,
    pub context: Option<Context>,
    pub members: Vec<UserId>,
}

/// Opens a room and tells its members.
pub async fn open_room(tx: &mut Tx, new: NewRoom) -> Result<RoomId> {
    let id = RoomId::new();
    query!(
        "insert into rooms (id, practice_id, kind, title, context) values ($1, $2, $3, $4, $5)",
        id as RoomId,
        new.practice as PracticeId,
        new.kind.as_str(),
        new.title,
        new.context.map(Json) as _
    )
    .execute(&mut **tx)
    .await?;
    query!(
        "insert into room_members (room_id, user_id) select $1, * from unnest($2::uuid[])",
        id as RoomId,
        &uuids(&new.members)
    )
    .execute(&mut **tx)
    .await?;
    tell_changed(tx, id).await?;
    Ok(id)
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

/// What the room is for has changed; only the domain that opened it says so.
pub async fn change_context(tx: &mut Tx, room: RoomId, context: Context) -> Result<()> {
    query!(
        "update rooms set context = $2, version = version + 1, changed_version = version + 1 where id = $1",
        room as RoomId,
        Json(context) as _
    )
    .execute(&mut **tx)
    .await?;
    tell_changed(tx, room).await
}

/// One's own rooms by last activity, those before the given one, at most `limit`.
pub async fn rooms_of(
    conn: &mut PgConnection,
    user: UserId,
    before: Option<(Moment, RoomId)>,
    limit: i64,
) -> Result<Vec<(Room, Moment)>> {
    let (at, id) = before.unzip();
    let found = query!(
        r#"select r.id as "id: RoomId", r.last_activity_at as "at: Moment"
           from room_members m join rooms r on r.id = m.room_id
           where m.user_id = $1 and ($2::timestamptz is null or (r.last_activity_at, r.id) < ($2, $3))
           order by r.last_activity_at desc, r.id desc limit $4"#,
        user as UserId,
        at as Option<Moment>,
        id as Option<RoomId>,
        limit
    )
    .fetch_all(&mut *conn)
    .await?;
    let ids: Vec<RoomId> = found.iter().map(|row| row.id).collect();
    let mut rooms = read_rooms(conn, &ids, Some(user)).await?;
    Ok(found.into_iter().filter_map(|row| Some((rooms.remove(&row.id)?, row.at))).collect())
}

/// A room as one of its members sees it; for others it does not exist.
pub async fn room_for(conn: &mut PgConnection, user: UserId, room: RoomId) -> Result<Room> {
    if !is_member(conn, user, room).await? {
        return Err(AppError::NotFound);
    }
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

async fn tell_changed(tx: &mut Tx, room: RoomId) -> Result<()> {
    let members = member_ids(tx, room).await?;
    let room = Box::new(room_of(tx, room).await?);
    tx.tell(members, Event::RoomChanged { room });
    Ok(())
}

/// Everybody whom the room tells what happens in it.
pub(super) async fn member_ids(conn: &mut PgConnection, room: RoomId) -> Result<Vec<UserId>> {
    let ids = query_scalar!(r#"select user_id as "id: UserId" from room_members where room_id = $1"#, room as RoomId);
    Ok(ids.fetch_all(conn).await?)
}

/// The rooms with members, latest messages and, for `viewer`, what is their own.
async fn read_rooms(conn: &mut PgConnection, ids: &[RoomId], viewer: Option<UserId>) -> Result<HashMap<RoomId, Room>> {
    let rows = query!(
        r#"select r.id as "id: RoomId", r.kind as "kind: RoomKind", r.title, r.context as "context: Json<Context>",
                  r.version, r.last_number, r.created_at as "created_at: Moment", r.ended_at as "ended_at: Moment",
                  (select count(*) from room_members m where m.room_id = r.id) as "member_count!",
                  mine.muted_at is not null as "muted!",
                  (select count(*) from messages m where m.room_id = r.id and m.number > mine.read
                     and m.sender_id is distinct from $2 and m.kind <> 'system' and m.deleted_at is null) as "unread!"
           from rooms r left join room_members mine on mine.room_id = r.id and mine.user_id = $2
           where r.id = any($1)"#,
        &uuids(ids),
        viewer as Option<UserId>
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut members = members_of(conn, ids).await?;
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
            context: row.context.map(|Json(context)| context),
            last_message: latest.remove(&row.id),
            created_at: row.created_at,
            ended_at: row.ended_at,
        };
        (row.id, room)
    });
    Ok(told.collect())
}

async fn members_of(conn: &mut PgConnection, rooms: &[RoomId]) -> Result<HashMap<RoomId, Vec<Member>>> {
    let rows = query!(
        r#"select r.id as "room!: RoomId", m.delivered as "delivered!", m.read as "read!",
                  u.id as "user!: UserId", u.name as "name!", u.avatar
           from unnest($1::uuid[]) r (id)
           cross join lateral (
               select * from room_members m where m.room_id = r.id order by m.joined_at, m.user_id limit $2) m
           join users u on u.id = m.user_id
           order by m.joined_at, m.user_id"#,
        &uuids(rooms),
        MEMBERS_TOLD
    )
    .fetch_all(conn)
    .await?;
    let mut members: HashMap<RoomId, Vec<Member>> = HashMap::new();
    for row in rows {
        let user = User { id: row.user, name: row.name, avatar: row.avatar };
        members.entry(row.room).or_default().push(Member { user, delivered: row.delivered, read: row.read });
    }
    Ok(members)
}
