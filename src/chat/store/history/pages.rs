//! Parts of a room's history. The caller has found the room for the person.

use super::row::{MessageRow, messages, whole};
use crate::chat::model::{Acknowledgement, Message, MessageKind, Page, Place, Quote, Reaction};
use crate::error::Result;
use crate::ids::{ClientId, MessageId, RoomId, UserId};
use crate::time::Moment;
use sqlx::types::Json;
use sqlx::{PgConnection, query_scalar};

/// Up to `limit` messages with smaller numbers, newest first. The caller has found the room for the person.
pub async fn page_before(conn: &mut PgConnection, room: RoomId, before: i64, limit: i64) -> Result<Vec<Message>> {
    let rows = messages!(
        "where m.room_id = $1 and m.number < $2 order by m.number desc limit $3",
        room as RoomId,
        before,
        limit
    );
    let rows = rows.fetch_all(&mut *conn).await?;
    Ok(whole(conn, rows).await?)
}

/// Up to `limit` messages with greater numbers, oldest first.
pub async fn page_after(conn: &mut PgConnection, room: RoomId, after: i64, limit: i64) -> Result<Vec<Message>> {
    let rows =
        messages!("where m.room_id = $1 and m.number > $2 order by m.number limit $3", room as RoomId, after, limit);
    let rows = rows.fetch_all(&mut *conn).await?;
    Ok(whole(conn, rows).await?)
}

/// A page of at most `size` messages. How far the room is, is read first: what is said after that is no page that is
/// missing, it comes as an event.
pub async fn page_of(conn: &mut PgConnection, room: RoomId, place: Place, size: i64) -> Result<Page> {
    let last = last_number(conn, room).await?;
    let mut messages = match place {
        Place::Newest => page_before(conn, room, i64::MAX, size).await?,
        Place::Before(number) => page_before(conn, room, number, size).await?,
        Place::After(number) => page_after(conn, room, number, size).await?,
        Place::Around(number) => {
            let mut page = page_before(conn, room, number, size / 2).await?;
            page.extend(page_after(conn, room, number - 1, size / 2).await?);
            page
        }
    };
    messages.sort_unstable_by_key(|message| message.number);
    Ok(Page {
        has_older: messages.first().is_some_and(|first| first.number > 1),
        has_newer: messages.last().is_some_and(|newest| newest.number < last),
        messages,
    })
}

/// The number of the first message at a time or later, found by halves: numbers and times grow together.
pub async fn number_at(conn: &mut PgConnection, room: RoomId, at: Moment) -> Result<i64> {
    let last = last_number(conn, room).await?;
    let (mut low, mut high) = (1, last.max(1));
    while low < high {
        let middle = low + (high - low) / 2;
        let is_before = query_scalar!(
            r#"select created_at < $3 as "is_before!" from messages where room_id = $1 and number = $2"#,
            room as RoomId,
            middle,
            at as Moment
        );
        if is_before.fetch_one(&mut *conn).await? {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Ok(low)
}

async fn last_number(conn: &mut PgConnection, room: RoomId) -> Result<i64> {
    Ok(query_scalar!("select last_number from rooms where id = $1", room as RoomId).fetch_one(conn).await?)
}
