//! A person's notifications: read, shown, opened, removed. Each change tells the count to all of their devices.

use super::rows::rows_before;
use crate::error::{AppError, Result};
use crate::ids::{NotificationId, RoomId, UserId, uuids};
use crate::notifications::Event;
use crate::notifications::model::{Filter, Notification};
use crate::server::db::Tx;
use sqlx::{PgConnection, query, query_scalar};

/// One more than `limit` where there are more.
pub async fn list_notifications(
    conn: &mut PgConnection,
    me: UserId,
    filter: Filter,
    before: Option<NotificationId>,
    limit: i64,
) -> Result<Vec<Notification>> {
    Ok(rows_before(conn, me, filter, before, limit + 1).await?.into_iter().map(Into::into).collect())
}

pub async fn count_unread(conn: &mut PgConnection, me: UserId) -> Result<i64> {
    let count =
        query_scalar!(r#"select count(*) as "count!" from unread_notifications where user_id = $1"#, me as UserId);
    Ok(count.fetch_one(conn).await?)
}

/// Reading again what was read is no change.
pub async fn mark_read(tx: &mut Tx, me: UserId, id: NotificationId) -> Result<()> {
    must_be_own(tx, me, id).await?;
    query!("update notifications set read_at = now() where id = $1 and read_at is null", id as NotificationId)
        .execute(&mut **tx)
        .await?;
    tell_count(tx, me).await
}

pub async fn mark_all_read(tx: &mut Tx, me: UserId) -> Result<()> {
    query!("update notifications set read_at = now() where user_id = $1 and read_at is null", me as UserId)
        .execute(&mut **tx)
        .await?;
    tell_count(tx, me).await
}

/// The person went where it leads: by the page, or from a push or a mail.
pub async fn mark_opened(tx: &mut Tx, me: UserId, id: NotificationId) -> Result<()> {
    must_be_own(tx, me, id).await?;
    query!(
        "update notifications set opened_at = coalesce(opened_at, now()), read_at = coalesce(read_at, now()) where id = $1",
        id as NotificationId
    )
    .execute(&mut **tx)
    .await?;
    tell_count(tx, me).await
}

/// A page that somebody looked at has shown them.
pub async fn mark_shown(conn: &mut PgConnection, me: UserId, ids: &[NotificationId]) -> Result<()> {
    query!(
        "update notifications set shown_at = now() where user_id = $1 and id = any($2) and shown_at is null",
        me as UserId,
        &uuids(ids)
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub async fn remove_notification(tx: &mut Tx, me: UserId, id: NotificationId) -> Result<()> {
    let removed = query!(
        "update notifications set removed_at = coalesce(removed_at, now()) where id = $1 and user_id = $2",
        id as NotificationId,
        me as UserId
    );
    if removed.execute(&mut **tx).await?.rows_affected() == 0 {
        return Err(AppError::NotFound);
    }
    tell_count(tx, me).await
}

/// What people have read in their rooms is read in their bells as well.
pub async fn clear_read(tx: &mut Tx, positions: &[(RoomId, UserId)]) -> Result<()> {
    let (rooms, people): (Vec<RoomId>, Vec<UserId>) = positions.iter().copied().unzip();
    let cleared = query_scalar!(
        r#"update notifications n set read_at = now()
           from unnest($1::uuid[], $2::uuid[]) as moved (room_id, user_id)
           left join room_members m on m.room_id = moved.room_id and m.user_id = moved.user_id
           where n.room_id = moved.room_id and n.user_id = moved.user_id and n.read_at is null
             and (m.read is null or m.read >= n.number)
           returning n.user_id as "user!: UserId""#,
        &uuids(&rooms),
        &uuids(&people)
    );
    let mut cleared = cleared.fetch_all(&mut **tx).await?;
    cleared.sort_unstable();
    cleared.dedup();
    for person in cleared {
        tell_count(tx, person).await?;
    }
    Ok(())
}

/// What a notification asked of these people is done, or not asked any more.
pub async fn clear_topic(tx: &mut Tx, people: &[UserId], topic: &str) -> Result<()> {
    let cleared = query_scalar!(
        r#"update notifications set read_at = now()
           where user_id = any($1) and topic = $2 and read_at is null and removed_at is null
           returning user_id as "user!: UserId""#,
        &uuids(people),
        topic
    );
    for person in cleared.fetch_all(&mut **tx).await? {
        tell_count(tx, person).await?;
    }
    Ok(())
}

pub(super) async fn must_be_own(conn: &mut PgConnection, me: UserId, id: NotificationId) -> Result<()> {
    let is_own = query_scalar!(
        r#"select exists (select from notifications where id = $1 and user_id = $2 and removed_at is null) as "is!""#,
        id as NotificationId,
        me as UserId
    );
    if is_own.fetch_one(conn).await? { Ok(()) } else { Err(AppError::NotFound) }
}

pub(super) async fn tell_count(tx: &mut Tx, me: UserId) -> Result<()> {
    let unread = count_unread(tx, me).await?;
    tx.tell([me], Event::Notified { notification: None, unread });
    Ok(())
}
