//! Whom an announcement is for, one by one, as the practice's admins see them.

use super::cohorts::place_of;
use crate::accounts::User;
use crate::announcements::model::{Recipient, Shown, Way, WayState};
use crate::error::{AppError, Result};
use crate::ids::{AnnouncementId, PracticeId, UserId};
use crate::notifications::Channel;
use crate::time::Moment;
use sqlx::{PgConnection, query, query_scalar};

pub struct RecipientSearch {
    pub shown: Shown,
    /// A part of the name; empty finds all.
    pub text: String,
    pub after: Option<UserId>,
    pub limit: i64,
}

/// By name, from after one of them.
pub async fn find_recipients(
    conn: &mut PgConnection,
    practice: PracticeId,
    id: AnnouncementId,
    search: &RecipientSearch,
) -> Result<Vec<Recipient>> {
    must_be_of(conn, practice, id).await?;
    let (name, after) = place_of(conn, practice, search.after).await?;
    let rows = query!(
        r#"select u.id as "id: UserId", u.name, u.avatar, r.told_at as "told_at: Moment",
             n.shown_at as "shown_at: Moment", r.opened_at as "opened_at: Moment",
             r.acknowledged_at as "acknowledged_at: Moment",
             push.state as "push?: WayState", push.reason as push_reason, push.next_try_at as "push_at: Moment",
             mail.state as "mail?: WayState", mail.reason as mail_reason, mail.next_try_at as "mail_at: Moment"
           from announcement_recipients r
           join announcements a on a.id = r.announcement_id
           join users u on u.id = r.user_id
           left join notifications n on n.id = r.notification_id
           left join notification_deliveries push on push.notification_id = n.id and push.channel = 'push'
           left join notification_deliveries mail on mail.notification_id = n.id and mail.channel = 'mail'
           where r.announcement_id = $1 and (u.name_folded, u.id) > ($2, $3)
             and strpos(u.name_folded, folded($4)) > 0
             and case $5 when 'not_opened' then r.opened_at is null
                         when 'not_acknowledged' then a.asks_acknowledgement and r.acknowledged_at is null
                         when 'failed' then 'failed' in (push.state, mail.state)
                         else true end
           order by u.name_folded, u.id limit $6"#,
        id as AnnouncementId,
        name,
        after as UserId,
        search.text,
        search.shown.as_str(),
        search.limit
    );
    let way = |channel, state: Option<WayState>, reason, next_try_at| {
        state.map(|state| Way { channel, state, reason, next_try_at })
    };
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows
        .map(|row| Recipient {
            user: User { id: row.id, name: row.name, avatar: row.avatar },
            told_at: row.told_at,
            shown_at: row.shown_at,
            opened_at: row.opened_at,
            acknowledged_at: row.acknowledged_at,
            ways: [
                way(Channel::Push, row.push, row.push_reason, row.push_at),
                way(Channel::Mail, row.mail, row.mail_reason, row.mail_at),
            ]
            .into_iter()
            .flatten()
            .collect(),
        })
        .collect())
}

async fn must_be_of(conn: &mut PgConnection, practice: PracticeId, id: AnnouncementId) -> Result<()> {
    let is_here = query_scalar!(
        r#"select exists (select from announcements where id = $1 and practice_id = $2) as "is_here!""#,
        id as AnnouncementId,
        practice as PracticeId
    );
    if is_here.fetch_one(conn).await? { Ok(()) } else { Err(AppError::NotFound) }
}
