//! What a browser asks of a room over the socket.

use super::model::Draft;
use crate::ids::RoomId;
use serde::{Deserialize, Serialize};

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::ClientId;
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
}
