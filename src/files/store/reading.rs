//! Files as they are given out.

use super::{key, preview_key, thumbnail_key, whole_key};
use crate::error::{AppError, Result};
use crate::ids::{FileId, PracticeId, UserId};
use sqlx::{PgConnection, query};

/// A file that somebody may read.
pub struct StoredFile {
    pub name: String,
    pub mime: String,
    key: String,
    preview_mime: Option<String>,
    thumbnail_mime: Option<String>,
}

/// `NotFound` where it is not there, or not for this person.
pub async fn file_for(conn: &mut PgConnection, person: UserId, id: FileId) -> Result<StoredFile> {
    let row = query!(
        r#"select practice_id as "practice: PracticeId", name, mime, preview_mime, thumbnail_mime
           from files where id = $2 and may_read_file($1, $2)"#,
        person as UserId,
        id as FileId
    )
    .fetch_one(conn)
    .await?;
    Ok(StoredFile {
        name: row.name,
        mime: row.mime,
        key: key(row.practice, id),
        preview_mime: row.preview_mime,
        thumbnail_mime: row.thumbnail_mime,
    })
}

/// What lies in the storage: its type, and its key.
pub type Object = (String, String);

impl StoredFile {
    pub fn whole(&self) -> Object {
        (self.mime.clone(), whole_key(&self.key))
    }

    /// The copy that a screen needs: the whole, where that is small. Only pictures have one.
    pub fn preview(&self) -> Result<Object> {
        match &self.preview_mime {
            Some(mime) => Ok((mime.clone(), preview_key(&self.key))),
            None if self.mime.starts_with("image/") => Ok(self.whole()),
            None => Err(AppError::NotFound),
        }
    }

    pub fn thumbnail(&self) -> Result<Object> {
        let mime = self.thumbnail_mime.clone().ok_or(AppError::NotFound)?;
        Ok((mime, thumbnail_key(&self.key)))
    }
}
