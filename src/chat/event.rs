//! What this domain announces to the members of a room.

use super::model::{Message, Room};
use crate::ids::{RoomId, UserId};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all_fields = "camelCase")]
pub enum Event {
    #[serde(rename = "message:received")]
    MessageReceived { room: RoomId, version: i64, message: Box<Message> },
    /// Edited, deleted, reacted to or confirmed; or its original was, and its quote changed.
    #[serde(rename = "message:changed")]
    MessageChanged { room: RoomId, version: i64, message: Box<Message> },
    #[serde(rename = "message:read:confirmed")]
    ReadMoved { room: RoomId, user: UserId, number: i64, version: i64 },
    #[serde(rename = "message:delivered:confirmed")]
    DeliveredMoved { room: RoomId, user: UserId, number: i64, version: i64 },
    /// Opened, renamed, ended, other members, or another context; comes without what is each person's own.
    #[serde(rename = "chat:changed")]
    RoomChanged { room: Box<Room> },
    /// Told to whoever is not in the room any more: it does not exist for them.
    #[serde(rename = "chat:left")]
    Left { room: RoomId },
    /// Told before that to whom somebody else has removed.
    #[serde(rename = "chat:removed")]
    Removed { room: RoomId },
    /// Told to the person alone who has muted the room, or hears of it again.
    #[serde(rename = "chat:muted")]
    Muted { room: RoomId, muted: bool },
    #[serde(rename = "typing:started")]
    TypingStarted { room: RoomId, user: UserId },
    #[serde(rename = "typing:stopped")]
    TypingStopped { room: RoomId, user: UserId },
}

impl Event {
    pub fn room(&self) -> RoomId {
        match self {
            Self::MessageReceived { room, .. }
            | Self::MessageChanged { room, .. }
            | Self::ReadMoved { room, .. }
            | Self::DeliveredMoved { room, .. }
            | Self::Left { room }
            | Self::Removed { room }
            | Self::Muted { room, .. }
            | Self::TypingStarted { room, .. }
            | Self::TypingStopped { room, .. } => *room,
            Self::RoomChanged { room } => room.id,
        }
    }

    /// Whether it only tells how far somebody else has come.
    pub fn is_of_another_reader(&self, me: UserId) -> bool {
        matches!(self, Self::ReadMoved { user, .. } | Self::DeliveredMoved { user, .. } if *user != me)
    }

    /// The version it brings the room to; what is no change of the room has none.
    pub fn version(&self) -> Option<i64> {
        match self {
            Self::MessageReceived { version, .. }
            | Self::MessageChanged { version, .. }
            | Self::ReadMoved { version, .. }
            | Self::DeliveredMoved { version, .. } => Some(*version),
            Self::RoomChanged { room } => Some(room.version),
            Self::Left { .. }
            | Self::Removed { .. }
            | Self::Muted { .. }
            | Self::TypingStarted { .. }
            | Self::TypingStopped { .. } => None,
        }
    }
}
