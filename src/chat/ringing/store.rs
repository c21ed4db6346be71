//! How far each room's bell has rung, and who has not read what since.

use crate::chat::model::MessageKind;
use crate::chat::model::RoomKind;
use crate::error::Result;
use crate::ids::{MessageId, RoomId, UserId, uuids};
use sqlx::{PgConnection, query, query_as, query_scalar};

/// A message that nobody was told of yet.
pub struct Fresh {
    pub id: MessageId,
    pub room: RoomId,
    pub number: i64,
    pub sender: UserId,
    pub sender_name: String,
    pub kind: MessageKind,
    pub body: String,
    pub room_kind: RoomKind,
    pub title: Option<String>,
    pub replied_to: Option<UserId>,
    /// Whether it asks its readers to confirm it.
    pub asks: bool,
    /// Those who have not confirmed it yet.
    pub waited_for: Vec<UserId>,
}

/// A member who has not read everything.
pub struct Behind {
    pub room: RoomId,
    pub user: UserId,
    pub name: String,
    pub read: i64,
    pub is_muted: bool,
}

/// Of a burst, at most so many messages are looked at: the last ones.
const LOOKED_AT: i64 = 200;

pub async fn unrung(conn: &mut PgConnection, at_most: usize) -> Result<Vec<RoomId>> {
    Ok(query_scalar!(
        r#"select r.id as "id: RoomId" from rooms r left join room_bells b on b.room_id = r.id
           where r.last_number > coalesce(b.rung, 0) order by r.id limit $1"#,
        i64::try_from(at_most).unwrap_or(i64::MAX)
    )
    .fetch_all(conn)
    .await?)
}

/// Nobody else rings in these rooms until the transaction is over. Up to where each is to ring now.
pub async fn take_bells(conn: &mut PgConnection, rooms: &[RoomId]) -> Result<Vec<(RoomId, i64)>> {
    query!(
        "insert into room_bells select id, 0 from rooms where id = any($1) order by id on conflict do nothing",
        &uuids(rooms)
    )
    .execute(&mut *conn)
    .await?;
    query!("select room_id from room_bells where room_id = any($1) order by room_id for update", &uuids(rooms))
        .fetch_all(&mut *conn)
        .await?;
    let last = query!(r#"select id as "id: RoomId", last_number from rooms where id = any($1)"#, &uuids(rooms));
    Ok(last.fetch_all(conn).await?.into_iter().map(|row| (row.id, row.last_number)).collect())
}

pub async fn put_bells(conn: &mut PgConnection, rung: &[(RoomId, i64)]) -> Result<()> {
    let (rooms, numbers): (Vec<RoomId>, Vec<i64>) = rung.iter().copied().unzip();
    query!(
        "update room_bells b set rung = greatest(b.rung, new.rung)
         from unnest($1::uuid[], $2::bigint[]) as new (room_id, rung) where b.room_id = new.room_id",
        &uuids(&rooms),
        &numbers
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Those that are marked urgent were told by the emergency that they raised.
pub async fn fresh_messages(conn: &mut PgConnection, rooms: &[RoomId]) -> Result<Vec<Fresh>> {
    Ok(query_as!(
        Fresh,
        r#"select m.id as "id: MessageId", m.room_id as "room: RoomId", m.number, m.sender_id as "sender!: UserId", s.name as sender_name,
             m.kind as "kind: MessageKind", m.body, r.kind as "room_kind: RoomKind", r.title,
             o.sender_id as "replied_to?: UserId",
             coalesce(m.payload ? 'acknowledge', false) as "asks!",
             array(select user_id from acknowledgements a where a.message_id = m.id and a.acknowledged_at is null)
                 as "waited_for!: Vec<UserId>"
           from room_bells b join rooms r on r.id = b.room_id
           join messages m on m.room_id = b.room_id and m.number > greatest(b.rung, r.last_number - $2)
           join users s on s.id = m.sender_id
           left join messages o on o.id = m.reply_to_id
           where b.room_id = any($1) and m.kind <> 'system' and m.deleted_at is null and not m.emergency
           order by m.room_id, m.number"#,
        &uuids(rooms),
        LOOKED_AT
    )
    .fetch_all(conn)
    .await?)
}

pub async fn members_behind(conn: &mut PgConnection, rooms: &[RoomId]) -> Result<Vec<Behind>> {
    Ok(query_as!(
        Behind,
        r#"select m.room_id as "room: RoomId", m.user_id as "user: UserId", u.name, m.read,
             m.muted_at is not null as "is_muted!"
           from room_members m join rooms r on r.id = m.room_id join users u on u.id = m.user_id
           where m.room_id = any($1) and m.read < r.last_number"#,
        &uuids(rooms)
    )
    .fetch_all(conn)
    .await?)
}
