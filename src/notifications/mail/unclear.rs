//! Letters that the mail server has, without saying whether it takes them.

use crate::error::Result;
use crate::ids::{NotificationId, uuids};
use crate::notifications::model::Place;
use crate::time::Moment;
use sqlx::{PgConnection, query_scalar};

/// They count as under way still, so that each goes out once more at most; `at`: when that is. Whether any does.
pub async fn leave_under_way(conn: &mut PgConnection, letters: &[Place], why: &str, at: Moment) -> Result<bool> {
    let (ids, versions): (Vec<NotificationId>, Vec<Moment>) =
        letters.iter().map(|letter| (letter.id, letter.created_at)).unzip();
    let left = query_scalar!(
        r#"update notification_deliveries d set reason = $2, interrupted = 0,
             state = case when d.interrupted = 0 then 'queued' else 'failed' end,
             next_try_at = case when d.interrupted = 0 then $3::timestamptz end,
             settled_at = case when d.interrupted > 0 then now() end,
             under_way_at = case when d.interrupted = 0 then d.under_way_at end
           from notifications n
           join unnest($1::uuid[], $4::timestamptz[]) as letter (id, version)
               on letter.id = n.id and letter.version = n.created_at
           where d.notification_id = n.id and d.channel = 'mail' and d.state = 'queued'
           returning d.state = 'queued' as "is_left!""#,
        &uuids(&ids),
        why,
        at as Moment,
        &versions as &[Moment]
    );
    Ok(left.fetch_all(conn).await?.contains(&true))
}
