//! Entering messages under their words.

use super::words::endings;
use crate::chat::store::fold::fold;
use crate::ids::{RoomId, uuids};
use crate::server::db::begin;
use sqlx::{PgConnection, PgPool, Postgres, Transaction, query, query_scalar};
use uuid::Uuid;

/// Messages entered in one transaction: few, so that nobody's message waits long for the processor.
const AT_ONCE: usize = 128;
/// Changed messages entered in one transaction.
const STALE_AT_ONCE: i64 = 1_000;

/// A message as it is read to be entered.
struct Entry {
    room: RoomId,
    number: i64,
    body: String,
    folded: String,
    is_findable: bool,
}

/// Rooms with messages that are not entered yet: all of them, or those in which somebody wrote a short while ago.
pub async fn rooms_behind(conn: &mut PgConnection, of_all: bool) -> Result<Vec<RoomId>, sqlx::Error> {
    query_scalar!(
        r#"select r.id as "id!: RoomId" from rooms r left join search_progress p on p.room_id = r.id
           where r.last_number > coalesce(p.entered, 0)
             and ($1 or r.last_activity_at > now() - interval '10 minutes')"#,
        of_all
    )
    .fetch_all(conn)
    .await
}

/// Enters the next messages of those rooms, and answers with the rooms that may have more.
pub async fn enter_messages(pool: &PgPool, rooms: &[RoomId]) -> Result<Vec<RoomId>, sqlx::Error> {
    let mut tx = take_turn(pool).await?;
    let entries = next_entries(&mut tx, rooms).await?;
    fold_late(&mut tx, &entries).await?;
    write(&mut tx, &entries).await?;
    let reached = query!(
        r#"insert into search_progress (room_id, entered)
           select room_id, max(number) from unnest($1::uuid[], $2::bigint[]) e (room_id, number) group by room_id
           on conflict (room_id) do update set entered = excluded.entered
           returning room_id as "room: RoomId",
                     (select last_number from rooms where id = room_id) > entered as "has_more!""#,
        &uuids(entries.iter().map(|entry| &entry.room)),
        &entries.iter().map(|entry| entry.number).collect::<Vec<_>>()
    );
    let reached = reached.fetch_all(&mut *tx).await?;
    tx.commit().await?;
    Ok(reached.into_iter().filter(|room| room.has_more).map(|room| room.room).collect())
}

/// Enters messages that have changed; true where there may be more.
pub async fn enter_stale(pool: &PgPool) -> Result<bool, sqlx::Error> {
    let mut tx = take_turn(pool).await?;
    // Taken away first: whoever changes one of them from now on waits until we are done, and marks it again.
    let stale = query!(
        r#"delete from search_stale where (room_id, number) in (select room_id, number from search_stale limit $1)
           returning room_id as "room: RoomId", number"#,
        STALE_AT_ONCE
    )
    .fetch_all(&mut *tx)
    .await?;
    let (rooms, numbers): (Vec<Uuid>, Vec<i64>) = stale.iter().map(|row| (row.room.0, row.number)).unzip();
    let entries = entries_at(&mut tx, &rooms, &numbers).await?;
    write(&mut tx, &entries).await?;
    tx.commit().await?;
    Ok(i64::try_from(stale.len()).is_ok_and(|count| count == STALE_AT_ONCE))
}

/// One server at a time enters. What a crash undoes is entered again, so nobody waits for the disk.
pub async fn take_turn(pool: &PgPool) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
    let mut tx = begin(pool).await?;
    query("select pg_advisory_xact_lock(hashtext('search_entries')), set_config('synchronous_commit', 'off', true)")
        .execute(&mut *tx)
        .await?;
    Ok(tx)
}

async fn next_entries(conn: &mut PgConnection, rooms: &[RoomId]) -> Result<Vec<Entry>, sqlx::Error> {
    sqlx::query_as!(
        Entry,
        r#"select r.id as "room!: RoomId", m.number, m.body, m.folded,
                  m.kind <> 'system' and m.deleted_at is null as "is_findable!"
           from unnest($1::uuid[]) r (id)
           left join search_progress p on p.room_id = r.id
           cross join lateral (
               select * from messages m where m.room_id = r.id and m.number > coalesce(p.entered, 0)
               order by m.number limit $2) m"#,
        &uuids(rooms),
        i64::try_from((AT_ONCE / rooms.len().max(1)).max(1)).unwrap_or(1)
    )
    .fetch_all(conn)
    .await
}

async fn entries_at(conn: &mut PgConnection, rooms: &[Uuid], numbers: &[i64]) -> Result<Vec<Entry>, sqlx::Error> {
    sqlx::query_as!(
        Entry,
        r#"select m.room_id as "room: RoomId", m.number, m.body, m.folded,
                  m.kind <> 'system' and m.deleted_at is null as "is_findable!"
           from unnest($1::uuid[], $2::bigint[]) e (room_id, number)
           join messages m on m.room_id = e.room_id and m.number = e.number"#,
        rooms,
        numbers
    )
    .fetch_all(conn)
    .await
}

async fn write(conn: &mut PgConnection, entries: &[Entry]) -> Result<(), sqlx::Error> {
    let found = entries.iter().filter(|entry| entry.is_findable);
    let words = found.map(|entry| (entry.room.0, entry.number, endings(entry.room, &folded(entry))));
    let written: Vec<_> = words.filter(|(.., words)| !words.is_empty()).collect();
    query!(
        "insert into search_entries (room_id, number, words)
         select room_id, number, array_to_tsvector(string_to_array(words, ' '))
         from unnest($1::uuid[], $2::bigint[], $3::text[]) e (room_id, number, words)
         on conflict (room_id, number) do update set words = excluded.words",
        &written.iter().map(|(room, ..)| *room).collect::<Vec<_>>(),
        &written.iter().map(|(_, number, _)| *number).collect::<Vec<_>>(),
        &written.into_iter().map(|(.., words)| words).collect::<Vec<_>>()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Messages from before bodies were folded are folded when they are entered.
async fn fold_late(conn: &mut PgConnection, entries: &[Entry]) -> Result<(), sqlx::Error> {
    let late: Vec<&Entry> =
        entries.iter().filter(|entry| entry.is_findable && entry.folded.is_empty() && !entry.body.is_empty()).collect();
    if late.is_empty() {
        return Ok(());
    }
    query!(
        "update messages m set folded = e.folded
         from unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[]) e (room_id, number, body, folded)
         where m.room_id = e.room_id and m.number = e.number and m.body = e.body and m.deleted_at is null
           and m.folded = '' and e.folded <> ''",
        &uuids(late.iter().map(|entry| &entry.room)),
        &late.iter().map(|entry| entry.number).collect::<Vec<_>>(),
        &late.iter().map(|entry| entry.body.clone()).collect::<Vec<_>>(),
        &late.iter().map(|entry| fold(&entry.body)).collect::<Vec<_>>()
    )
    .execute(conn)
    .await?;
    Ok(())
}

fn folded(entry: &Entry) -> String {
    if entry.folded.is_empty() { fold(&entry.body) } else { entry.folded.clone() }
}
