//! Telling those whom it is for, some at a time.

use super::{commit_soon, link, topic};
use crate::announcements::Event;
use crate::error::Result;
use crate::ids::{AnnouncementId, NotificationId, UserId, uuids};
use crate::notifications::{Kind, Notice, notify_each, shortened};
use crate::server::db::Tx;
use sqlx::query;

/// Characters of the text that a notification has.
const EXCERPT: usize = 240;

/// Tells some more of those who were not told yet. False where nobody is left, or it was stopped. Whoever does the same
/// meanwhile waits, and finds the next of them; what was not committed was not told.
pub async fn tell_next(tx: &mut Tx, id: AnnouncementId, at_most: i64) -> Result<bool> {
    commit_soon(tx).await?;
    let announcement = query!(
        r#"select a.author_id as "author: UserId", a.title, a.body, a.asks_acknowledgement,
             array(select u.id from users u where u.practice_id = a.practice_id and u.role = 'admin'
                   and u.suspended_at is null) as "admins!: Vec<UserId>"
           from announcements a where a.id = $1 and a.sent_at is null and a.stopped_at is null for no key update of a"#,
        id as AnnouncementId
    );
    let Some(announcement) = announcement.fetch_optional(&mut **tx).await? else { return Ok(false) };
    let (people, is_over) = next_people(tx, id, at_most).await?;
    if is_over {
        query!("update announcements set sent_at = now() where id = $1", id as AnnouncementId)
            .execute(&mut **tx)
            .await?;
    } else {
        let kind = if announcement.asks_acknowledgement { Kind::Acknowledge } else { Kind::Announcement };
        let notice = Notice {
            actor: Some(announcement.author),
            body: excerpt(&announcement.body),
            topic: Some(topic(id)),
            ..Notice::new(kind, people.clone(), announcement.title, link(id))
        };
        let told = notify_each(tx, notice).await?;
        mark_told(tx, id, &people, told).await?;
    }
    tx.tell([announcement.admins, people].concat(), Event::Changed { announcement: id });
    Ok(!is_over)
}

/// Whoever is next, and whether nobody is left. Whoever was suspended since it was written is not among those it is for
/// any more.
async fn next_people(tx: &mut Tx, id: AnnouncementId, at_most: i64) -> Result<(Vec<UserId>, bool)> {
    let next = query!(
        r#"select r.user_id as "user: UserId", u.suspended_at is not null as "is_suspended!"
           from announcement_recipients r join users u on u.id = r.user_id
           where r.announcement_id = $1 and r.told_at is null order by r.user_id limit $2"#,
        id as AnnouncementId,
        at_most
    );
    let next = next.fetch_all(&mut **tx).await?;
    let (suspended, others): (Vec<_>, Vec<_>) = next.iter().partition(|row| row.is_suspended);
    leave_out(tx, id, &suspended.iter().map(|row| row.user).collect::<Vec<_>>()).await?;
    Ok((others.iter().map(|row| row.user).collect(), next.is_empty()))
}

async fn leave_out(tx: &mut Tx, id: AnnouncementId, people: &[UserId]) -> Result<()> {
    if people.is_empty() {
        return Ok(());
    }
    query!(
        "delete from announcement_recipients where announcement_id = $1 and user_id = any($2)",
        id as AnnouncementId,
        &uuids(people)
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn mark_told(
    tx: &mut Tx,
    id: AnnouncementId,
    people: &[UserId],
    told: Vec<(UserId, NotificationId)>,
) -> Result<()> {
    let (readers, notifications): (Vec<UserId>, Vec<NotificationId>) = told.into_iter().unzip();
    query!(
        "update announcement_recipients r set told_at = now(), notification_id = told.notification_id
         from unnest($2::uuid[]) as whom (user_id)
         left join unnest($3::uuid[], $4::uuid[]) as told (user_id, notification_id) using (user_id)
         where r.announcement_id = $1 and r.user_id = whom.user_id",
        id as AnnouncementId,
        &uuids(people),
        &uuids(&readers),
        &uuids(&notifications)
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The beginning of a text, in one line.
fn excerpt(body: &str) -> String {
    shortened(&body.split_whitespace().collect::<Vec<_>>().join(" "), EXCERPT)
}
