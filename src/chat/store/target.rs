//! The message that a deed is about, found for the person who does it.

use super::history::messages_with;
use crate::chat::model::{Message, MessageKind, has_ended};
use crate::error::{AppError, Result};
use crate::ids::{MessageId, RoomId, UserId};
use crate::server::db::Tx;
use crate::time::Moment;
use sqlx::query;

/// A message that is about to change, in a room that is locked and that the person is in.
pub struct Target {
    pub room: RoomId,
    pub number: i64,
    pub is_ended: bool,
    pub sender: Option<UserId>,
    pub kind: MessageKind,
    pub body: String,
    pub may_be_empty: bool,
    pub is_deleted: bool,
    pub created_at: Moment,
    /// For how long the practice lets its people edit and delete; `None`: as long as the room is active.
    pub edit_minutes: Option<i32>,
    pub delete_minutes: Option<i32>,
}

impl Target {
    pub fn must_be_by(&self, me: UserId) -> Result<()> {
        if self.sender == Some(me) { Ok(()) } else { Err(AppError::forbidden("Only its author may do that.")) }
    }

    pub fn is_older_than(&self, minutes: Option<i32>) -> bool {
        minutes.is_some_and(|minutes| Moment::now().seconds_since(self.created_at) > i64::from(minutes) * 60)
    }

    pub fn must_be_open(&self) -> Result<()> {
        if self.is_ended { Err(has_ended()) } else { Ok(()) }
    }
}

/// Locks the room first, and reads the message then, as it is under the lock.
pub async fn lock_message(tx: &mut Tx, me: UserId, id: MessageId) -> Result<Target> {
    query!(
        "select from rooms where id = (
             select m.room_id from messages m join room_members using (room_id) where m.id = $1 and user_id = $2)
         for no key update",
        id as MessageId,
        me as UserId
    )
    .fetch_optional(&mut **tx)
    .await?
    .ok_or(AppError::NotFound)?;
    let row = query!(
        r#"select r.id as "room: RoomId", r.ended_at is not null as "is_ended!", m.number, m.sender_id as "sender: UserId",
                  m.kind as "kind: MessageKind", m.body,
                  (m.payload is not null and m.kind <> 'text') or exists (select from attachments where message_id = m.id) as "has_more!",
                  m.deleted_at is not null as "is_deleted!",
                  m.created_at as "created_at: Moment", p.edit_minutes, p.delete_minutes
           from messages m join rooms r on r.id = m.room_id join practices p on p.id = r.practice_id
           where m.id = $1"#,
        id as MessageId
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(Target {
        room: row.room,
        number: row.number,
        is_ended: row.is_ended,
        sender: row.sender,
        kind: row.kind,
        body: row.body,
        may_be_empty: row.has_more,
        is_deleted: row.is_deleted,
        created_at: row.created_at,
        edit_minutes: row.edit_minutes,
        delete_minutes: row.delete_minutes,
    })
}

pub async fn one_message(tx: &mut Tx, id: MessageId) -> Result<Message> {
    messages_with(tx, &[id]).await?.pop().ok_or(AppError::NotFound)
}
