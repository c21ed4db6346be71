//! What becomes of a message after it was sent: edited, deleted, reacted to. Each change takes the room's next version.

use super::acknowledgements::{is_confirmed, withdraw};
use super::restamp::{restamp, restamp_with_replies};
use super::search::fold_message;
use super::target::{lock_message, one_message};
use crate::chat::model::{Message, MessageKind, check_body};
use crate::chat::ringing::{excerpt, hand_on};
use crate::error::{AppError, Result};
use crate::ids::{FileId, MessageId, RoomId, UserId};
use crate::notifications::store::{drop_queued, reword};
use crate::notifications::{self, Kind, Notice, notify};
use crate::server::db::Tx;
use sqlx::{query, query_scalar};

/// Different emoji that one person may give one message.
const REACTIONS_A_PERSON: i64 = 20;

/// Its author says it better. The earlier text is kept; the same text changes nothing.
pub async fn edit_message(tx: &mut Tx, me: UserId, id: MessageId, body: &str) -> Result<Message> {
    let target = lock_message(tx, me, id).await?;
    target.must_be_by(me)?;
    target.must_be_open()?;
    if target.is_deleted {
        return Err(AppError::conflict("This message was deleted."));
    }
    if target.is_older_than(target.edit_minutes) {
        return Err(AppError::forbidden("It is too late to edit this message."));
    }
    let body = check_body(body, target.may_be_empty)?;
    if body == target.body {
        return one_message(tx, id).await;
    }
    if is_confirmed(tx, id).await? {
        return Err(AppError::conflict("Somebody has confirmed this message as it stands. Write a new one instead."));
    }
    let edited = Message { body: body.clone(), ..one_message(tx, id).await? };
    query!(
        "with kept as (
             insert into message_edits (message_id, version, body, edited_by)
             select $1, r.version + 1, m.body, $2 from messages m join rooms r on r.id = m.room_id where m.id = $1)
         update messages set body = $3, folded = $4, edited_at = now() where id = $1",
        id as MessageId,
        me as UserId,
        body,
        fold_message(&edited)
    )
    .execute(&mut **tx)
    .await?;
    reword(tx, (target.room, target.number), &excerpt(&body, target.kind)).await?;
    restamp_with_replies(tx, target.room, id).await
}

/// Its author takes it back: it keeps its number and loses everything else. What it said is kept beside what it said
/// before. Deleting it again changes nothing.
pub async fn delete_message(tx: &mut Tx, me: UserId, id: MessageId) -> Result<()> {
    let target = lock_message(tx, me, id).await?;
    target.must_be_by(me)?;
    if target.is_deleted {
        return Ok(());
    }
    target.must_be_open()?;
    if target.is_older_than(target.delete_minutes) {
        return Err(AppError::forbidden("It is too late to delete this message."));
    }
    let files = query_scalar!(
        r#"delete from attachments where message_id = $1 returning file_id as "id: FileId""#,
        id as MessageId
    );
    let files = files.fetch_all(&mut **tx).await?;
    crate::files::store::remove(tx, &files).await?;
    query!(
        "with kept as (
             insert into message_edits (message_id, version, body, edited_by)
             select $1, r.version + 1, m.body, $2 from messages m join rooms r on r.id = m.room_id
             where m.id = $1 and m.body <> ''),
              withdrawn as (delete from reactions where message_id = $1)
         update messages set body = '', folded = '', payload = null, deleted_at = now(), deleted_by = $2 where id = $1",
        id as MessageId,
        me as UserId
    )
    .execute(&mut **tx)
    .await?;
    withdraw(tx, id).await?;
    hand_on(tx, (target.room, target.number)).await?;
    let told = reword(tx, (target.room, target.number), "This message was deleted.").await?;
    drop_queued(tx, &told, "The message was deleted.").await?;
    restamp_with_replies(tx, target.room, id).await?;
    Ok(())
}

/// Adds an emoji that was checked. Each person gives each one once; again, it changes nothing.
pub async fn react(tx: &mut Tx, me: UserId, id: MessageId, emoji: &str) -> Result<Message> {
    let target = lock_message(tx, me, id).await?;
    target.must_be_open()?;
    if target.is_deleted || target.kind == MessageKind::System {
        return Err(AppError::conflict("There is nothing to react to."));
    }
    let given = query_scalar!(
        r#"select count(*) as "given!" from reactions where message_id = $1 and user_id = $2"#,
        id as MessageId,
        me as UserId
    );
    if given.fetch_one(&mut **tx).await? >= REACTIONS_A_PERSON {
        return Err(AppError::invalid("emoji", "You have given this message enough reactions."));
    }
    let added = query!(
        "insert into reactions (message_id, user_id, emoji) values ($1, $2, $3) on conflict do nothing",
        id as MessageId,
        me as UserId,
        emoji
    );
    if added.execute(&mut **tx).await?.rows_affected() == 0 {
        return one_message(tx, id).await;
    }
    tell_author(tx, me, id, emoji).await?;
    restamp(tx, target.room, &[id]).await
}

/// Whoever wrote it is told of a reaction, as long as they are in the room.
async fn tell_author(tx: &mut Tx, me: UserId, id: MessageId, emoji: &str) -> Result<()> {
    let message = query!(
        r#"select m.room_id as "room: RoomId", m.number, m.sender_id as "author!: UserId", u.name
           from messages m join users u on u.id = $2
           join room_members a on a.room_id = m.room_id and a.user_id = m.sender_id and a.muted_at is null
           where m.id = $1"#,
        id as MessageId,
        me as UserId
    );
    let Some(message) = message.fetch_optional(&mut **tx).await? else { return Ok(()) };
    let title = format!("{} reacted with {emoji} to your message", message.name);
    let link = format!("chat/{}?message={}", message.room, message.number);
    let notice = Notice {
        actor: Some(me),
        topic: Some(reaction_topic(id)),
        ..Notice::new(Kind::Reaction, vec![message.author], title, link)
    };
    notify(tx, notice).await
}

fn reaction_topic(id: MessageId) -> String {
    format!("reaction:{id}")
}

/// Takes one's own emoji back. Where there is none, nothing changes.
pub async fn unreact(tx: &mut Tx, me: UserId, id: MessageId, emoji: &str) -> Result<()> {
    let target = lock_message(tx, me, id).await?;
    target.must_be_open()?;
    let removed = query!(
        "delete from reactions where message_id = $1 and user_id = $2 and emoji = $3",
        id as MessageId,
        me as UserId,
        emoji
    );
    if removed.execute(&mut **tx).await?.rows_affected() > 0 {
        notifications::store::withdraw(tx, me, &reaction_topic(id)).await?;
        restamp(tx, target.room, &[id]).await?;
    }
    Ok(())
}
