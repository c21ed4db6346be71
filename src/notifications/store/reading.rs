//! A person's notifications: read, shown, opened, removed. Each change tells the count to all of their devices.

use super::rows::rows_before;
use crate::error::{AppError, Result};
use crate::ids::{NotificationId, RoomId, UserId, uuids};
use crate::notifications::Event;
use crate::notifications::model::{Filter, Notification, Place};
use crate::server::db::Tx;
use crate::time::Moment;
use sqlx::{PgConnection, query, query_scalar};
use std::collections::HashMap;

/// One more than `limit` where there are more.
pub async fn list_notifications(
    conn: &mut PgConnection,
    me: UserId,
    filter: Filter,
    before: Option<Place>,
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

/// All that is in the bell; up to the newest that they saw there, where that is known. What they want by push or mail
/// alone was in no bell, and still reaches them.
pub async fn mark_all_read(tx: &mut Tx, me: UserId, until: Option<Place>) -> Result<()> {
    query!(
        "update notifications set read_at = now()
         where id in (
             select id from notifications
             where user_id = $1 and read_at is null and removed_at is null and in_page
               and ($2::timestamptz is null or (created_at, id) <= ($2, $3::uuid))
             order by id for no key update)",
        me as UserId,
        until.map(|place| place.created_at) as Option<Moment>,
        until.map(|place| place.id) as Option<NotificationId>
    )
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

/// A page that somebody looked at has shown them. One that a newer one has come in the place of was not that one.
pub async fn mark_shown(conn: &mut PgConnection, me: UserId, shown: &[Place]) -> Result<()> {
    let (ids, times): (Vec<NotificationId>, Vec<Moment>) = shown.iter().map(|one| (one.id, one.created_at)).unzip();
    query!(
        "update notifications set shown_at = now()
         where id in (
             select n.id
             from unnest($2::uuid[], $3::timestamptz[]) as shown (id, created_at)
             join notifications n on n.id = shown.id and n.created_at = shown.created_at
             where n.user_id = $1 and n.shown_at is null
             order by n.id for no key update of n)",
        me as UserId,
        &uuids(&ids),
        &times as &[Moment]
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
        r#"with cleared as (
               select n.id, m.read is null as is_out
               from unnest($1::uuid[], $2::uuid[]) as moved (room_id, user_id)
               join notifications n on n.room_id = moved.room_id and n.user_id = moved.user_id
               left join room_members m on m.room_id = moved.room_id and m.user_id = moved.user_id
               where n.read_at is null and (m.read is null or m.read >= n.number)
               order by n.id for no key update of n)
           update notifications n set read_at = now(), called_off_at = case when is_out then now() end,
               called_off_because = case when is_out then 'They are in the conversation no more.' end
           from cleared where n.id = cleared.id
           returning n.user_id as "user!: UserId""#,
        &uuids(&rooms),
        &uuids(&people)
    );
    let mut cleared = cleared.fetch_all(&mut **tx).await?;
    cleared.sort_unstable();
    cleared.dedup();
    tell_counts(tx, &cleared).await
}

/// These people have done what a notification asked of them.
pub async fn clear_topic(tx: &mut Tx, people: &[UserId], topic: &str) -> Result<()> {
    let cleared = query_scalar!(
        r#"update notifications set read_at = now()
           where id in (
               select id from notifications
               where user_id = any($1) and topic = $2 and read_at is null and removed_at is null
               order by id for no key update)
           returning user_id as "user!: UserId""#,
        &uuids(people),
        topic
    );
    let cleared = cleared.fetch_all(&mut **tx).await?;
    tell_counts(tx, &cleared).await
}

/// One that was told again since is still theirs: a device may show it for a while.
pub(super) async fn must_be_own(conn: &mut PgConnection, me: UserId, id: NotificationId) -> Result<()> {
    let is_own = query_scalar!(
        r#"select exists (select from notifications where id = $1 and user_id = $2
             and (removed_at is null or removed_at = called_off_at)) as "is!""#,
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

/// The same to many at once.
pub(super) async fn tell_counts(tx: &mut Tx, people: &[UserId]) -> Result<()> {
    if people.is_empty() {
        return Ok(());
    }
    let counts = counts_of(tx, people).await?;
    for person in people {
        let unread = counts.get(person).copied().unwrap_or(0);
        tx.tell([*person], Event::Notified { notification: None, unread });
    }
    Ok(())
}

/// How many unread ones each of these people has; whoever has none is not named.
pub(super) async fn counts_of(conn: &mut PgConnection, people: &[UserId]) -> Result<HashMap<UserId, i64>> {
    let counts = query!(
        r#"select user_id as "user!: UserId", count(*) as "unread!" from unread_notifications
           where user_id = any($1) group by 1"#,
        &uuids(people)
    );
    Ok(counts.fetch_all(conn).await?.into_iter().map(|row| (row.user, row.unread)).collect())
}
