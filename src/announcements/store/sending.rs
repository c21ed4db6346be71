//! Sending: whom it is for is written down at once, and they are told some at a time.

use super::cohorts::must_be_here;
use super::{admins_of, link, topic};
use crate::accounts::Me;
use crate::accounts::model::{Deed, DeedDetails};
use crate::accounts::store::{Entry, record};
use crate::announcements::Event;
use crate::announcements::model::{Cohort, NewAnnouncement};
use crate::error::{AppError, Result};
use crate::ids::{AnnouncementId, CourseId, NotificationId, PracticeId, UserId, uuids};
use crate::notifications::store::unread_of_topic;
use crate::notifications::{Kind, Notice, notify};
use crate::server::db::Tx;
use crate::server::jobs::{self, NewJob};
use crate::time::Moment;
use crate::words::Role;
use serde_json::json;
use sqlx::{query, query_scalar};

/// Characters of the text that a notification has.
const EXCERPT: usize = 240;

/// Writes it, with everybody it is for, and has them told. True where it is new: a repeat is the same announcement.
pub async fn send(tx: &mut Tx, me: &Me, new: NewAnnouncement) -> Result<(AnnouncementId, bool)> {
    let new = new.checked(Moment::now())?;
    let id = new.id.unwrap_or_else(AnnouncementId::new);
    must_be_here(tx, me.practice.id, new.cohort).await?;
    if !write(tx, me, id, &new).await? {
        return Ok((id, false));
    }
    let people = write_recipients(tx, me, id, new.cohort).await?;
    if people == 0 {
        return Err(AppError::invalid("cohort", "There is nobody whom this would reach."));
    }
    put_jobs(tx, id, new.deadline).await?;
    let admins = admins_of(tx, me.practice.id).await?;
    tx.tell(admins, Event::Changed { announcement: id });
    let details = DeedDetails { announcement: Some(id), people: Some(people), ..DeedDetails::default() };
    let (practice, actor) = (me.practice.id, me.id());
    record(tx, Entry { practice, actor, deed: Deed::AnnouncementSent, subject: None, details }).await?;
    Ok((id, true))
}

/// False where the same person has written it already.
async fn write(tx: &mut Tx, me: &Me, id: AnnouncementId, new: &NewAnnouncement) -> Result<bool> {
    let written = query!(
        "insert into announcements (id, practice_id, author_id, title, body, cohort, role, practitioner_id, course_id,
                                    asks_acknowledgement, deadline)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         on conflict on constraint announcements_id_key do nothing",
        id as AnnouncementId,
        me.practice.id as PracticeId,
        me.id() as UserId,
        new.title,
        new.body,
        new.cohort.as_str(),
        new.cohort.role().map(Role::as_str),
        new.cohort.practitioner() as Option<UserId>,
        new.cohort.course() as Option<CourseId>,
        new.asks_acknowledgement,
        new.deadline as Option<Moment>
    );
    if written.execute(&mut **tx).await?.rows_affected() > 0 {
        return Ok(true);
    }
    let author =
        query_scalar!(r#"select author_id as "author: UserId" from announcements where id = $1"#, id as AnnouncementId);
    if author.fetch_one(&mut **tx).await? == me.id() {
        return Ok(false);
    }
    Err(AppError::conflict("There is an announcement of this id already."))
}

async fn write_recipients(tx: &mut Tx, me: &Me, id: AnnouncementId, cohort: Cohort) -> Result<i32> {
    let written = query!(
        "insert into announcement_recipients (announcement_id, user_id)
         select $1, user_id from people_of_cohort($2, $3, $4, $5, $6, $7)",
        id as AnnouncementId,
        me.practice.id as PracticeId,
        me.id() as UserId,
        cohort.as_str(),
        cohort.role().map(Role::as_str),
        cohort.practitioner() as Option<UserId>,
        cohort.course() as Option<CourseId>
    );
    let count = written.execute(&mut **tx).await?.rows_affected();
    Ok(i32::try_from(count).unwrap_or(i32::MAX))
}

async fn put_jobs(tx: &mut Tx, id: AnnouncementId, deadline: Option<Moment>) -> Result<()> {
    let (key, payload) = (Some(id.to_string()), json!({ "announcement": id }));
    let sending = NewJob { lane: "announcement", key: key.clone(), payload: payload.clone(), run_at: Moment::now() };
    jobs::put(tx, sending).await?;
    if let Some(run_at) = deadline {
        jobs::put(tx, NewJob { lane: "announcement-reminder", key, payload, run_at }).await?;
    }
    Ok(())
}

/// Tells some more of those who were not told yet. False where nobody is left, or it was stopped. Whoever does the same
/// meanwhile waits, and finds the next of them; what was not committed was not told.
pub async fn tell_next(tx: &mut Tx, id: AnnouncementId, at_most: i64) -> Result<bool> {
    let announcement = query!(
        r#"select practice_id as "practice: PracticeId", author_id as "author: UserId", title, body, asks_acknowledgement
           from announcements where id = $1 and sent_at is null and stopped_at is null for no key update"#,
        id as AnnouncementId
    );
    let Some(announcement) = announcement.fetch_optional(&mut **tx).await? else { return Ok(false) };
    let next = next_people(tx, id, at_most).await?;
    let people = without_suspended(tx, id, &next).await?;
    if next.is_empty() {
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
        notify(tx, notice).await?;
        mark_told(tx, id, &people).await?;
    }
    let mut audience = admins_of(tx, announcement.practice).await?;
    audience.extend(&people);
    tx.tell(audience, Event::Changed { announcement: id });
    Ok(!next.is_empty())
}

/// Whoever was suspended since it was written is not among those it is for any more.
async fn without_suspended(tx: &mut Tx, id: AnnouncementId, people: &[UserId]) -> Result<Vec<UserId>> {
    let left_out = query_scalar!(
        r#"delete from announcement_recipients r using users u
           where r.announcement_id = $1 and r.user_id = any($2) and u.id = r.user_id and u.suspended_at is not null
           returning r.user_id as "user: UserId""#,
        id as AnnouncementId,
        &uuids(people)
    );
    let left_out = left_out.fetch_all(&mut **tx).await?;
    Ok(people.iter().copied().filter(|person| !left_out.contains(person)).collect())
}

async fn next_people(tx: &mut Tx, id: AnnouncementId, at_most: i64) -> Result<Vec<UserId>> {
    let people = query_scalar!(
        r#"select user_id as "user: UserId" from announcement_recipients
           where announcement_id = $1 and told_at is null order by user_id limit $2"#,
        id as AnnouncementId,
        at_most
    );
    Ok(people.fetch_all(&mut **tx).await?)
}

async fn mark_told(tx: &mut Tx, id: AnnouncementId, people: &[UserId]) -> Result<()> {
    let (readers, notifications): (Vec<UserId>, Vec<NotificationId>) =
        unread_of_topic(tx, &topic(id), people).await?.into_iter().unzip();
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
    let text = body.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(EXCERPT) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text,
    }
}
