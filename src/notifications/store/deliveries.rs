//! How a notification reached its reader.

use super::reading::must_be_own;
use crate::error::Result;
use crate::ids::{NotificationId, UserId, uuids};
use crate::notifications::model::{Channel, Delivery, DeliveryState};
use crate::time::Moment;
use sqlx::{PgConnection, query, query_scalar};
use std::collections::HashMap;

pub async fn deliveries_of(conn: &mut PgConnection, me: UserId, id: NotificationId) -> Result<Vec<Delivery>> {
    must_be_own(conn, me, id).await?;
    Ok(deliveries_among(conn, &[id]).await?.into_iter().map(|(_, delivery)| delivery).collect())
}

/// Of each person's last notification of a topic.
pub async fn deliveries_of_topic(
    conn: &mut PgConnection,
    topic: &str,
    people: &[UserId],
) -> Result<HashMap<UserId, Vec<Delivery>>> {
    let last = query_scalar!(
        r#"select distinct on (user_id) id as "id: NotificationId" from notifications
           where user_id = any($1) and topic = $2 order by user_id, created_at desc, id desc"#,
        &uuids(people),
        topic
    );
    let last = last.fetch_all(&mut *conn).await?;
    let mut ways: HashMap<UserId, Vec<Delivery>> = HashMap::new();
    for (user, delivery) in deliveries_among(conn, &last).await? {
        ways.entry(user).or_default().push(delivery);
    }
    Ok(ways)
}

/// The page first, where the person wants it there, then the ways out of the house. Whatever was read beside the bell,
/// as in its room, counts as shown; what was read is not sent any more.
async fn deliveries_among(conn: &mut PgConnection, ids: &[NotificationId]) -> Result<Vec<(UserId, Delivery)>> {
    let rows = query!(
        r#"select user_id as "user!: UserId", channel as "channel!: Channel", state as "state!: DeliveryState",
             attempts as "attempts!", at as "at: Moment", next_try_at as "next_try_at: Moment", reason
           from (
             select user_id, 0 as place, 'page' as channel,
                 case when opened_at is not null then 'opened'
                      when coalesce(shown_at, read_at) is not null then 'shown'
                      else 'queued' end as state,
                 0 as attempts, coalesce(opened_at, shown_at, read_at) as at, null::timestamptz as next_try_at,
                 null::text as reason
             from notifications where id = any($1) and in_page
             union all
             select n.user_id, case d.channel when 'push' then 1 else 2 end, d.channel,
                 case when d.opened_at is not null then 'opened' when is_needless then 'dropped' else d.state end,
                 d.attempts, coalesce(d.opened_at, d.settled_at, case when is_needless then n.read_at end),
                 case when not is_needless then d.next_try_at end,
                 case when is_needless then 'It was read first.' else d.reason end
             from notification_deliveries d join notifications n on n.id = d.notification_id
             cross join lateral (select d.state = 'queued' and n.read_at is not null as is_needless) as standing
             where d.notification_id = any($1)
           ) ways
           order by user_id, place"#,
        &uuids(ids)
    );
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows
        .map(|row| {
            let delivery = Delivery {
                channel: row.channel,
                state: row.state,
                attempts: row.attempts,
                at: row.at,
                next_try_at: row.next_try_at,
                reason: row.reason,
            };
            (row.user, delivery)
        })
        .collect())
}
