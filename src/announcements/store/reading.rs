//! Reading announcements: those one was told, and for admins all of the practice.

use super::progress::{channels_of, progress_of};
use crate::accounts::{Me, User};
use crate::announcements::model::{Announcement, Cohort, OwnPart, Progress, Sending, SendingState};
use crate::error::{AppError, Result};
use crate::ids::{AnnouncementId, CourseId, PracticeId, UserId};
use crate::time::Moment;
use crate::words::Role;
use sqlx::PgConnection;

struct Row {
    id: AnnouncementId,
    title: String,
    body: String,
    author_id: UserId,
    author_name: String,
    author_avatar: Option<String>,
    created_at: Moment,
    asks_acknowledgement: bool,
    deadline: Option<Moment>,
    sent_at: Option<Moment>,
    stopped_at: Option<Moment>,
    stopper_id: Option<UserId>,
    stopper_name: Option<String>,
    stopper_avatar: Option<String>,
    role: Option<Role>,
    practitioner: Option<UserId>,
    course: Option<CourseId>,
    cohort_name: Option<String>,
    told_at: Option<Moment>,
    opened_at: Option<Moment>,
    acknowledged_at: Option<Moment>,
}

impl Row {
    fn sending(&self, progress: Progress) -> Sending {
        let stopped_by = self.stopper_id.zip(self.stopper_name.clone());
        Sending {
            cohort: Cohort::of(self.role, self.practitioner, self.course),
            cohort_name: self.cohort_name.clone(),
            state: match (self.stopped_at, self.sent_at) {
                (Some(_), _) => SendingState::Stopped,
                (None, Some(_)) => SendingState::Sent,
                (None, None) => SendingState::Sending,
            },
            sent_at: self.sent_at,
            stopped_by: stopped_by.map(|(id, name)| User { id, name, avatar: self.stopper_avatar.clone() }),
            progress,
            channels: None,
        }
    }
}

impl From<Row> for Announcement {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            title: row.title,
            body: row.body,
            author: User { id: row.author_id, name: row.author_name, avatar: row.author_avatar },
            created_at: row.created_at,
            asks_acknowledgement: row.asks_acknowledgement,
            deadline: row.deadline,
            withdrawn_at: row.stopped_at,
            mine: row.told_at.map(|told_at| OwnPart {
                told_at,
                opened_at: row.opened_at,
                acknowledged_at: row.acknowledged_at,
            }),
            sending: None,
        }
    }
}

/// One that the person was told, or as an admin may look at; for others it does not exist.
pub async fn announcement_for(conn: &mut PgConnection, me: &Me, id: AnnouncementId) -> Result<Announcement> {
    let rows = rows(conn, me, Part { only: Some(id), before: None, limit: 1 }).await?;
    let mut found = dressed(conn, me, rows).await?.pop().ok_or(AppError::NotFound)?;
    if let Some(sending) = &mut found.sending {
        sending.channels = Some(channels_of(conn, id).await?);
    }
    Ok(found)
}

/// At most `limit`, the newest first, from before one of them.
pub async fn announcements_for(
    conn: &mut PgConnection,
    me: &Me,
    before: Option<AnnouncementId>,
    limit: i64,
) -> Result<Vec<Announcement>> {
    let rows = rows(conn, me, Part { only: None, before, limit }).await?;
    dressed(conn, me, rows).await
}

/// Admins are told how far each has come.
async fn dressed(conn: &mut PgConnection, me: &Me, rows: Vec<Row>) -> Result<Vec<Announcement>> {
    if me.role != Role::Admin {
        return Ok(rows.into_iter().map(Into::into).collect());
    }
    let ids: Vec<AnnouncementId> = rows.iter().map(|row| row.id).collect();
    let progress = progress_of(conn, &ids).await?;
    let dressed = rows.into_iter().map(|row| {
        let sending = row.sending(progress.get(&row.id).copied().unwrap_or_default());
        Announcement { sending: Some(sending), ..row.into() }
    });
    Ok(dressed.collect())
}

struct Part {
    only: Option<AnnouncementId>,
    before: Option<AnnouncementId>,
    limit: i64,
}

async fn rows(conn: &mut PgConnection, me: &Me, part: Part) -> Result<Vec<Row>> {
    Ok(sqlx::query_as!(
        Row,
        r#"select a.id as "id: AnnouncementId", a.title, a.body, t.id as "author_id: UserId", t.name as author_name,
             t.avatar as author_avatar, a.created_at as "created_at: Moment", a.asks_acknowledgement,
             a.deadline as "deadline: Moment", a.sent_at as "sent_at: Moment", a.stopped_at as "stopped_at: Moment",
             s.id as "stopper_id?: UserId", s.name as "stopper_name?", s.avatar as stopper_avatar,
             a.role as "role: Role", a.practitioner_id as "practitioner: UserId", a.course_id as "course: CourseId",
             coalesce(p.name, c.title) as cohort_name, r.told_at as "told_at: Moment",
             r.opened_at as "opened_at: Moment", r.acknowledged_at as "acknowledged_at: Moment"
           from announcements a
           join users t on t.id = a.author_id
           left join users s on s.id = a.stopped_by
           left join users p on p.id = a.practitioner_id
           left join courses c on c.id = a.course_id
           left join announcement_recipients r on r.announcement_id = a.id and r.user_id = $1
           where a.practice_id = $2 and ($3 or r.told_at is not null)
             and ($4::uuid is null or a.id = $4)
             and ($5::uuid is null
                  or (a.created_at, a.id) < (select created_at, id from announcements where id = $5 and practice_id = $2))
           order by a.created_at desc, a.id desc limit $6"#,
        me.id() as UserId,
        me.practice.id as PracticeId,
        me.role == Role::Admin,
        part.only as Option<AnnouncementId>,
        part.before as Option<AnnouncementId>,
        part.limit
    )
    .fetch_all(conn)
    .await?)
}
