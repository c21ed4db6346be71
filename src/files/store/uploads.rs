//! Files that come in, and are taken back before they are sent.

use super::attachments;
use crate::accounts::Me;
use crate::error::{AppError, Result};
use crate::files::model::Attachment;
use crate::files::upload::{Kept, full};
use crate::ids::{FileId, PracticeId, UserId};
use crate::server::db::Tx;
use sqlx::{PgConnection, query, query_scalar};

/// The row of an upload that begins, so that whatever it leaves behind can be found.
pub async fn begin(conn: &mut PgConnection, me: &Me) -> Result<FileId> {
    let id = FileId::new();
    query!(
        "insert into files (id, practice_id, uploader_id, name, mime, kind, size)
         values ($1, $2, $3, 'unfinished', 'application/octet-stream', 'file', 0)",
        id as FileId,
        me.practice.id as PracticeId,
        me.id() as UserId
    )
    .execute(conn)
    .await?;
    Ok(id)
}

/// Bytes that a person's files have together.
pub async fn kept_by(conn: &mut PgConnection, person: UserId) -> Result<u64> {
    let sum = query_scalar!(
        r#"select coalesce(sum(size), 0)::bigint as "sum!" from files where uploader_id = $1 and removed_at is null"#,
        person as UserId
    )
    .fetch_one(conn)
    .await?;
    Ok(sum.unsigned_abs())
}

/// The upload is whole. A person's uploads end one after the other, so that together they keep to the quota.
pub async fn finish(tx: &mut Tx, id: FileId, person: UserId, kept: &Kept, quota: u64) -> Result<Attachment> {
    query!("select pg_advisory_xact_lock(hashtextextended($1::uuid::text, 5))", person as UserId)
        .execute(&mut **tx)
        .await?;
    if kept_by(tx, person).await? + kept.size > quota {
        return Err(full(quota));
    }
    let (width, height) = kept.sides.map(|(width, height)| (side(width), side(height))).unzip();
    query!(
        "update files set name = $2, mime = $3, kind = $4, size = $5, width = $6, height = $7, preview_mime = $8,
                thumbnail_mime = $9, uploaded_at = now()
         where id = $1",
        id as FileId,
        kept.name,
        kept.format.mime(),
        kept.format.kind().as_str(),
        i64::try_from(kept.size).unwrap_or(i64::MAX),
        width,
        height,
        kept.preview_mime,
        kept.thumbnail_mime
    )
    .execute(&mut **tx)
    .await?;
    attachments(tx, &[id]).await?.remove(&id).ok_or(AppError::NotFound)
}

/// Its uploader takes back what was not sent yet; again is fine.
pub async fn take_back(tx: &mut Tx, person: UserId, id: FileId) -> Result<()> {
    let row = query!(
        r#"select sent_at is not null as "is_sent!", uploader_id = $1 as "is_own!", may_read_file($1, id) as "is_seen!"
           from files where id = $2 for update"#,
        person as UserId,
        id as FileId
    )
    .fetch_one(&mut **tx)
    .await?;
    match (row.is_own, row.is_seen, row.is_sent) {
        (true, _, false) => super::remove(tx, &[id]).await,
        (_, true, _) => Err(AppError::forbidden("A file that was sent goes with its message.")),
        _ => Err(AppError::NotFound),
    }
}

fn side(pixels: u32) -> i32 {
    i32::try_from(pixels).unwrap_or(i32::MAX)
}
