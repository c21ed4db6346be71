//! Reminding those who have not confirmed a message by its deadline: once.

use crate::error::Result;
use crate::ids::{MessageId, RoomId, UserId};
use crate::server::db::Tx;
use sqlx::query_as;

/// A message that somebody should have confirmed by now, and who that is.
pub struct Overdue {
    pub message: MessageId,
    pub room: RoomId,
    pub number: i64,
    pub sender_name: String,
    pub body: String,
    pub users: Vec<UserId>,
}

/// Those to be reminded now; they are reminded with the transaction, and not again.
pub async fn take_overdue(tx: &mut Tx) -> Result<Vec<Overdue>> {
    Ok(query_as!(
        Overdue,
        r#"with due as (
               update acknowledgements set reminded_at = now()
               where (message_id, user_id) in (
                   select message_id, user_id from acknowledgements
                   where deadline <= now() and acknowledged_at is null and reminded_at is null
                   for no key update skip locked)
               returning message_id, user_id)
           select m.id as "message: MessageId", m.room_id as "room: RoomId", m.number, s.name as sender_name, m.body,
                  array_agg(due.user_id) as "users!: Vec<UserId>"
           from due join messages m on m.id = due.message_id join users s on s.id = m.sender_id
           group by m.id, s.id"#
    )
    .fetch_all(&mut **tx)
    .await?)
}
