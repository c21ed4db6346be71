//! What a list shows of the last thing said in a room.

use super::draft::Draft;
use super::message::{Message, MessageKind};
use super::room::Room;
use crate::ids::UserId;

/// Characters (Unicode scalar values) of what was said that a list has room for.
const LENGTH: usize = 120;

impl Room {
    /// In one line; in a group with who said it.
    pub fn excerpt_for(&self, me: UserId) -> String {
        let Some(message) = &self.last_message else { return "No messages yet".into() };
        let text = message.in_short();
        match &message.sender {
            Some(sender) if sender.id == me => format!("You: {text}"),
            Some(sender) if self.is_for_many() => format!("{}: {text}", sender.name),
            _ => text,
        }
    }
}

impl Message {
    fn in_short(&self) -> String {
        if self.deleted_at.is_some() { "Message deleted".to_owned() } else { in_short(self.kind, &self.body) }
    }
}

impl Draft {
    /// As the list will show it once it is said.
    pub fn excerpt(&self) -> String {
        format!("You: {}", in_short(self.kind, &self.body))
    }
}

/// In one line of at most 120 characters: what was said, after what it was said with: `Photo · My knee`.
fn in_short(kind: MessageKind, body: &str) -> String {
    let text = match kind {
        MessageKind::Text | MessageKind::System => body.to_owned(),
        kind if body.is_empty() => kind.noun().to_owned(),
        kind => format!("{} · {body}", kind.noun()),
    };
    text.chars().take(LENGTH).map(|c| if c == '\n' { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    const ME: &str = "0192f0c1-2d3e-7000-8000-000000000001";
    const NOOR: &str = "0192f0c1-2d3e-7000-8000-000000000002";

    /// What a list says of a room in which that was said last.
    fn excerpt(kind: &str, last: Value) -> Result<String, Box<dyn std::error::Error>> {
        let mut message = json!({
            "id": NOOR, "room": NOOR, "number": 1, "version": 1, "clientId": NOOR,
            "sender": { "id": NOOR, "name": "Noor", "avatar": null }, "kind": "text", "body": "", "attachments": [],
            "reactions": [], "emergency": false, "createdAt": "2026-11-20T14:30:00Z",
        });
        if let (Some(message), Value::Object(last)) = (message.as_object_mut(), last) {
            message.extend(last);
        }
        let room: Room = serde_json::from_value(json!({
            "id": NOOR, "kind": kind, "title": null, "status": "active", "version": 1, "lastNumber": 1,
            "members": [], "memberCount": 2, "context": null, "lastMessage": message,
            "createdAt": "2026-11-20T14:30:00Z", "endedAt": null,
        }))?;
        Ok(room.excerpt_for(ME.parse()?))
    }

    #[test]
    fn a_photo_is_shown_with_its_caption() -> Result<(), Box<dyn std::error::Error>> {
        assert_eq!(excerpt("direct", json!({ "kind": "image" }))?, "Photo");
        assert_eq!(excerpt("direct", json!({ "kind": "image", "body": "My knee,\nafter" }))?, "Photo · My knee, after");
        assert_eq!(excerpt("direct", json!({ "kind": "file", "body": "The letter" }))?, "File · The letter");
        Ok(())
    }

    #[test]
    fn words_stand_for_themselves_with_who_said_them_in_a_group() -> Result<(), Box<dyn std::error::Error>> {
        assert_eq!(excerpt("direct", json!({ "body": "Hello" }))?, "Hello");
        assert_eq!(excerpt("group", json!({ "body": "Hello" }))?, "Noor: Hello");
        let own = json!({ "body": "Hello", "sender": { "id": ME, "name": "Imani", "avatar": null } });
        assert_eq!(excerpt("group", own)?, "You: Hello");
        assert_eq!(excerpt("direct", json!({ "body": "é".repeat(500) }))?.chars().count(), 120);
        Ok(())
    }

    #[test]
    fn what_was_deleted_is_not_shown() -> Result<(), Box<dyn std::error::Error>> {
        let gone = json!({ "kind": "image", "body": "", "deletedAt": "2026-11-20T14:31:00Z" });
        assert_eq!(excerpt("direct", gone)?, "Message deleted");
        Ok(())
    }
}
