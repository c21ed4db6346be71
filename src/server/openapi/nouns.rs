//! Nouns that exist on the wire alone: bodies that several types of ours take apart.

use crate::accounts::User;
use crate::chat::{Message, MessageKind, RoomKind};
use crate::ids::{ClientId, MessageId, RoomId, UserId};
use crate::words::Role;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

/// A conversation to be opened: with one person (`user`), or a group (`title` and `users`, oneself need not be named).
#[derive(ToSchema)]
#[expect(dead_code, reason = "described, never made")]
pub struct NewConversation {
    /// `direct` or `group`.
    kind: RoomKind,
    user: Option<UserId>,
    title: Option<String>,
    users: Option<Vec<UserId>>,
}

/// What is to change of a room; what is not named stays.
#[derive(ToSchema)]
#[expect(dead_code, reason = "described, never made")]
pub struct RoomChange {
    title: Option<String>,
    /// One's own; nobody else is told.
    muted: Option<bool>,
    /// Who may add and remove people of a group: `opener` or `members`.
    invites: Option<String>,
}

/// A member as the room's details list them.
#[derive(ToSchema)]
#[expect(dead_code, reason = "described, never made")]
pub struct Participant {
    user: User,
    role: Role,
    delivered: i64,
    read: i64,
}

/// A person as they are found.
#[derive(ToSchema)]
#[expect(dead_code, reason = "described, never made")]
pub struct Person {
    id: UserId,
    name: String,
    avatar: Option<String>,
    role: Role,
}

/// A message to be sent: the fields of `message:send`, but for the room, which the path names.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "described, never made")]
pub struct NewMessage {
    /// Made before the first try. A repeat with the same one answers with the message that is there.
    client_id: ClientId,
    kind: MessageKind,
    /// 1 to 8,000 characters after trimming, unless there are attachments or a payload.
    body: String,
    /// What an assessment or a prescription consists of.
    payload: Option<Value>,
    reply_to: Option<MessageId>,
    /// Files that were uploaded before.
    attachments: Option<Vec<Uuid>>,
    emergency: Option<bool>,
}

/// What a message is to say instead.
#[derive(ToSchema)]
#[expect(dead_code, reason = "described, never made")]
pub struct MessageEdit {
    body: String,
}

/// A message that was found, and where in its body: from and to, in characters (Unicode scalar values).
#[derive(ToSchema)]
#[expect(dead_code, reason = "described, never made")]
pub struct Hit {
    message: Message,
    room: RoomName,
    highlights: Vec<[u32; 2]>,
}

/// A room as the person who looks calls it.
#[derive(ToSchema)]
#[expect(dead_code, reason = "described, never made")]
pub struct RoomName {
    id: RoomId,
    title: String,
}

/// The process is alive.
#[derive(ToSchema)]
#[expect(dead_code, reason = "described, never made")]
pub struct Health {
    /// Always `ok`.
    status: String,
    version: String,
}

/// What the server needs for its work, and whether it has it.
#[derive(ToSchema)]
#[expect(dead_code, reason = "described, never made")]
pub struct Readiness {
    database: bool,
    migrations: bool,
    storage: bool,
}
