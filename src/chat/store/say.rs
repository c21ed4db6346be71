//! What the room itself says: who came, who left, what became of it.

use super::fold::fold;
use super::history::latest_of;
use super::rooms::member_ids;
use crate::chat::Event;
use crate::error::{AppError, Result};
use crate::ids::{ClientId, MessageId, RoomId};
use crate::server::db::Tx;
use sqlx::query_scalar;

/// Writes a system message with the room's next number and version, and tells the members of it.
pub async fn say(tx: &mut Tx, room: RoomId, body: &str) -> Result<()> {
    let version = query_scalar!(
        "with numbered as (
             update rooms set last_number = last_number + 1, version = version + 1, last_activity_at = now()
             where id = $1 returning id, last_number, version)
         insert into messages (id, room_id, number, version, client_id, kind, body, folded, created_at)
         select $2, id, last_number, version, $3, 'system', $4, $5, now() from numbered
         returning version",
        room as RoomId,
        MessageId::new() as MessageId,
        ClientId::new() as ClientId,
        body,
        fold(body)
    )
    .fetch_optional(&mut **tx)
    .await?
    .ok_or(AppError::NotFound)?;
    let message = latest_of(tx, &[room]).await?.pop().ok_or(AppError::NotFound)?;
    let members = member_ids(tx, room).await?;
    tx.tell(members, Event::MessageReceived { room, version, message: Box::new(message) });
    Ok(())
}
