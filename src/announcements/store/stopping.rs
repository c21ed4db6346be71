//! Stopping: what has not left yet does not leave, and what was not read leaves the bells. Whoever was told keeps the
//! announcement itself, marked as withdrawn.

use super::{admins_of, topic};
use crate::accounts::Me;
use crate::accounts::model::{Deed, DeedDetails};
use crate::accounts::store::{Entry, record};
use crate::announcements::Event;
use crate::error::{AppError, Result};
use crate::ids::{AnnouncementId, NotificationId, PracticeId, UserId};
use crate::notifications::store::{drop_queued, take_back};
use crate::server::db::Tx;
use sqlx::{query, query_scalar};

/// Why something did not go out, as admins read it.
const STOPPED: &str = "The announcement was stopped.";

/// Once more changes nothing.
pub async fn stop(tx: &mut Tx, me: &Me, id: AnnouncementId) -> Result<()> {
    let is_stopped = query_scalar!(
        r#"select stopped_at is not null as "is_stopped!" from announcements
           where id = $1 and practice_id = $2 for no key update"#,
        id as AnnouncementId,
        me.practice.id as PracticeId
    );
    if is_stopped.fetch_optional(&mut **tx).await?.ok_or(AppError::NotFound)? {
        return Ok(());
    }
    query!(
        "update announcements set stopped_at = now(), stopped_by = $2 where id = $1",
        id as AnnouncementId,
        me.id() as UserId
    )
    .execute(&mut **tx)
    .await?;
    let told = told(tx, id).await?;
    let people = i32::try_from(told.len()).unwrap_or(i32::MAX);
    let (mut audience, notifications): (Vec<UserId>, Vec<Option<NotificationId>>) = told.into_iter().unzip();
    let notifications: Vec<NotificationId> = notifications.into_iter().flatten().collect();
    take_back(tx, &audience, &topic(id), STOPPED).await?;
    drop_queued(tx, &notifications, STOPPED).await?;
    audience.extend(admins_of(tx, me.practice.id).await?);
    audience.sort_unstable();
    audience.dedup();
    tx.tell(audience, Event::Changed { announcement: id });
    let details = DeedDetails { announcement: Some(id), people: Some(people), ..DeedDetails::default() };
    let (practice, actor) = (me.practice.id, me.id());
    record(tx, Entry { practice, actor, deed: Deed::AnnouncementStopped, subject: None, details }).await
}

async fn told(tx: &mut Tx, id: AnnouncementId) -> Result<Vec<(UserId, Option<NotificationId>)>> {
    let rows = query!(
        r#"select user_id as "user: UserId", notification_id as "notification: NotificationId"
           from announcement_recipients where announcement_id = $1 and told_at is not null"#,
        id as AnnouncementId
    );
    Ok(rows.fetch_all(&mut **tx).await?.into_iter().map(|row| (row.user, row.notification)).collect())
}
