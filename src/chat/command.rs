//! What a browser asks of a room over the socket.

use crate::error::{AppError, Result};
use crate::ids::{ClientId, MessageId, RoomId};
use crate::words::Role;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::model::{MessageKind, check_body};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all_fields = "camelCase")]
pub enum Command {
    /// Opens the room here and asks what changed after version `since`.
    #[serde(rename = "join:chat")]
    Join {
        room: RoomId,
        #[serde(default)]
        since: Option<u64>,
    },
    #[serde(rename = "leave:chat")]
    Leave { room: RoomId },
    #[serde(rename = "message:send")]
    Send {
        id: String,
        #[serde(flatten)]
        draft: Box<Draft>,
    },
    #[serde(rename = "message:read")]
    Read { room: RoomId, number: u64 },
    #[serde(rename = "message:delivered")]
    Delivered { room: RoomId, number: u64 },
    #[serde(rename = "typing:start")]
    StartTyping { room: RoomId },
    #[serde(rename = "typing:stop")]
    StopTyping { room: RoomId },
}

impl Command {
    pub const TYPES: [&str; 7] =
        ["join:chat", "leave:chat", "message:send", "message:read", "message:delivered", "typing:start", "typing:stop"];
}

/// A message that somebody wants to send.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Draft {
    pub room: RoomId,
    pub client_id: ClientId,
    pub kind: MessageKind,
    pub body: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payload: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<MessageId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attachments: Option<Vec<Uuid>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emergency: Option<bool>,
}

impl Draft {
    /// A text as our own page sends it.
    pub fn text(room: RoomId, body: String) -> Self {
        Self {
            room,
            client_id: ClientId::new(),
            kind: MessageKind::Text,
            body,
            payload: None,
            reply_to: None,
            attachments: None,
            emergency: None,
        }
    }

    /// Trims the body and refuses what this person cannot send. Rooms take text so far.
    pub fn checked(mut self, role: Role) -> Result<Self> {
        if matches!(self.kind, MessageKind::Assessment | MessageKind::Prescription) && role != Role::Practitioner {
            return Err(AppError::forbidden("Assessments and prescriptions are written by practitioners."));
        }
        if self.kind != MessageKind::Text {
            return Err(AppError::invalid("kind", "Only text can be sent."));
        }
        if self.payload.is_some() {
            return Err(AppError::invalid("payload", "A text has no payload."));
        }
        if self.reply_to.is_some() {
            return Err(AppError::invalid("replyTo", "Replies cannot be sent yet."));
        }
        if self.attachments.as_ref().is_some_and(|files| !files.is_empty()) {
            return Err(AppError::invalid("attachments", "Files cannot be sent yet."));
        }
        if self.emergency == Some(true) {
            return Err(AppError::forbidden("A message cannot be marked as an emergency here."));
        }
        self.body = check_body(&self.body)?;
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_type_reads_what_it_writes() {
        let room = RoomId::new();
        let commands = [
            Command::Join { room, since: Some(3) },
            Command::Leave { room },
            Command::Send { id: "a".into(), draft: Box::new(Draft::text(room, "Hello".into())) },
            Command::Read { room, number: 4 },
            Command::Delivered { room, number: 4 },
            Command::StartTyping { room },
            Command::StopTyping { room },
        ];
        for (command, name) in commands.into_iter().zip(Command::TYPES) {
            let text = serde_json::to_string(&command).unwrap_or_default();
            assert!(text.contains(&format!(r#""type":"{name}""#)), "{text}");
            assert_eq!(serde_json::from_str::<Command>(&text).ok(), Some(command));
        }
    }

    #[test]
    fn wrong_types_of_fields_are_no_command() {
        let room = RoomId::new();
        for wrong in [
            json!({"type": "join:chat", "room": 7}),
            json!({"type": "join:chat", "room": "here"}),
            json!({"type": "join:chat", "room": room, "since": -1}),
            json!({"type": "message:read", "room": room, "number": "1"}),
            json!({"type": "message:read", "room": room, "number": 1.5}),
            json!({"type": "message:send", "id": "1", "room": room, "clientId": ClientId::new(), "kind": "song", "body": ""}),
            json!({"type": "message:send", "id": "1", "room": room, "clientId": ClientId::new(), "kind": "text", "body": [1]}),
        ] {
            assert!(serde_json::from_value::<Command>(wrong.clone()).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_body_is_trimmed_and_only_text_is_taken() {
        let draft = Draft::text(RoomId::new(), "  Hello \n".into());
        assert_eq!(draft.clone().checked(Role::Client).map(|draft| draft.body), Ok("Hello".into()));
        let image = Draft { kind: MessageKind::Image, ..draft };
        assert_eq!(
            image.checked(Role::Client).err().and_then(|error| error.field().map(str::to_owned)),
            Some("kind".into())
        );
    }
}
