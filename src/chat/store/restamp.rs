//! What changed takes the room's next versions, and everybody in the room is told of it as it is now.

use super::history::messages_with;
use super::rooms::member_ids;
use crate::chat::Event;
use crate::chat::model::Message;
use crate::error::{AppError, Result};
use crate::ids::{MessageId, RoomId, UserId, uuids};
use crate::server::db::Tx;
use sqlx::{query, query_scalar};
use std::sync::Arc;

/// A changed message with its replies, which show a part of it. The message as it is then.
pub async fn restamp_with_replies(tx: &mut Tx, room: RoomId, id: MessageId) -> Result<Message> {
    let replies = query_scalar!(
        r#"select id as "id: MessageId" from messages where reply_to_id = $1 order by number"#,
        id as MessageId
    );
    let mut changed = vec![id];
    changed.extend(replies.fetch_all(&mut **tx).await?);
    restamp(tx, room, &changed).await
}

/// Gives changed messages the room's next versions, in this order, and tells the members of each. The first of them.
pub async fn restamp(tx: &mut Tx, room: RoomId, ids: &[MessageId]) -> Result<Message> {
    query!(
        "with counted as (update rooms set version = version + cardinality($2::uuid[]) where id = $1 returning version)
         update messages m set version = c.version - cardinality($2::uuid[]) + changed.place
         from unnest($2::uuid[]) with ordinality changed (id, place), counted c
         where m.id = changed.id",
        room as RoomId,
        &uuids(ids)
    )
    .execute(&mut **tx)
    .await?;
    let members: Arc<[UserId]> = member_ids(tx, room).await?.into();
    let changed = messages_with(tx, ids).await?;
    for message in &changed {
        let event = Event::MessageChanged { room, version: message.version, message: Box::new(message.clone()) };
        tx.tell(members.clone(), event);
    }
    changed.into_iter().next().ok_or(AppError::NotFound)
}
