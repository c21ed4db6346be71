//! How far announcements have come.

use crate::announcements::model::{Channels, Progress, Ways};
use crate::error::Result;
use crate::ids::{AnnouncementId, uuids};
use sqlx::{PgConnection, query};
use std::collections::HashMap;

pub(super) async fn progress_of(
    conn: &mut PgConnection,
    ids: &[AnnouncementId],
) -> Result<HashMap<AnnouncementId, Progress>> {
    let rows = query!(
        r#"select announcement_id as "id: AnnouncementId", count(*) as "people!", count(told_at) as "told!",
                  count(opened_at) as "opened!", count(acknowledged_at) as "acknowledged!"
           from announcement_recipients where announcement_id = any($1) group by 1"#,
        &uuids(ids)
    );
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows
        .map(|row| {
            let (people, told) = (row.people, row.told);
            (row.id, Progress { people, told, opened: row.opened, acknowledged: row.acknowledged })
        })
        .collect())
}

pub async fn channels_of(conn: &mut PgConnection, id: AnnouncementId) -> Result<Channels> {
    let row = query!(
        r#"select count(distinct n.id) filter (where n.shown_at is not null) as "shown!",
                  count(*) filter (where d.channel = 'push' and d.state = 'queued') as "push_queued!",
                  count(*) filter (where d.channel = 'push' and d.state = 'sent') as "push_sent!",
                  count(*) filter (where d.channel = 'push' and d.state = 'failed') as "push_failed!",
                  count(*) filter (where d.channel = 'push' and d.state = 'dropped') as "push_dropped!",
                  count(*) filter (where d.channel = 'mail' and d.state = 'queued') as "mail_queued!",
                  count(*) filter (where d.channel = 'mail' and d.state = 'sent') as "mail_sent!",
                  count(*) filter (where d.channel = 'mail' and d.state = 'failed') as "mail_failed!",
                  count(*) filter (where d.channel = 'mail' and d.state = 'dropped') as "mail_dropped!"
           from announcement_recipients r join notifications n on n.id = r.notification_id
           left join notification_deliveries d on d.notification_id = n.id
           where r.announcement_id = $1"#,
        id as AnnouncementId
    )
    .fetch_one(conn)
    .await?;
    Ok(Channels {
        shown: row.shown,
        push: Ways { queued: row.push_queued, sent: row.push_sent, failed: row.push_failed, dropped: row.push_dropped },
        mail: Ways { queued: row.mail_queued, sent: row.mail_sent, failed: row.mail_failed, dropped: row.mail_dropped },
    })
}
