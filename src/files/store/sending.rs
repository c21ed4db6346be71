//! What chat does with files: they are sent with a message, shown with it, and removed with it.

use crate::error::{AppError, Result};
use crate::files::model::{Attachment, check_together};
use crate::ids::{FileId, UserId, uuids};
use crate::server::db::Tx;
use sqlx::{PgConnection, query, query_scalar};
use std::collections::HashMap;

/// The files as they are sent, in the order given. Each is the person's own, whole, and not sent yet.
pub async fn sendable(conn: &mut PgConnection, person: UserId, files: &[FileId]) -> Result<Vec<Attachment>> {
    check_together(files)?;
    let own = query_scalar!(
        r#"select id as "id: FileId" from files
           where id = any($2) and uploader_id = $1 and uploaded_at is not null and sent_at is null and removed_at is null"#,
        person as UserId,
        &uuids(files)
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut found = attachments(conn, &own).await?;
    let missing = || AppError::invalid("attachments", "A file is not there any more, or was sent already.");
    files.iter().map(|file| found.remove(file).ok_or_else(missing)).collect()
}

/// The files among these that are whole and were not removed.
pub async fn attachments(
    conn: &mut PgConnection,
    files: &[FileId],
) -> Result<HashMap<FileId, Attachment>, sqlx::Error> {
    let rows = query!(
        r#"select id as "id: FileId", name, mime, size, width, height, thumbnail_mime is not null as "has_thumbnail!"
           from files where id = any($1) and uploaded_at is not null and removed_at is null"#,
        &uuids(files)
    )
    .fetch_all(conn)
    .await?;
    let side = |side: Option<i32>| side.and_then(|side| u32::try_from(side).ok());
    let attachment = rows.into_iter().map(|row| Attachment {
        id: row.id,
        name: row.name,
        mime: row.mime,
        size: row.size,
        width: side(row.width),
        height: side(row.height),
        thumbnail: row.has_thumbnail.then(|| Attachment::thumbnail_path(row.id)),
    });
    Ok(attachment.map(|attachment| (attachment.id, attachment)).collect())
}

/// From now on those may read the files who may read their message.
pub async fn mark_sent(conn: &mut PgConnection, files: &[FileId]) -> Result<(), sqlx::Error> {
    query!("update files set sent_at = now() where id = any($1) and sent_at is null", &uuids(files))
        .execute(conn)
        .await?;
    Ok(())
}

/// A picture of one's own that was not sent yet becomes that of something else, which from now on says who may read it.
/// Of two who want it at once, one gets it.
pub async fn give_picture(tx: &mut Tx, person: UserId, file: FileId) -> Result<()> {
    let given = query!(
        "update files set sent_at = now()
         where id = $2 and uploader_id = $1 and kind = 'image' and uploaded_at is not null and sent_at is null
           and removed_at is null",
        person as UserId,
        file as FileId
    )
    .execute(&mut **tx)
    .await?;
    if given.rows_affected() == 0 {
        return Err(AppError::invalid("file", "A picture of your own is needed here that was not used before."));
    }
    Ok(())
}

/// From now on nobody may read the files. Their bytes go with the next sweep.
pub async fn remove(tx: &mut Tx, files: &[FileId]) -> Result<()> {
    query!("update files set removed_at = now() where id = any($1) and removed_at is null", &uuids(files))
        .execute(&mut **tx)
        .await?;
    Ok(())
}
