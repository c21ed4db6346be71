//! Who is asked to confirm a message, and who has. Confirming is reading: it is possible in an ended room as well.

use super::restamp::{restamp, restamp_by};
use super::target::{lock_message, one_message};
use crate::accounts::{Me, User};
use crate::chat::model::{Confirmation, Message, Mine, may_ask};
use crate::error::{AppError, Result};
use crate::ids::{MessageId, RoomId, UserId, uuids};
use crate::notifications::store::{call_off, clear_topic};
use crate::server::db::Tx;
use crate::time::Moment;
use sqlx::{PgConnection, query, query_scalar};
use std::collections::HashMap;
use std::slice;

/// Which part of those who are asked is wanted.
#[derive(Clone, Copy, Default)]
pub struct Wanted {
    /// Those who have confirmed, or those who have not.
    pub confirmed: Option<bool>,
    /// From after this person.
    pub after: Option<UserId>,
    pub limit: i64,
}

/// Confirms that one has read and understood it; true where it is for the first time.
pub async fn acknowledge(tx: &mut Tx, me: UserId, id: MessageId) -> Result<(Message, bool)> {
    let target = lock_message(tx, me, id).await?;
    let confirmed = query!(
        "update acknowledgements set acknowledged_at = now()
         where message_id = $1 and user_id = $2 and acknowledged_at is null",
        id as MessageId,
        me as UserId
    );
    if confirmed.execute(&mut **tx).await?.rows_affected() > 0 {
        clear_topic(tx, &[me], &topic_of(id)).await?;
        return Ok((restamp_by(tx, target.room, id, me).await?, true));
    }
    let mut message = one_message(tx, id).await?;
    see_own(tx, me, slice::from_mut(&mut message)).await?;
    match message.acknowledgement.as_ref().map(|asked| asked.mine) {
        Some(Some(Mine { asked: true, .. })) => Ok((message, false)),
        Some(_) => Err(AppError::forbidden("This message does not ask you: you wrote it, or came later.")),
        None => Err(AppError::conflict("This message does not ask for acknowledgement.")),
    }
}

/// Those who are asked, by name. A client who did not write it sees nobody but themselves.
pub async fn confirmations(
    conn: &mut PgConnection,
    me: &Me,
    id: MessageId,
    wanted: Wanted,
) -> Result<Vec<Confirmation>> {
    let found = query!(
        r#"select m.sender_id as "sender: UserId"
           from messages m join room_members using (room_id) where m.id = $1 and user_id = $2"#,
        id as MessageId,
        me.id() as UserId
    );
    let sender = found.fetch_optional(&mut *conn).await?.ok_or(AppError::NotFound)?.sender;
    let sees_all = sender == Some(me.id()) || may_ask(me.role);
    let rows = query!(
        r#"select u.id as "id: UserId", u.name, u.avatar, a.acknowledged_at as "acknowledged_at: Moment"
           from acknowledgements a join users u on u.id = a.user_id
           where a.message_id = $1 and ($2::uuid is null or u.id = $2)
             and ($3::boolean is null or (a.acknowledged_at is not null) = $3)
             and ($4::uuid is null or (u.name_folded, u.id) > (select name_folded, id from users where id = $4))
           order by u.name_folded, u.id limit $5"#,
        id as MessageId,
        (!sees_all).then_some(me.id()) as Option<UserId>,
        wanted.confirmed,
        wanted.after as Option<UserId>,
        wanted.limit
    );
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows
        .map(|row| Confirmation {
            user: User { id: row.id, name: row.name, avatar: row.avatar },
            acknowledged_at: row.acknowledged_at,
        })
        .collect())
}

/// Adds what is one person's own to messages that ask.
pub async fn see_own(conn: &mut PgConnection, me: UserId, messages: &mut [Message]) -> Result<()> {
    let asking: Vec<MessageId> =
        messages.iter().filter(|message| message.acknowledgement.is_some()).map(|message| message.id).collect();
    if asking.is_empty() {
        return Ok(());
    }
    let rows = query!(
        r#"select message_id as "id: MessageId", acknowledged_at as "at: Moment"
           from acknowledgements where user_id = $1 and message_id = any($2)"#,
        me as UserId,
        &uuids(&asking)
    );
    let own: HashMap<MessageId, Option<Moment>> =
        rows.fetch_all(conn).await?.into_iter().map(|row| (row.id, row.at)).collect();
    for message in messages {
        let mine = own.get(&message.id);
        if let Some(acknowledgement) = &mut message.acknowledgement {
            acknowledgement.mine = Some(Mine { asked: mine.is_some(), acknowledged_at: mine.copied().flatten() });
        }
    }
    Ok(())
}

/// Whether anybody has confirmed it.
pub async fn is_confirmed(conn: &mut PgConnection, id: MessageId) -> Result<bool> {
    Ok(query_scalar!(
        r#"select exists (select from acknowledgements where message_id = $1 and acknowledged_at is not null) as "is!""#,
        id as MessageId
    )
    .fetch_one(conn)
    .await?)
}

/// How many a message by this person would ask: all others in the room, but for those who are suspended.
pub async fn count_asked(conn: &mut PgConnection, room: RoomId, author: UserId) -> Result<i64, sqlx::Error> {
    query_scalar!(
        r#"select count(*) as "count!" from room_members m join users u on u.id = m.user_id
           where m.room_id = $1 and m.user_id <> $2 and u.suspended_at is null"#,
        room as RoomId,
        author as UserId
    )
    .fetch_one(conn)
    .await
}

/// Asks them, in the transaction that writes the message.
pub async fn ask_readers(conn: &mut PgConnection, message: MessageId) -> Result<(), sqlx::Error> {
    query!(
        "insert into acknowledgements (message_id, user_id, deadline)
         select m.id, r.user_id, (m.payload #>> '{acknowledge,deadline}')::timestamptz
         from messages m join room_members r using (room_id) join users u on u.id = r.user_id
         where m.id = $1 and r.user_id <> m.sender_id and u.suspended_at is null",
        message as MessageId
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Nobody is asked any more: the message is deleted.
pub async fn withdraw(tx: &mut Tx, id: MessageId) -> Result<()> {
    let asked = query_scalar!(
        r#"delete from acknowledgements where message_id = $1 returning user_id as "user: UserId""#,
        id as MessageId
    );
    let asked = asked.fetch_all(&mut **tx).await?;
    call_off(tx, &asked, &topic_of(id), "The message was deleted.").await
}

/// What the notifications about it are about.
pub fn topic_of(id: MessageId) -> String {
    format!("acknowledge:{id}")
}

/// Whoever has left a room is asked nothing there any more; what they have confirmed stays.
pub async fn let_off(tx: &mut Tx, room: RoomId, user: UserId) -> Result<()> {
    let left = query_scalar!(
        r#"with let_off as (
               delete from acknowledgements a using messages m
               where m.id = a.message_id and m.room_id = $1 and a.user_id = $2 and a.acknowledged_at is null
               returning m.id, m.number)
           select id as "id: MessageId" from let_off order by number"#,
        room as RoomId,
        user as UserId
    );
    let left = left.fetch_all(&mut **tx).await?;
    if left.is_empty() {
        return Ok(());
    }
    restamp(tx, room, &left).await?;
    Ok(())
}
