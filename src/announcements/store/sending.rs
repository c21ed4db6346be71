//! Sending: whom it is for is written down at once.

use super::admins_of;
use super::cohorts::must_be_here;
use crate::accounts::Me;
use crate::accounts::model::{Deed, DeedDetails};
use crate::accounts::store::{Entry, record};
use crate::announcements::Event;
use crate::announcements::model::{Cohort, NewAnnouncement};
use crate::error::{AppError, Result};
use crate::ids::{AnnouncementId, CourseId, PracticeId, UserId};
use crate::server::db::Tx;
use crate::server::jobs::{self, NewJob};
use crate::time::Moment;
use crate::words::Role;
use serde_json::json;
use sqlx::{query, query_scalar};

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
