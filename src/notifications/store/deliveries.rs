//! How a notification reached its reader.

use super::reading::must_be_own;
use crate::error::Result;
use crate::ids::{NotificationId, UserId};
use crate::notifications::model::{Channel, Delivery, DeliveryState};
use crate::time::Moment;
use sqlx::{PgConnection, query_as};

/// The page first, where the person wants it there, then the ways out of the house. Whatever was read beside the bell,
/// as in its room, counts as shown.
pub async fn deliveries_of(conn: &mut PgConnection, me: UserId, id: NotificationId) -> Result<Vec<Delivery>> {
    must_be_own(conn, me, id).await?;
    Ok(query_as!(
        Delivery,
        r#"select channel as "channel!: Channel", state as "state!: DeliveryState", attempts as "attempts!",
             at as "at: Moment", next_try_at as "next_try_at: Moment", reason
           from (
             select 0 as place, 'page' as channel,
                 case when opened_at is not null then 'opened'
                      when coalesce(shown_at, read_at) is not null then 'shown'
                      else 'queued' end as state,
                 0 as attempts, coalesce(opened_at, shown_at, read_at) as at, null::timestamptz as next_try_at,
                 null::text as reason
             from notifications where id = $1 and in_page
             union all
             select case channel when 'push' then 1 else 2 end, channel,
                 case when opened_at is not null then 'opened' else state end,
                 attempts, coalesce(opened_at, settled_at), next_try_at, reason
             from notification_deliveries where notification_id = $1
           ) ways
           order by place"#,
        id as NotificationId
    )
    .fetch_all(conn)
    .await?)
}
