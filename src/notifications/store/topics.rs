//! All notifications of one topic: whose they are, and what becomes of them together.

use super::reading::{tell_count, tell_counts};
use crate::error::Result;
use crate::ids::{NotificationId, RoomId, UserId, uuids};
use crate::notifications::{mail, push};
use crate::server::db::Tx;
use crate::server::jobs;
use sqlx::{PgConnection, query, query_scalar};

/// The person went where they lead, by whatever way: by the newest, where older ones were called off before.
pub async fn open_topic(tx: &mut Tx, me: UserId, topic: &str) -> Result<()> {
    let opened = query!(
        "update notifications
         set opened_at = coalesce(opened_at, now()), read_at = coalesce(read_at, now()), shown_at = coalesce(shown_at, now())
         where id in (
             select n.id from notifications n
             where user_id = $1 and topic = $2 and removed_at is null and (opened_at is null or read_at is null)
               and (called_off_at is null or not exists (
                   select from notifications newer
                   where newer.user_id = $1 and newer.topic = $2 and newer.created_at > n.created_at))
             order by n.id for no key update)",
        me as UserId,
        topic
    );
    match opened.execute(&mut **tx).await?.rows_affected() {
        0 => Ok(()),
        _ => tell_count(tx, me).await,
    }
}

/// What these tell of stands on a page that somebody looks at.
pub async fn mark_topics_shown(conn: &mut PgConnection, me: UserId, topics: &[String]) -> Result<()> {
    query!(
        "update notifications set shown_at = now()
         where id in (
             select id from notifications
             where user_id = $1 and topic = any($2) and shown_at is null and read_at is null and removed_at is null
             order by id for no key update)",
        me as UserId,
        topics
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The message that they tell of reads otherwise now, in the bells and in what is still to be sent. Which they are.
pub async fn reword(tx: &mut Tx, (room, number): (RoomId, i64), body: &str) -> Result<Vec<NotificationId>> {
    let reworded = query!(
        r#"update notifications set body = $3
           where id in (
               select id from notifications where room_id = $1 and number = $2 and removed_at is null
               order by id for no key update)
           returning id as "id: NotificationId", user_id as "user: UserId""#,
        room as RoomId,
        number,
        body
    );
    let (ids, people): (Vec<NotificationId>, Vec<UserId>) =
        reworded.fetch_all(&mut **tx).await?.into_iter().map(|row| (row.id, row.user)).unzip();
    tell_counts(tx, &people).await?;
    Ok(ids)
}

/// What somebody did is undone before anybody read of it: it goes as if it had not been told.
pub async fn withdraw(tx: &mut Tx, actor: UserId, topic: &str) -> Result<()> {
    let people = query_scalar!(
        r#"update notifications set removed_at = now()
           where id in (
               select id from notifications
               where actor_id = $1 and topic = $2 and read_at is null and removed_at is null
               order by id for no key update)
           returning user_id as "user: UserId""#,
        actor as UserId,
        topic
    );
    let people = people.fetch_all(&mut **tx).await?;
    tell_counts(tx, &people).await
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
    let lanes = [push::LANE, push::URGENT, push::TO_MANY, mail::LANE, mail::URGENT, mail::TO_MANY];
    let lanes = lanes.map(|lane| lane.name);
    jobs::take_back(tx, &lanes, &keys).await
}
