//! How much there is of appointments, for those who run the practice.

use crate::error::Result;
use crate::ids::PracticeId;
use sqlx::{PgConnection, query_scalar};

/// Appointments of the practice's present day that are neither declined nor cancelled.
pub async fn count_today(conn: &mut PgConnection, practice: PracticeId) -> Result<i64> {
    let count = query_scalar!(
        r#"with day as (
               select date_trunc('day', now() at time zone time_zone) as begins, time_zone from practices where id = $1)
           select count(*) as "count!" from appointments a, day
           where a.practice_id = $1 and a.status not in ('declined', 'cancelled')
             and a.starts_at >= day.begins at time zone day.time_zone
             and a.starts_at < (day.begins + interval '1 day') at time zone day.time_zone"#,
        practice as PracticeId
    );
    Ok(count.fetch_one(conn).await?)
}
