//! One thing said.

use super::acknowledgement::Acknowledgement;
use crate::accounts::User;
use crate::error::{AppError, Result};
use crate::files::Attachment;
use crate::hidden::shows;
use crate::ids::{ClientId, MessageId, RoomId, UserId};
use crate::time::Moment;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Characters (Unicode scalar values) a body has at most.
const BODY_LENGTH: usize = 8_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::Type, utoipa::ToSchema), sqlx(type_name = "text", rename_all = "lowercase"))]
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
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
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
    /// How many replies it has that are not deleted.
    #[serde(default)]
    pub replies: i64,
    pub reactions: Vec<Reaction>,
    /// How far it has come, where it asks to be confirmed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acknowledgement: Option<Acknowledgement>,
    pub emergency: bool,
    pub created_at: Moment,
    pub edited_at: Option<Moment>,
    pub deleted_at: Option<Moment>,
}

/// What a reply shows of its original.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Quote {
    pub id: MessageId,
    pub number: i64,
    pub sender: Option<User>,
    pub excerpt: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Reaction {
    pub emoji: String,
    pub users: Vec<UserId>,
}

impl MessageKind {
    /// What stands for a message without words.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Text | Self::System => "Message",
            Self::Image => "Photo",
            Self::Video => "Video",
            Self::File => "File",
            Self::Assessment => "Assessment",
            Self::Prescription => "Prescription",
        }
    }
}

impl Message {
    /// What a reply shows of it.
    pub fn quote(&self) -> Quote {
        let excerpt =
            if self.body.is_empty() { self.kind.noun().to_owned() } else { self.body.chars().take(140).collect() };
        Quote { id: self.id, number: self.number, sender: self.sender.clone(), excerpt }
    }

    pub fn is_by(&self, user: UserId) -> bool {
        self.sender.as_ref().is_some_and(|sender| sender.id == user)
    }

    /// Whether it counts as unread for somebody who has not read this far.
    pub fn counts_for(&self, user: UserId) -> bool {
        !self.is_by(user) && self.kind != MessageKind::System && self.deleted_at.is_none()
    }
}

/// The body as it is kept: trimmed, 1 to 8,000 characters, one of which at least shows, and no control characters but
/// line feed and tab.
/// Beside files or a form there may be none.
pub fn check_body(text: &str, may_be_empty: bool) -> Result<String> {
    let body = text.trim();
    if !shows(body) && !may_be_empty {
        return Err(AppError::invalid("body", "A message cannot be empty."));
    }
    if body.chars().count() > BODY_LENGTH {
        return Err(AppError::invalid("body", "A message has at most 8,000 characters."));
    }
    if body.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return Err(AppError::invalid("body", "A message cannot hold control characters."));
    }
    Ok(if shows(body) { body.into() } else { String::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_trimmed_and_counted_in_characters() {
        assert_eq!(check_body("  hi \n", false), Ok("hi".into()));
        assert_eq!(check_body("a\n\tb", false), Ok("a\n\tb".into()));
        assert!(check_body(&"é".repeat(8_000), false).is_ok());
        assert!(check_body(&"é".repeat(8_001), true).is_err());
        assert_eq!(check_body("\u{200b}a", false), Ok("\u{200b}a".into()), "what shows stays as it was written");
        assert_eq!(check_body("\u{200b}", true), Ok(String::new()), "files need no words");
        assert!(check_body("\u{7}", true).is_err());
        for bad in
            ["", "  \n ", "a\u{0}b", "a\u{7}b", "a\rb", "a\u{9f}b", "\u{1b}[31m", "\u{200b}", "\u{200b}\n\u{2060}"]
        {
            assert!(check_body(bad, false).is_err(), "{bad:?}");
        }
    }
}
