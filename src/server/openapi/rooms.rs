//! Rooms and who is in them.

use super::endpoint::{Section, delete, get, patch, post, put};
use crate::chat::Room;
use crate::chat::{NewConversation, Participant, RoomChange, SharedFile};
use serde_json::json;

const ROOM: &str = "Which room.";

pub fn section() -> Section {
    Section {
        name: "Rooms",
        about: "Where people talk. A room of which one is no member does not exist.",
        endpoints: vec![
            get("/api/v1/chat/rooms", "listRooms", "List one's rooms")
                .says("By last activity, the newest first; with `after`, the nearest first.")
                .asks_id("course", "Only those about this course.")
                .pages("cursor")
                .lists::<Room>("A page of rooms.")
                .refuses(&[404]),
            post("/api/v1/chat/rooms", "openRoom", "Open a conversation")
                .takes::<NewConversation>(json!({ "kind": "direct", "user": "0190a000-0000-7000-8000-000000000001" }))
                .answers::<Room>(201, "Opened.")
                .answers::<Room>(200, "The direct room of the same two people, which was there already.")
                .refuses(&[404]),
            get("/api/v1/chat/rooms/{room}", "showRoom", "Read a room")
                .at("room", ROOM)
                .answers::<Room>(200, "The room."),
            patch("/api/v1/chat/rooms/{room}", "changeRoom", "Rename or mute a room")
                .at("room", ROOM)
                .takes::<RoomChange>(json!({ "muted": true }))
                .answers::<Room>(200, "The room as it is now."),
            post("/api/v1/chat/rooms/{room}/end", "endRoom", "End a room")
                .says("By a practitioner in it, or whoever opened it. An ended room can be read, not written.")
                .at("room", ROOM)
                .answers::<Room>(200, "The room as it is now; once more changes nothing."),
            get("/api/v1/chat/rooms/{room}/members", "listMembers", "List who is in a room")
                .says("In the order in which they came.")
                .at("room", ROOM)
                .asks("q", "A part of their name, whatever its case and accents.")
                .asks("before", "The page that follows on this cursor, as `next` of a page told it.")
                .asks("after", "The same. Not together with `before`.")
                .limited()
                .lists::<Participant>("A page of members."),
            get("/api/v1/chat/rooms/{room}/files", "listRoomFiles", "List the files of a room")
                .says("The newest first, those of one message as they were sent. Those of deleted messages are gone.")
                .at("room", ROOM)
                .asks("before", "The page that follows on this cursor, as `next` of a page told it.")
                .asks("after", "The same. Not together with `before`.")
                .limited()
                .lists::<SharedFile>("A page of files, each with the number of its message."),
            put("/api/v1/chat/rooms/{room}/members/{user}", "addMember", "Add somebody to a group")
                .at("room", ROOM)
                .at("user", "Whom to add.")
                .answers::<Room>(201, "Added.")
                .answers::<Room>(200, "They were in it already.")
                .refuses(&[409]),
            delete(
                "/api/v1/chat/rooms/{room}/members/{user}",
                "removeMember",
                "Remove somebody from a group, or leave it",
            )
            .at("room", ROOM)
            .at("user", "Whom to remove; oneself, to leave.")
            .answers_nothing("They are not in it.")
            .refuses(&[409]),
        ],
    }
}
