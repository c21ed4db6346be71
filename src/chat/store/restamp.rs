//! What changed takes the room's next versions, and everybody in the room is told of it as it is now.

use super::acknowledgements::see_own;
use super::history::messages_with;
use super::rooms::member_ids;
use super::target::one_message;
use crate::chat::Event;
use crate::chat::model::Message;
use crate::error::{AppError, Result};
use crate::ids::{MessageId, RoomId, UserId, uuids};
use crate::server::db::Tx;
use sqlx::{query, query_scalar};
use std::slice;
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
    take_versions(tx, room, ids).await?;
    let members: Arc<[UserId]> = member_ids(tx, room).await?.into();
    let changed = messages_with(tx, ids).await?;
    for message in &changed {
        tx.tell(members.clone(), told(message));
    }
    changed.into_iter().next().ok_or(AppError::NotFound)
}

/// The same for one message; the devices of the one who changed it are told what is their own as well.
pub async fn restamp_by(tx: &mut Tx, room: RoomId, id: MessageId, me: UserId) -> Result<Message> {
    take_versions(tx, room, &[id]).await?;
    let others: Vec<UserId> = member_ids(tx, room).await?.into_iter().filter(|member| *member != me).collect();
    let mut message = one_message(tx, id).await?;
    tx.tell(others, told(&message));
    see_own(tx, me, slice::from_mut(&mut message)).await?;
    tx.tell(vec![me], told(&message));
    Ok(message)
}

async fn take_versions(tx: &mut Tx, room: RoomId, ids: &[MessageId]) -> Result<()> {
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
    Ok(())
}

fn told(message: &Message) -> Event {
    Event::MessageChanged { room: message.room, version: message.version, message: Box::new(message.clone()) }
}
