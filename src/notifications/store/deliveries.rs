//! How notifications reached their readers.

use super::reading::must_be_own;
use crate::error::Result;
use crate::ids::{NotificationId, UserId, uuids};
use crate::notifications::model::{Channel, Delivery, DeliveryState, Telling};
use crate::time::Moment;
use sqlx::{PgConnection, query};
use std::collections::HashMap;

pub async fn deliveries_of(conn: &mut PgConnection, me: UserId, id: NotificationId) -> Result<Vec<Delivery>> {
    must_be_own(conn, me, id).await?;
    Ok(deliveries_among(conn, &[id]).await?.into_iter().map(|(_, delivery)| delivery).collect())
}

/// Of somebody whom nobody answered for long, the latest tellings are enough.
const TELLINGS: i64 = 20;

/// When these people were told of an emergency, each person's latest first.
pub async fn tellings_of_topic(
    conn: &mut PgConnection,
    topic: &str,
    people: &[UserId],
) -> Result<HashMap<UserId, Vec<Telling>>> {
    let rows = query!(
        r#"select n.id as "id: NotificationId", n.user_id as "user: UserId", n.created_at as "at: Moment"
           from unnest($2::uuid[]) person (id)
           cross join lateral (
               select * from notifications where kind = 'emergency' and topic = $1 and user_id = person.id
               order by created_at desc, id desc limit $3) n
           order by n.created_at desc, n.id desc"#,
        topic,
        &uuids(people),
        TELLINGS
    );
    let rows = rows.fetch_all(&mut *conn).await?;
    let ids: Vec<NotificationId> = rows.iter().map(|row| row.id).collect();
    let mut ways: HashMap<NotificationId, Vec<Delivery>> = HashMap::new();
    for (id, delivery) in deliveries_among(conn, &ids).await? {
        ways.entry(id).or_default().push(delivery);
    }
    let mut tellings: HashMap<UserId, Vec<Telling>> = HashMap::new();
    for row in rows {
        let ways = ways.remove(&row.id).unwrap_or_default();
        tellings.entry(row.user).or_default().push(Telling { at: row.at, ways });
    }
    Ok(tellings)
}

/// The page first, where the person wants it there, then the ways out of the house. Whatever was read beside the bell,
/// as in its room, counts as shown, but for what was called off; neither is sent any more, unless it is just going out.
async fn deliveries_among(conn: &mut PgConnection, ids: &[NotificationId]) -> Result<Vec<(NotificationId, Delivery)>> {
    let rows = query!(
        r#"select id as "id!: NotificationId", channel as "channel!: Channel", state as "state!: DeliveryState",
             attempts as "attempts!", at as "at: Moment", next_try_at as "next_try_at: Moment", reason
           from (
             select n.id, 0 as place, 'page' as channel, page.state, 0 as attempts,
                 coalesce(n.opened_at, n.shown_at, n.read_at, n.called_off_at) as at,
                 null::timestamptz as next_try_at,
                 case when page.state = 'dropped' then n.called_off_because end as reason
             from notifications n
             cross join lateral (
                 select case when n.opened_at is not null then 'opened'
                             when n.shown_at is not null then 'shown'
                             when n.called_off_at is not null then 'dropped'
                             when n.read_at is not null then 'shown'
                             else 'queued' end as state) as page
             where n.id = any($1) and n.in_page
             union all
             select n.id, case d.channel when 'push' then 1 else 2 end, d.channel,
                 case when d.opened_at is not null then 'opened' when is_needless then 'dropped' else d.state end,
                 d.attempts,
                 coalesce(d.opened_at, d.settled_at, case when is_needless then coalesce(n.read_at, n.called_off_at) end),
                 case when not is_needless then d.next_try_at end,
                 case when is_needless then coalesce(n.called_off_because, 'It was read first.') else d.reason end
             from notification_deliveries d join notifications n on n.id = d.notification_id
             cross join lateral (
                 select d.state = 'queued' and d.under_way_at is null and coalesce(n.read_at, n.called_off_at) is not null
                     as is_needless) as standing
             where d.notification_id = any($1)
           ) ways
           order by id, place"#,
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
            (row.id, delivery)
        })
        .collect())
}
