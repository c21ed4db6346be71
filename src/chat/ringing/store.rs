//! How far each room's bell has rung, who has not read what since, and whom it waits for.

use crate::chat::model::MessageKind;
use crate::chat::model::RoomKind;
use crate::error::Result;
use crate::ids::{MessageId, RoomId, UserId, uuids};
use crate::time::Moment;
use sqlx::{PgConnection, query, query_as, query_scalar};

/// A message that nobody was told of yet.
pub struct Fresh {
    pub id: MessageId,
    pub room: RoomId,
    pub number: i64,
    pub created_at: Moment,
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
    /// Up to where they were told.
    pub rung: i64,
    pub is_muted: bool,
    /// Whether the bell has waited for them long enough.
    pub is_due: bool,
}

/// Of a burst, at most so many messages are looked at: the last ones, and whatever is to somebody.
const LOOKED_AT: i64 = 200;

/// Rooms with messages nobody was told of, or with somebody for whom the bell has waited long enough: by their ids,
/// those after `last`.
pub async fn unrung(conn: &mut PgConnection, last: Option<RoomId>, at_most: usize) -> Result<Vec<RoomId>> {
    Ok(query_scalar!(
        r#"select r.id as "id!: RoomId" from rooms r left join room_bells b on b.room_id = r.id
           where r.last_number > coalesce(b.rung, 0) and ($1::uuid is null or r.id > $1)
           union
           select room_id from bells_put_off where ring_at <= now() and ($1::uuid is null or room_id > $1)
           order by 1 limit $2"#,
        last.map(|room| room.0),
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
    query!("select room_id from room_bells where room_id = any($1) order by room_id for no key update", &uuids(rooms))
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

/// Waits for these members, who may be reading; whoever it waits for already has no longer for that, unless they have
/// read meanwhile. It waits for nobody else in these rooms any more.
pub async fn put_off(conn: &mut PgConnection, rooms: &[RoomId], readers: &[Behind], seconds: f64) -> Result<()> {
    let of: Vec<RoomId> = readers.iter().map(|reader| reader.room).collect();
    let users: Vec<UserId> = readers.iter().map(|reader| reader.user).collect();
    query!(
        "delete from bells_put_off w
         where w.room_id = any($1) and not exists (
             select from unnest($2::uuid[], $3::uuid[]) as reader (room_id, user_id)
             where reader.room_id = w.room_id and reader.user_id = w.user_id)",
        &uuids(rooms),
        &uuids(&of),
        &uuids(&users)
    )
    .execute(&mut *conn)
    .await?;
    if readers.is_empty() {
        return Ok(());
    }
    query!(
        "insert into bells_put_off as w (room_id, user_id, rung, read, ring_at)
         select m.room_id, m.user_id, reader.rung, m.read, now() + make_interval(secs => $4)
         from unnest($1::uuid[], $2::uuid[], $3::bigint[]) as reader (room_id, user_id, rung)
         join room_members m on m.room_id = reader.room_id and m.user_id = reader.user_id
         order by 1, 2 for key share of m
         on conflict on constraint bells_put_off_key do update
             set rung = excluded.rung, read = excluded.read, ring_at = excluded.ring_at where w.read < excluded.read",
        &uuids(&of),
        &uuids(&users),
        &readers.iter().map(|reader| reader.rung).collect::<Vec<_>>(),
        seconds
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What somebody may still have to be told of. Those that are marked urgent were told by the emergency that they
/// raised.
pub async fn fresh_messages(conn: &mut PgConnection, rooms: &[RoomId]) -> Result<Vec<Fresh>> {
    Ok(query_as!(
        Fresh,
        r#"select m.id as "id: MessageId", m.room_id as "room: RoomId", m.number, m.created_at as "created_at!: Moment",
             m.sender_id as "sender!: UserId", s.name as sender_name, m.kind as "kind: MessageKind", m.body, r.kind as "room_kind: RoomKind", r.title,
             m.replied_to as "replied_to?: UserId",
             coalesce(m.payload ? 'acknowledge', false) as "asks!",
             array(select user_id from acknowledgements a where a.message_id = m.id and a.acknowledged_at is null)
                 as "waited_for!: Vec<UserId>"
           from room_bells b join rooms r on r.id = b.room_id
           -- Room by room (`offset 0`), or the planner would rather read through all messages there are.
           cross join lateral (
               select least(b.rung, (select min(w.rung) from bells_put_off w where w.room_id = b.room_id)) as told
               offset 0) since
           cross join lateral (
               select x.*, (select o.sender_id from messages o where o.id = x.reply_to_id) as replied_to
               from messages x where x.room_id = b.room_id and x.number > since.told offset 0) m
           join users s on s.id = m.sender_id
           where b.room_id = any($1) and m.kind <> 'system' and m.deleted_at is null and not m.emergency
             and (m.number > r.last_number - $2
                  or exists (select from acknowledgements a where a.message_id = m.id and a.acknowledged_at is null)
                  or m.replied_to <> m.sender_id
                  or (r.kind not in ('direct', 'appointment') and strpos(m.body, '@') > 0))
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
             least(b.rung, w.rung) as "rung!", m.muted_at is not null as "is_muted!",
             coalesce(w.ring_at <= now() and m.read <= w.read, false) as "is_due!"
           from room_members m join rooms r on r.id = m.room_id join users u on u.id = m.user_id
           join room_bells b on b.room_id = m.room_id
           left join bells_put_off w on w.room_id = m.room_id and w.user_id = m.user_id
           where m.room_id = any($1) and m.read < r.last_number"#,
        &uuids(rooms)
    )
    .fetch_all(conn)
    .await?)
}

/// Those of these people who are in the room still.
pub async fn members_of(conn: &mut PgConnection, room: RoomId, people: &[UserId]) -> Result<Vec<Behind>> {
    Ok(query_as!(
        Behind,
        r#"select m.room_id as "room: RoomId", m.user_id as "user: UserId", u.name, m.read, 0::bigint as "rung!",
             m.muted_at is not null as "is_muted!", false as "is_due!"
           from room_members m join users u on u.id = m.user_id where m.room_id = $1 and m.user_id = any($2)"#,
        room as RoomId,
        &uuids(people)
    )
    .fetch_all(conn)
    .await?)
}

/// Further back than so many messages, nothing is looked for that may stand in for one that was deleted.
const LOOKED_BACK: i64 = 1000;

/// What was said after one message and before another, as far as it may have rung.
pub async fn messages_between(
    conn: &mut PgConnection,
    room: RoomId,
    (since, before): (i64, i64),
) -> Result<Vec<Fresh>> {
    Ok(query_as!(
        Fresh,
        r#"select m.id as "id: MessageId", m.room_id as "room: RoomId", m.number, m.created_at as "created_at!: Moment",
             m.sender_id as "sender!: UserId", s.name as sender_name, m.kind as "kind: MessageKind", m.body,
             r.kind as "room_kind: RoomKind", r.title,
             (select o.sender_id from messages o where o.id = m.reply_to_id) as "replied_to?: UserId",
             false as "asks!", '{}'::uuid[] as "waited_for!: Vec<UserId>"
           from messages m join rooms r on r.id = m.room_id join users s on s.id = m.sender_id
           where m.room_id = $1 and m.number > greatest($2::bigint, $3::bigint - $4::bigint) and m.number < $3
             and m.kind <> 'system' and m.deleted_at is null and not m.emergency
             and not coalesce(m.payload ? 'acknowledge', false)
           order by m.number"#,
        room as RoomId,
        since,
        before,
        LOOKED_BACK
    )
    .fetch_all(conn)
    .await?)
}
