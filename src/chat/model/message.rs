//! One thing said.

use crate::accounts::User;
use crate::error::{AppError, Result};
use crate::files::Attachment;
use crate::ids::{ClientId, MessageId, RoomId, UserId};
use crate::time::Moment;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Characters (Unicode scalar values) a body has at most.
const BODY_LENGTH: usize = 8_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "lowercase"))]
#[serde(rename_all = "lowercase")]
pub enum MessageKind {
    Text,
    Image,
    Video,
    File,
    Assessment,
    Prescription,
    System,
}

impl MessageKind {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Image => "image",
            Self::Video => "video",
            Self::File => "file",
            Self::Assessment => "assessment",
            Self::Prescription => "prescription",
            Self::System => "system",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    pub id: MessageId,
    pub room: RoomId,
    /// Its place in the room, from 1 and without gaps.
    pub number: i64,
    /// The version of the room that changed it last.
    pub version: i64,
    pub client_id: ClientId,
    /// `None` for what the room itself says.
    pub sender: Option<User>,
    pub kind: MessageKind,
    pub body: String,
    pub payload: Option<Value>,
    pub reply_to: Option<Quote>,
    pub attachments: Vec<Attachment>,
    pub reactions: Vec<Reaction>,
    pub emergency: bool,
    pub created_at: Moment,
    pub edited_at: Option<Moment>,
    pub deleted_at: Option<Moment>,
}

/// What a reply shows of its original.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    pub id: MessageId,
    pub number: i64,
    pub sender: Option<User>,
    pub excerpt: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reaction {
    pub emoji: String,
    pub users: Vec<UserId>,
}

impl Message {
    pub fn is_by(&self, user: UserId) -> bool {
        self.sender.as_ref().is_some_and(|sender| sender.id == user)
    }

    /// Whether it counts as unread for somebody who has not read this far.
    pub fn counts_for(&self, user: UserId) -> bool {
        !self.is_by(user) && self.kind != MessageKind::System && self.deleted_at.is_none()
    }
}

/// The body as it is kept: trimmed, 1 to 8,000 characters, no control characters but line feed and tab.
pub fn check_body(text: &str) -> Result<String> {
    let body = text.trim();
    if body.is_empty() {
        return Err(AppError::invalid("body", "A message cannot be empty."));
    }
    if body.chars().count() > BODY_LENGTH {
        return Err(AppError::invalid("body", "A message has at most 8,000 characters."));
    }
    if body.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return Err(AppError::invalid("body", "A message cannot hold control characters."));
    }
    Ok(body.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_trimmed_and_counted_in_characters() {
        assert_eq!(check_body("  hi \n"), Ok("hi".into()));
        assert_eq!(check_body("a\n\tb"), Ok("a\n\tb".into()));
        assert!(check_body(&"é".repeat(8_000)).is_ok());
        assert!(check_body(&"é".repeat(8_001)).is_err());
        for bad in ["", "  \n ", "a\u{0}b", "a\u{7}b", "a\rb", "a\u{9f}b", "\u{1b}[31m"] {
            assert!(check_body(bad).is_err(), "{bad:?}");
        }
    }
}
