//! Drafts that are messages already.

use super::row::{MessageRow, messages, whole};
use crate::chat::model::{Acknowledgement, Message, MessageKind, Quote, Reaction};
use crate::chat::store::must_be_member;
use crate::error::{AppError, Result};
use crate::ids::{ClientId, MessageId, RoomId, UserId, uuids};
use crate::time::Moment;
use sqlx::PgConnection;
use sqlx::types::Json;

/// The message that the person has already posted under that client id, as it is now.
async fn find_posted(
    conn: &mut PgConnection,
    room: RoomId,
    sender: UserId,
    client_id: ClientId,
) -> Result<Option<Message>> {
    let row = messages!(
        "where m.room_id = $1 and m.sender_id = $2 and m.client_id = $3",
        room as RoomId,
        sender as UserId,
        client_id as ClientId
    );
    let rows = row.fetch_optional(&mut *conn).await?.into_iter().collect();
    Ok(whole(conn, rows).await?.pop())
}

/// A draft that cannot be sent now may be one that was sent before: that message, or the error. What one may not see
/// does not exist.
pub async fn repeat_or(
    error: AppError,
    conn: &mut PgConnection,
    (room, sender, client_id): (RoomId, UserId, ClientId),
) -> Result<Message> {
    must_be_member(conn, sender, room).await?;
    find_posted(conn, room, sender, client_id).await?.ok_or(error)
}

/// Those of the drafts that are messages already.
pub async fn find_posted_among(
    conn: &mut PgConnection,
    keys: &[(RoomId, UserId, ClientId)],
) -> Result<Vec<Message>, sqlx::Error> {
    let rows = messages!(
        "join unnest($1::uuid[], $2::uuid[], $3::uuid[]) k (room_id, sender_id, client_id)
         on m.room_id = k.room_id and m.sender_id = k.sender_id and m.client_id = k.client_id",
        &uuids(keys.iter().map(|(room, ..)| room)),
        &uuids(keys.iter().map(|(_, sender, _)| sender)),
        &uuids(keys.iter().map(|(.., client)| client))
    );
    let rows = rows.fetch_all(&mut *conn).await?;
    whole(conn, rows).await
}
