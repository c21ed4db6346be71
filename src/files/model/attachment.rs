//! A file as a message carries it.

use crate::error::{AppError, Result};
use crate::ids::FileId;
use serde::{Deserialize, Serialize};

/// Files that a message has at most.
const A_MESSAGE: usize = 20;

/// Sizes in bytes and pixels; those in pixels only where a picture can be shown of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Attachment {
    pub id: FileId,
    pub name: String,
    /// Told by the content, not by the name.
    pub mime: String,
    pub size: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
    /// The path of its thumbnail, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thumbnail: Option<String>,
}

/// What a message is called that carries it, and how it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    Image,
    Video,
    File,
}

impl FileKind {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Video => "video",
            Self::File => "file",
        }
    }

    pub fn of(mime: &str) -> Self {
        match mime.split('/').next() {
            Some("image") => Self::Image,
            Some("video") => Self::Video,
            _ => Self::File,
        }
    }
}

/// Refuses what cannot go with one message: more than 20 files, or one of them twice.
pub fn check_together(files: &[FileId]) -> Result<()> {
    if files.len() > A_MESSAGE {
        return Err(AppError::invalid("attachments", "A message has at most 20 files."));
    }
    let is_twice = |(place, file): (usize, &FileId)| files[..place].contains(file);
    if files.iter().enumerate().any(is_twice) {
        return Err(AppError::invalid("attachments", "The same file is there twice."));
    }
    Ok(())
}

impl Attachment {
    pub fn kind(&self) -> FileKind {
        FileKind::of(&self.mime)
    }

    /// Where its bytes are.
    pub fn path(&self) -> String {
        format!("/api/v1/files/{}", self.id)
    }

    pub fn thumbnail_path(id: FileId) -> String {
        format!("/api/v1/files/{id}/thumbnail")
    }

    /// Where the copy is that a screen needs. An animated picture moves only as a whole.
    pub fn preview_path(&self) -> String {
        if self.mime == "image/gif" { self.path() } else { format!("{}/preview", self.path()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_left_out() {
        let id = FileId::new();
        let text = Attachment {
            id,
            name: "notes.txt".into(),
            mime: "text/plain".into(),
            size: 5,
            width: None,
            height: None,
            thumbnail: None,
        };
        let json = serde_json::to_value(&text).unwrap_or_default();
        assert_eq!(json, serde_json::json!({ "id": id, "name": "notes.txt", "mime": "text/plain", "size": 5 }));
        assert_eq!(text.kind(), FileKind::File);
    }
}
