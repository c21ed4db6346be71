//! Messages: history, sending, and what becomes of them.

use super::endpoint::{Section, delete, get, patch, post, put};
use super::nouns::{MessageEdit, NewMessage};
use crate::chat::{Confirmation, EarlierVersion, Hit, Message};
use serde_json::json;

const MESSAGE: &str = "Which message.";
const EMOJI: &str = "One emoji, percent-encoded.";

pub fn section() -> Section {
    Section {
        name: "Messages",
        about: "What is said in rooms. What happens meanwhile is told on the live socket at `/live`.",
        endpoints: vec![
            get("/api/v1/chat/messages/{id}", "listMessages", "Read a room's messages")
                .says("The newest first; with `after`, the nearest first.")
                .at("id", "Which room.")
                .pages("message's number")
                .lists::<Message>("A page of messages."),
            post("/api/v1/chat/messages/{id}", "sendMessage", "Send a message")
                .at("id", "Which room.")
                .takes::<NewMessage>(json!({
                    "clientId": "0190a000-0000-7000-8000-000000000002", "kind": "text", "body": "Good morning!",
                }))
                .answers::<Message>(201, "Sent: it is written, and the room's members are told.")
                .answers::<Message>(200, "The message that this `clientId` has sent already."),
            patch("/api/v1/chat/messages/{id}", "editMessage", "Edit a message")
                .says("By its author.")
                .at("id", MESSAGE)
                .takes::<MessageEdit>(json!({ "body": "Good afternoon!" }))
                .answers::<Message>(200, "The message as it is now.")
                .refuses(&[409]),
            delete("/api/v1/chat/messages/{id}", "deleteMessage", "Delete a message")
                .says("By its author. It keeps its number and loses all it said, but for the practice's record.")
                .at("id", MESSAGE)
                .answers_nothing("Deleted; once more changes nothing."),
            get("/api/v1/chat/messages/{id}/edits", "listEdits", "List what a message said before")
                .says(
                    "The oldest first, for practitioners and admins who are in the room. It stays when the message is \
                     deleted, with what it said last.",
                )
                .at("id", MESSAGE)
                .pages("version")
                .lists::<EarlierVersion>("A page of earlier texts, each with when it was replaced."),
            post("/api/v1/chat/messages/{id}/read", "readMessage", "Read up to a message")
                .says("Moves one's read position forward, never back.")
                .at("id", MESSAGE)
                .answers_nothing("Read."),
            put("/api/v1/chat/messages/{id}/reactions/{emoji}", "addReaction", "React to a message")
                .at("id", MESSAGE)
                .at_text("emoji", EMOJI)
                .answers::<Message>(200, "The message with the reaction; once more changes nothing.")
                .refuses(&[409, 422]),
            delete("/api/v1/chat/messages/{id}/reactions/{emoji}", "removeReaction", "Take a reaction back")
                .at("id", MESSAGE)
                .at_text("emoji", EMOJI)
                .answers_nothing("Taken back; once more changes nothing."),
            put("/api/v1/chat/messages/{id}/acknowledgement", "acknowledgeMessage", "Confirm a message")
                .says("Says that one has read and understood a message that asks for it, in an ended room as well.")
                .at("id", MESSAGE)
                .answers::<Message>(201, "The message, confirmed.")
                .answers::<Message>(200, "It was confirmed before.")
                .refuses(&[409]),
            get(
                "/api/v1/chat/messages/{id}/acknowledgements",
                "listAcknowledgements",
                "List who has confirmed a message",
            )
            .says("Those who are asked, by name. A client who did not write the message sees themselves alone.")
            .at("id", MESSAGE)
            .asks("confirmed", "`true`: those who have confirmed; `false`: those who have not.")
            .pages("person's id")
            .lists::<Confirmation>("A page of those who are asked."),
            get("/api/v1/chat/search", "searchMessages", "Search messages")
                .says(
                    "In one room, or in all of one's own, the newest first, by the words of messages, of their cards, and \
                     of the names of their files. Case and accents do not matter.",
                )
                .asks("q", "What to look for: at least two characters.")
                .required()
                .asks_id("room", "Only in this room.")
                .asks("before", "The page before this cursor, as `next` of a page told it.")
                .limited()
                .lists::<Hit>("A page of what was found.")
                .refuses(&[404, 429]),
        ],
    }
}
