//! Finding messages by words, whole or in part, newest first. The newest are read as they are, and so is what is not
//! entered yet; only where that does not fill the page, the index is asked for the rest.

mod enter;
mod marks;
mod words;

use super::acknowledgements::see_own;
use super::history::{MessageRow, messages, whole};
use super::rooms::is_member;
use crate::chat::model::{Acknowledgement, Hit, Message, MessageKind, Quote, Reaction, RoomName, title_for};
use crate::error::{AppError, Result};
use crate::ids::{ClientId, MessageId, RoomId, UserId, uuids};
use crate::server::db::begin;
use crate::server::listing::not_a_cursor;
use crate::time::Moment;
pub use enter::{enter_messages, enter_stale, rooms_behind};
use sqlx::error::DatabaseError;
use sqlx::types::Json;
use sqlx::{PgConnection, PgPool, query, query_scalar};
use std::collections::HashMap;
use words::Words;

/// Messages read without the index, in all rooms together. A common word fills its page from these, where the index
/// would first have to tell all messages that have it. Few in tests, whose rooms are small, so that they look both ways.
const READ: i64 = if cfg!(test) { 8 } else { 20_000 };
/// Milliseconds after which a search is given up.
const PATIENCE: &str = "5000";
/// What Postgres says then.
const GIVEN_UP: &str = "57014";
const MEMBERS_NAMED: i64 = 50;

pub struct Search<'a> {
    pub user: UserId,
    /// `None`: all of one's rooms.
    pub room: Option<RoomId>,
    /// As `check_query` gave it.
    pub query: &'a str,
    /// Only what is older than this message.
    pub before: Option<MessageId>,
    pub limit: i64,
}

/// Up to `limit` messages that have all words of the query; what the room itself says is not found.
pub async fn search(pool: &PgPool, search: Search<'_>) -> Result<Vec<Hit>> {
    let words = Words::of(search.query)?;
    let mut tx = begin(pool).await?;
    if let Some(room) = search.room
        && !is_member(&mut tx, search.user, room).await?
    {
        return Err(AppError::NotFound);
    }
    let before = match search.before {
        Some(before) => Some(place_of(&mut tx, &search, before).await?),
        None => None,
    };
    let ids = found(&mut tx, &search, &words, before).await?;
    let mut messages = read_messages(&mut tx, &ids).await?;
    see_own(&mut tx, search.user, &mut messages).await?;
    let names = room_names(&mut tx, search.user, &messages).await?;
    tx.commit().await?;
    let hit = |message: Message| {
        let room = names.get(&message.room)?.clone();
        Some(Hit { highlights: marks::highlights(&message.body, &words), message, room })
    };
    Ok(messages.into_iter().filter_map(hit).collect())
}

/// Where the next page begins.
struct Place {
    id: MessageId,
    number: i64,
    at: Moment,
}

async fn place_of(conn: &mut PgConnection, search: &Search<'_>, before: MessageId) -> Result<Place> {
    let row = query!(
        r#"select m.number, m.created_at as "at: Moment" from messages m
           join room_members me on me.room_id = m.room_id and me.user_id = $2
           where m.id = $1 and ($3::uuid is null or m.room_id = $3)"#,
        before as MessageId,
        search.user as UserId,
        search.room as Option<RoomId>
    );
    let row = row.fetch_optional(conn).await?.ok_or_else(|| not_a_cursor("before"))?;
    Ok(Place { id: before, number: row.number, at: row.at })
}

/// The ids of what is found. Each room is read from its newest message down to `bound`, at least to where it is
/// entered. The second half of the union runs only where the first did not fill the page; `offset 0` keeps Postgres
/// from reading all entries of the room in the order of their numbers instead.
async fn found(
    conn: &mut PgConnection,
    search: &Search<'_>,
    words: &Words,
    before: Option<Place>,
) -> Result<Vec<MessageId>> {
    let in_room = before.as_ref().filter(|_| search.room.is_some()).map_or(i64::MAX, |place| place.number);
    // A plan that does not know the words would not know the index.
    query("select set_config('statement_timeout', $1, true), set_config('plan_cache_mode', 'force_custom_plan', true)")
        .bind(PATIENCE)
        .execute(&mut *conn)
        .await?;
    let ids = query_scalar!(
        r#"with mine as (
               select r.id, r.last_number, coalesce(p.entered, 0) as entered,
                      greatest($7 / count(*) over (), 1) as readable
               from room_members me
               join rooms r on r.id = me.room_id
               left join search_progress p on p.room_id = r.id
               where me.user_id = $1 and ($2::uuid is null or r.id = $2))
           select hit.id as "id!: MessageId"
           from mine
           cross join lateral (
               select case when $4::text is null then 0
                           else least(mine.entered, least(mine.last_number + 1, $5) - mine.readable) end as number) bound
           cross join lateral (
               (select m.id, m.number, m.created_at from messages m
                where m.room_id = mine.id and m.number > bound.number and m.number < $5
                  and m.folded like all ($3) and m.kind <> 'system' and m.deleted_at is null
                  and ($8::timestamptz is null or (m.created_at, m.id) < ($8, $9))
                order by m.number desc limit $6)
               union all
               (select m.id, m.number, m.created_at
                from (select number
                      from (select room_id, number from search_entries
                            where words @@ replace($4, chr(1), right(mine.id::text, 5))::tsquery and bound.number > 0
                            offset 0) entry
                      where room_id = mine.id and number <= bound.number and number < $5
                      union
                      select number from search_stale
                      where room_id = mine.id and number <= bound.number and number < $5
                      order by number desc) candidate
                join messages m on m.room_id = mine.id and m.number = candidate.number
                where m.folded like all ($3) and m.kind <> 'system' and m.deleted_at is null
                  and ($8::timestamptz is null or (m.created_at, m.id) < ($8, $9))
                order by candidate.number desc limit $6)
               limit $6) hit
           order by case when $2 is not null then hit.number end desc, hit.created_at desc, hit.id desc
           limit $6"#,
        search.user as UserId,
        search.room as Option<RoomId>,
        &words.patterns(),
        words.tsquery(),
        in_room,
        search.limit,
        READ,
        before.as_ref().filter(|_| search.room.is_none()).map(|place| place.at) as Option<Moment>,
        before.as_ref().map(|place| place.id) as Option<MessageId>
    );
    ids.fetch_all(conn).await.map_err(|cause| match cause.as_database_error().and_then(DatabaseError::code) {
        Some(code) if code == GIVEN_UP => AppError::invalid("q", "This takes too long to find. Try a longer word."),
        _ => cause.into(),
    })
}

/// In the order of the ids.
async fn read_messages(conn: &mut PgConnection, ids: &[MessageId]) -> Result<Vec<Message>> {
    let rows =
        messages!("join unnest($1::uuid[]) with ordinality w (id, place) on w.id = m.id order by w.place", &uuids(ids));
    let rows = rows.fetch_all(&mut *conn).await?;
    Ok(whole(conn, rows).await?)
}

/// What those rooms are called by that person: by their title, or by their other members.
async fn room_names(conn: &mut PgConnection, user: UserId, of: &[Message]) -> Result<HashMap<RoomId, RoomName>> {
    let rows = query!(
        r#"select r.id as "id: RoomId", coalesce(r.title, string_agg(u.name, ', ' order by m.joined_at, m.user_id), '')
                  as "title!", (select name from users where id = $2) as "own!"
           from rooms r
           left join lateral (
               select * from room_members m where m.room_id = r.id order by m.joined_at, m.user_id limit $3) m
               on m.user_id <> $2
           left join users u on u.id = m.user_id
           where r.id = any($1) group by r.id"#,
        &uuids(of.iter().map(|message| &message.room)),
        user as UserId,
        MEMBERS_NAMED
    );
    let names = rows.fetch_all(conn).await?.into_iter();
    Ok(names.map(|row| (row.id, RoomName { id: row.id, title: title_for(&row.title, &row.own).to_owned() })).collect())
}
