//! Once the deadline has come: a word to those who were asked to acknowledge it and have not.

use super::{commit_soon, link, topic};
use crate::error::Result;
use crate::ids::{AnnouncementId, NotificationId, UserId, uuids};
use crate::notifications::{Kind, Notice, notify_each};
use crate::server::db::Tx;
use sqlx::{query, query_scalar};

/// Reminds some more of them. False where nobody is left, or it was stopped. Nobody is reminded twice.
pub async fn remind_next(tx: &mut Tx, id: AnnouncementId, at_most: i64) -> Result<bool> {
    commit_soon(tx).await?;
    let announcement = query!(
        r#"select author_id as "author: UserId", title from announcements
           where id = $1 and asks_acknowledgement and deadline <= now() and stopped_at is null for no key update"#,
        id as AnnouncementId
    );
    let Some(announcement) = announcement.fetch_optional(&mut **tx).await? else { return Ok(false) };
    let people = query_scalar!(
        r#"select user_id as "user: UserId" from announcement_recipients
           where announcement_id = $1 and told_at is not null and acknowledged_at is null and reminded_at is null
           order by user_id limit $2 for no key update"#,
        id as AnnouncementId,
        at_most
    );
    let people = people.fetch_all(&mut **tx).await?;
    if people.is_empty() {
        return Ok(false);
    }
    query!(
        "update announcement_recipients set reminded_at = now() where announcement_id = $1 and user_id = any($2)",
        id as AnnouncementId,
        &uuids(&people)
    )
    .execute(&mut **tx)
    .await?;
    let notice = Notice {
        actor: Some(announcement.author),
        body: "The time to confirm that you have read and understood this is over. Please do it now.".into(),
        topic: Some(topic(id)),
        ..Notice::new(Kind::Acknowledge, people, format!("Please confirm: {}", announcement.title), link(id))
    };
    let reminded = notify_each(tx, notice).await?;
    point_to(tx, id, reminded).await?;
    Ok(true)
}

/// From now on the reminder is what says how it reached them, and what is dropped where the announcement is stopped.
/// The notification before it was read, or the reminder has taken its place: nothing of that one leaves the house any
/// more.
async fn point_to(tx: &mut Tx, id: AnnouncementId, reminded: Vec<(UserId, NotificationId)>) -> Result<()> {
    let (people, notifications): (Vec<UserId>, Vec<NotificationId>) = reminded.into_iter().unzip();
    query!(
        "update announcement_recipients r set notification_id = told.notification_id
         from unnest($2::uuid[], $3::uuid[]) as told (user_id, notification_id)
         where r.announcement_id = $1 and r.user_id = told.user_id",
        id as AnnouncementId,
        &uuids(&people),
        &uuids(&notifications)
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
