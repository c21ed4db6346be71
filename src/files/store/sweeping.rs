//! What nobody needs any more.

use super::key;
use crate::error::Result;
use crate::ids::{FileId, PracticeId};
use sqlx::{PgConnection, query};

/// A file whose bytes can go, and its row after them.
pub struct Leftover {
    pub id: FileId,
    pub key: String,
}

/// Removed files, and uploads that nobody has sent within a day; at most so many. They are marked as removed, so that
/// none is sent while its bytes go.
pub async fn leftovers(conn: &mut PgConnection, most: i64) -> Result<Vec<Leftover>> {
    let rows = query!(
        r#"update files set removed_at = coalesce(removed_at, now())
           where id in (
               select id from files
               where removed_at is not null or (sent_at is null and begun_at < now() - interval '24 hours')
               order by begun_at limit $1 for update skip locked)
           returning id as "id: FileId", practice_id as "practice: PracticeId""#,
        most
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| Leftover { id: row.id, key: key(row.practice, row.id) }).collect())
}

/// Forgets a file whose bytes are gone.
pub async fn forget(conn: &mut PgConnection, id: FileId) -> Result<()> {
    query!("delete from files where id = $1", id as FileId).execute(conn).await?;
    Ok(())
}
