//! What is asked of a room with more members than it names. The caller has found the room.

use crate::accounts::User;
use crate::chat::model::{Reached, ReadersPage, Slowest, Straggler};
use crate::error::Result;
use crate::ids::{RoomId, UserId, uuids};
use sqlx::{PgConnection, query, query_as, query_scalar};

/// Messages that are looked through at once; a page holds fewer.
const LOADED_AT_MOST: i64 = 500;

/// Whom is asked for: with whom the message of that number has come as far, from after one of them.
pub struct WantedReaders {
    pub number: i64,
    pub reached: Reached,
    pub after: Option<UserId>,
    pub limit: i64,
}

/// Whoever of the others is last; nobody where there are no others.
pub async fn slowest_of(conn: &mut PgConnection, room: RoomId, me: UserId) -> Result<Option<Slowest>> {
    let row = query!(
        r#"select d.user_id as "delivered_by!: UserId", d.delivered as "delivered!",
                  r.user_id as "read_by!: UserId", r.read as "read!"
           from (select user_id, delivered from room_members where room_id = $1 and user_id <> $2
                 order by delivered, user_id limit 1) d
           cross join (select user_id, read from room_members where room_id = $1 and user_id <> $2
                       order by read, user_id limit 1) r"#,
        room as RoomId,
        me as UserId
    );
    Ok(row.fetch_optional(conn).await?.map(|row| Slowest {
        delivered: Straggler { user: row.delivered_by, number: row.delivered },
        read: Straggler { user: row.read_by, number: row.read },
    }))
}

/// The others with whom a message has come as far, by name.
pub async fn readers_of(
    conn: &mut PgConnection,
    room: RoomId,
    me: UserId,
    wanted: WantedReaders,
) -> Result<ReadersPage> {
    let rows = query!(
        r#"with reached as (
               select user_id from room_members
               where room_id = $1 and user_id <> $2
                 and case $4 when 'read' then read >= $3
                             when 'delivered' then delivered >= $3 and read < $3
                             else delivered < $3 end)
           select u.id as "id: UserId", u.name, u.avatar, (select count(*) from reached) as "count!"
           from reached join users u on u.id = reached.user_id
           where $5::uuid is null or (u.name_folded, u.id) > (select name_folded, id from users where id = $5)
           order by u.name_folded, u.id limit $6"#,
        room as RoomId,
        me as UserId,
        wanted.number,
        wanted.reached.as_str(),
        wanted.after as Option<UserId>,
        wanted.limit
    );
    let rows = rows.fetch_all(conn).await?;
    let count = rows.first().map_or(0, |row| row.count);
    let people = rows.into_iter().map(|row| User { id: row.id, name: row.name, avatar: row.avatar }).collect();
    Ok(ReadersPage { people, count })
}

/// The others of whose name a word begins like this, by name, at most `limit`. What was typed counts as it is: behind a
/// name and a space there has to be another word.
pub async fn members_called(
    conn: &mut PgConnection,
    room: RoomId,
    (me, typed): (UserId, &str),
    limit: i64,
) -> Result<Vec<User>> {
    Ok(query_as!(
        User,
        r#"select u.id as "id: UserId", u.name, u.avatar
           from room_members m join users u on u.id = m.user_id
           where m.room_id = $1 and m.user_id <> $2 and strpos(' ' || u.name_folded, ' ' || (select folded($3))) > 0
           order by u.name_folded, u.id limit $4"#,
        room as RoomId,
        me as UserId,
        typed,
        limit
    )
    .fetch_all(conn)
    .await?)
}

/// Names of members that stand behind an `@` in the messages from one number to another, or begin what stands there.
pub async fn names_behind_at(conn: &mut PgConnection, room: RoomId, (from, to): (i64, i64)) -> Result<Vec<String>> {
    let to = to.min(from.saturating_add(LOADED_AT_MOST));
    Ok(query_scalar!(
        "select distinct u.name
         from messages said join room_members m on m.room_id = said.room_id join users u on u.id = m.user_id
         where said.room_id = $1 and said.number between $2 and $3
           and strpos(said.body, '@') > 0 and strpos(said.body, '@' || u.name) > 0",
        room as RoomId,
        from,
        to
    )
    .fetch_all(conn)
    .await?)
}

/// Those of these people who are members, at most `limit`; others do not exist here.
pub async fn members_among(conn: &mut PgConnection, room: RoomId, users: &[UserId], limit: i64) -> Result<Vec<User>> {
    Ok(query_as!(
        User,
        r#"select u.id as "id: UserId", u.name, u.avatar
           from room_members m join users u on u.id = m.user_id
           where m.room_id = $1 and m.user_id = any($2) order by u.id limit $3"#,
        room as RoomId,
        &uuids(users),
        limit
    )
    .fetch_all(conn)
    .await?)
}
