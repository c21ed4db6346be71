//! Writing a history that took place elsewhere or before.

use super::fold::fold;
use crate::error::Result;
use crate::ids::{ClientId, MessageId, RoomId, UserId};
use crate::server::db::Tx;
use crate::time::Moment;
use sqlx::query;

pub struct PastMessage {
    pub sender: UserId,
    pub body: String,
    pub at: Moment,
}

/// A room that was opened before now.
pub async fn date_room(tx: &mut Tx, room: RoomId, at: Moment) -> Result<()> {
    query!(
        "update rooms set created_at = least($2, created_at), last_activity_at = least($2, last_activity_at)
         where id = $1",
        room as RoomId,
        at as Moment
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Fills a room that is empty so far. All members have read everything but for `unread` last messages.
pub async fn import_history(tx: &mut Tx, room: RoomId, messages: &[PastMessage], unread: usize) -> Result<()> {
    let read = i64::try_from(messages.len().saturating_sub(unread)).unwrap_or(0);
    query!(
        "insert into messages (id, room_id, number, version, client_id, sender_id, kind, body, folded, created_at)
         select id, $1, number, number + 1, client_id, sender_id, 'text', body, folded, created_at
         from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::timestamptz[])
              with ordinality m (id, client_id, sender_id, body, folded, created_at, number)",
        room as RoomId,
        &messages.iter().map(|_| MessageId::new().0).collect::<Vec<_>>(),
        &messages.iter().map(|_| ClientId::new().0).collect::<Vec<_>>(),
        &messages.iter().map(|message| message.sender.0).collect::<Vec<_>>(),
        &messages.iter().map(|message| message.body.clone()).collect::<Vec<_>>(),
        &messages.iter().map(|message| fold(&message.body)).collect::<Vec<_>>(),
        &messages.iter().map(|message| message.at.0).collect::<Vec<_>>()
    )
    .execute(&mut **tx)
    .await?;
    // Whoever spoke has read it all up to there.
    query!(
        "update room_members m set version = r.last + 1, delivered = r.last,
             read = greatest($2, (select max(number) from messages own
                                  where own.room_id = $1 and own.sender_id = m.user_id))
         from (select max(number) as last from messages where room_id = $1) r
         where m.room_id = $1 and r.last is not null",
        room as RoomId,
        read
    )
    .execute(&mut **tx)
    .await?;
    query!(
        "update rooms r set last_number = m.number, version = m.number + 1, last_activity_at = m.created_at
         from (select number, created_at from messages where room_id = $1 order by number desc limit 1) m
         where r.id = $1",
        room as RoomId
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
