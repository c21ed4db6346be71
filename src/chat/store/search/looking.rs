//! The ids of what is found: of one room, or of all of one's rooms together.

use super::Search;
use super::words::Words;
use crate::error::{AppError, Result};
use crate::ids::{MessageId, RoomId, UserId, uuids};
use crate::time::Moment;
use sqlx::error::DatabaseError;
use sqlx::{PgConnection, query, query_as};
use std::cmp::Reverse;

/// Messages read without the index, in all rooms together. A common word fills its page from these, where the index
/// would first have to tell all messages that have it. Few in tests, whose rooms are small, so that they look both
/// ways.
const READ: i64 = if cfg!(test) { 8 } else { 20_000 };
/// Rooms that are looked in at first; then so many times as many, and so on.
const ROOMS: usize = if cfg!(test) { 1 } else { 24 };
const MORE_ROOMS: usize = 4;
/// Milliseconds after which a search is given up.
const PATIENCE: &str = "5000";
/// What Postgres says then.
const GIVEN_UP: &str = "57014";

/// Where the next page begins.
pub(super) struct Place {
    pub id: MessageId,
    pub number: i64,
    pub at: Moment,
}

/// The ids of what is found, newest first. Of all of one's rooms those that were active last come first: when a page is
/// full of what is newer than anything the next room can hold, nobody looks in it.
pub(super) async fn found(
    conn: &mut PgConnection,
    search: &Search<'_>,
    words: &Words,
    before: Option<Place>,
) -> Result<Vec<MessageId>> {
    // A plan that does not know the words would not know the index.
    query("select set_config('statement_timeout', $1, true), set_config('plan_cache_mode', 'force_custom_plan', true)")
        .bind(PATIENCE)
        .execute(&mut *conn)
        .await?;
    let rooms = rooms_to_look_in(conn, search).await?;
    let readable = (READ / i64::try_from(rooms.len().max(1)).unwrap_or(READ)).max(1);
    let limit = usize::try_from(search.limit).unwrap_or(usize::MAX);
    let (mut hits, mut rest, mut step) = (Vec::<Found>::new(), &rooms[..], ROOMS);
    while !rest.is_empty() {
        let (now, later) = rest.split_at(step.min(rest.len()));
        hits.extend(found_in(conn, search, words, before.as_ref(), now, readable).await?);
        if search.room.is_none() {
            hits.sort_by_key(|hit| Reverse((hit.at, hit.id)));
        }
        hits.truncate(limit);
        let is_full = hits.len() == limit;
        if is_full && later.first().is_none_or(|room| hits.last().is_none_or(|hit| hit.at > room.active_at)) {
            break;
        }
        (rest, step) = (later, step * MORE_ROOMS);
    }
    Ok(hits.into_iter().map(|hit| hit.id).collect())
}

struct Found {
    id: MessageId,
    at: Moment,
}

/// One's own room, and when something was written in it last.
struct ActiveRoom {
    id: RoomId,
    active_at: Moment,
}

async fn rooms_to_look_in(conn: &mut PgConnection, search: &Search<'_>) -> Result<Vec<ActiveRoom>> {
    let rooms = query_as!(
        ActiveRoom,
        r#"select r.id as "id: RoomId", r.last_activity_at as "active_at: Moment"
           from room_members me join rooms r on r.id = me.room_id
           where me.user_id = $1 and ($2::uuid is null or r.id = $2)
           order by r.last_activity_at desc, r.id desc"#,
        search.user as UserId,
        search.room as Option<RoomId>
    );
    Ok(rooms.fetch_all(conn).await?)
}

/// What is found in these rooms, of each at most a page. Each room is read from its newest message down to `bound`, at
/// least to where it is entered. The second half of the union runs only where the first did not fill the page;
/// `offset 0` keeps Postgres from reading all entries of the room in the order of their numbers instead.
async fn found_in(
    conn: &mut PgConnection,
    search: &Search<'_>,
    words: &Words,
    before: Option<&Place>,
    rooms: &[ActiveRoom],
    readable: i64,
) -> Result<Vec<Found>> {
    let in_room = before.filter(|_| search.room.is_some()).map_or(i64::MAX, |place| place.number);
    let hits = query_as!(
        Found,
        r#"with mine as (
               select r.id, r.last_number, coalesce(p.entered, 0) as entered
               from rooms r left join search_progress p on p.room_id = r.id
               where r.id = any($1))
           select hit.id as "id!: MessageId", hit.created_at as "at!: Moment"
           from mine
           cross join lateral (
               select case when $4::text is null then 0
                           else least(mine.entered, least(mine.last_number + 1, $5) - $7) end as number) bound
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
           order by case when $2 then hit.number end desc, hit.created_at desc, hit.id desc
           limit $6"#,
        &uuids(rooms.iter().map(|room| &room.id)),
        search.room.is_some(),
        &words.patterns(),
        words.tsquery(),
        in_room,
        search.limit,
        readable,
        before.filter(|_| search.room.is_none()).map(|place| place.at) as Option<Moment>,
        before.map(|place| place.id) as Option<MessageId>
    );
    hits.fetch_all(conn).await.map_err(|cause| match cause.as_database_error().and_then(DatabaseError::code) {
        Some(code) if code == GIVEN_UP => AppError::invalid("q", "This takes too long to find. Try a longer word."),
        _ => cause.into(),
    })
}
