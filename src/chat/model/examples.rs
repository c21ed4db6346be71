//! Rooms and messages that tests begin with.

use super::message::{Message, MessageKind};
use super::room::{Member, Room, RoomKind, RoomStatus};
use super::thread::Thread;
use crate::accounts::User;
use crate::ids::{ClientId, MessageId, RoomId, UserId};
use crate::time::Moment;

pub fn user(name: &str) -> User {
    User { id: UserId::new(), name: name.into(), avatar: None }
}

pub fn room(members: &[User]) -> Room {
    Room {
        id: RoomId::new(),
        kind: RoomKind::Appointment,
        title: None,
        status: RoomStatus::Active,
        version: 1,
        last_number: 0,
        unread: Some(0),
        muted: Some(false),
        members: members.iter().map(|user| Member { user: user.clone(), delivered: 0, read: 0 }).collect(),
        member_count: 2,
        opened_by: None,
        invites: crate::chat::Invites::Opener,
        context: None,
        last_message: None,
        created_at: Moment::from_unix_millis(0),
        ended_at: None,
    }
}

pub fn message(room: &Room, sender: &User, number: i64, version: i64) -> Message {
    Message {
        id: MessageId::new(),
        room: room.id,
        number,
        version,
        client_id: ClientId::new(),
        sender: Some(sender.clone()),
        kind: MessageKind::Text,
        body: format!("number {number}"),
        payload: None,
        reply_to: None,
        attachments: vec![],
        replies: 0,
        reactions: vec![],
        acknowledgement: None,
        emergency: false,
        created_at: Moment::from_unix_millis(number),
        edited_at: None,
        deleted_at: None,
    }
}

pub fn thread(room: Room) -> Thread {
    Thread { room, messages: vec![], has_older: false, has_newer: false, slowest: None }
}
