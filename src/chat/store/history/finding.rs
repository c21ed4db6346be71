//! Single messages, and what belongs to them.

use super::row::{MessageRow, messages, whole};
use crate::chat::model::{Acknowledgement, Message, MessageKind, Quote, Reaction, SharedFile};
use crate::error::{AppError, Result};
use crate::files::Attachment;
use crate::files::store::attachments;
use crate::ids::{ClientId, FileId, MessageId, RoomId, UserId, uuids};
use crate::time::Moment;
use sqlx::types::Json;
use sqlx::{PgConnection, query, query_scalar};
use std::collections::HashMap;

/// Where a message is that the person may read.
pub async fn place_for(conn: &mut PgConnection, me: UserId, id: MessageId) -> Result<(RoomId, i64)> {
    let place = query!(
        r#"select m.room_id as "room: RoomId", m.number
           from messages m join room_members using (room_id) where m.id = $1 and user_id = $2"#,
        id as MessageId,
        me as UserId
    );
    let place = place.fetch_optional(conn).await?.ok_or(AppError::NotFound)?;
    Ok((place.room, place.number))
}

/// The number of the first reply to a message that the person may read.
pub async fn first_reply(conn: &mut PgConnection, me: UserId, original: MessageId) -> Result<i64> {
    let (room, _) = place_for(conn, me, original).await?;
    let first = query_scalar!(
        "select min(number) from messages where room_id = $1 and reply_to_id = $2 and deleted_at is null",
        room as RoomId,
        original as MessageId
    );
    first.fetch_one(conn).await?.ok_or(AppError::NotFound)
}

/// The latest message of each room.
pub(in crate::chat::store) async fn latest_of(conn: &mut PgConnection, rooms: &[RoomId]) -> Result<Vec<Message>> {
    let rows = messages!(
        // From the rooms to their messages: the planner would go through all of them.
        "join (select id, last_number from rooms where id = any($1) offset 0) r
             on m.room_id = r.id and m.number = r.last_number",
        &uuids(rooms)
    );
    let rows = rows.fetch_all(&mut *conn).await?;
    Ok(whole(conn, rows).await?)
}

/// Messages by their ids, in the order of their versions.
pub(in crate::chat::store) async fn messages_with(conn: &mut PgConnection, ids: &[MessageId]) -> Result<Vec<Message>> {
    let rows = messages!("where m.id = any($1) order by m.version", &uuids(ids));
    let rows = rows.fetch_all(&mut *conn).await?;
    Ok(whole(conn, rows).await?)
}

/// What replies to these messages show of them, and where those are. Deleted ones are left out.
pub async fn quotes_of(
    conn: &mut PgConnection,
    ids: &[MessageId],
) -> Result<HashMap<MessageId, (RoomId, Quote)>, sqlx::Error> {
    let rows = query!(
        r#"select id as "id: MessageId", room_id as "room: RoomId", quote_of(id) as "quote!: Json<Quote>"
           from messages where id = any($1) and deleted_at is null"#,
        &uuids(ids)
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(|row| (row.id, (row.room, row.quote.0))).collect())
}

/// A room's files, newest first, at most `limit`: the latest, or those after a message's number and a place among its
/// files.
pub async fn files_of(
    conn: &mut PgConnection,
    room: RoomId,
    after: Option<(i64, i16)>,
    limit: i64,
) -> Result<Vec<SharedFile>> {
    let (number, place) = after.unwrap_or((i64::MAX, 0));
    // The first comparison is there for the index, which the other two cannot use.
    let rows = query!(
        r#"select a.file_id as "id: FileId", a.number, a.place
           from attachments a join files f on f.id = a.file_id and f.removed_at is null
           where a.room_id = $1 and a.number <= $2 and (a.number < $2 or a.place > $3)
           order by a.number desc, a.place limit $4"#,
        room as RoomId,
        number,
        place,
        limit
    );
    let rows = rows.fetch_all(&mut *conn).await?;
    let ids: Vec<FileId> = rows.iter().map(|row| row.id).collect();
    let mut found = attachments(conn, &ids).await?;
    let shared = rows.into_iter().filter_map(|row| {
        let file = found.remove(&row.id)?;
        Some(SharedFile { file, number: row.number, place: row.place })
    });
    Ok(shared.collect())
}

/// The latest files of all rooms that two people share, newest first, at most `limit`.
pub async fn files_between(conn: &mut PgConnection, me: UserId, other: UserId, limit: i64) -> Result<Vec<Attachment>> {
    let ids = query_scalar!(
        r#"select a.file_id as "id: FileId"
           from room_members mine
           join room_members theirs on theirs.room_id = mine.room_id and theirs.user_id = $2
           join attachments a on a.room_id = mine.room_id
           join messages m on m.id = a.message_id and m.deleted_at is null
           where mine.user_id = $1 order by m.created_at desc, m.id desc, a.place limit $3"#,
        me as UserId,
        other as UserId,
        limit
    );
    let ids = ids.fetch_all(&mut *conn).await?;
    let mut found = attachments(conn, &ids).await?;
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}
