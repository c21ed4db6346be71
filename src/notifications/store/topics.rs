//! All notifications of one topic: whose they are, and what becomes of them together.

use super::reading::tell_count;
use crate::error::Result;
use crate::ids::{NotificationId, RoomId, UserId, uuids};
use crate::notifications::{mail, push};
use crate::server::db::Tx;
use crate::server::jobs;
use sqlx::query;

/// The person went where they lead, by whatever way.
pub async fn open_topic(tx: &mut Tx, me: UserId, topic: &str) -> Result<()> {
    let opened = query!(
        "update notifications
         set opened_at = coalesce(opened_at, now()), read_at = coalesce(read_at, now()), shown_at = coalesce(shown_at, now())
         where user_id = $1 and topic = $2 and removed_at is null and (opened_at is null or read_at is null)",
        me as UserId,
        topic
    );
    match opened.execute(&mut **tx).await?.rows_affected() {
        0 => Ok(()),
        _ => tell_count(tx, me).await,
    }
}

/// The message that they tell of reads otherwise now, in the bells and in what is still to be sent.
pub async fn reword(tx: &mut Tx, (room, number): (RoomId, i64), body: &str) -> Result<Vec<NotificationId>> {
    let reworded = query!(
        r#"update notifications set body = $3 where room_id = $1 and number = $2 and removed_at is null
           returning id as "id: NotificationId", user_id as "user: UserId""#,
        room as RoomId,
        number,
        body
    );
    let reworded = reworded.fetch_all(&mut **tx).await?;
    for row in &reworded {
        tell_count(tx, row.user).await?;
    }
    Ok(reworded.into_iter().map(|row| row.id).collect())
}

/// What somebody did is undone before anybody read of it: it goes as if it had not been told.
pub async fn withdraw(tx: &mut Tx, actor: UserId, topic: &str) -> Result<()> {
    let withdrawn = query!(
        r#"update notifications set removed_at = now()
           where actor_id = $1 and topic = $2 and read_at is null and removed_at is null
           returning user_id as "user: UserId""#,
        actor as UserId,
        topic
    );
    for row in withdrawn.fetch_all(&mut **tx).await? {
        tell_count(tx, row.user).await?;
    }
    Ok(())
}

/// What has not left the house stays in it. The bells keep what they have.
pub async fn drop_queued(tx: &mut Tx, ids: &[NotificationId], reason: &str) -> Result<()> {
    query!(
        "update notification_deliveries set state = 'dropped', reason = $2, next_try_at = null, settled_at = now()
         where notification_id = any($1) and state = 'queued'",
        &uuids(ids),
        reason
    )
    .execute(&mut **tx)
    .await?;
    let keys: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let lanes = [push::LANE, push::TO_MANY, mail::LANE, mail::TO_MANY].map(|lane| lane.name);
    jobs::take_back(tx, &lanes, &keys).await
}
