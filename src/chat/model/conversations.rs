//! A person's rooms, in the order of what happened last, and how much in them is unread.

use super::message::Message;
use super::room::Room;
use crate::chat::Event;
use crate::ids::{RoomId, UserId};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Conversations {
    pub rooms: Vec<Room>,
}

impl Conversations {
    pub fn unread(&self) -> i64 {
        self.rooms.iter().filter_map(|room| room.unread).sum()
    }

    pub fn get(&self, id: RoomId) -> Option<&Room> {
        self.rooms.iter().find(|room| room.id == id)
    }

    /// Takes an event over. False where the room has to be asked for anew: it is not known here,
    /// or the number of unread messages cannot be told from the event.
    pub fn apply(&mut self, event: &Event, me: UserId) -> bool {
        let Some(place) = self.rooms.iter().position(|room| room.id == event.room()) else {
            return event.version().is_none();
        };
        let room = &mut self.rooms[place];
        let is_known = match event {
            Event::MessageReceived { message, .. } => {
                receive(room, message, me);
                let room = self.rooms.remove(place);
                self.rooms.insert(0, room);
                return true;
            }
            Event::MessageChanged { message, .. } => {
                if let Some(last) = room.last_message.as_mut().filter(|last| last.id == message.id) {
                    last.clone_from(message);
                }
                // A deleted message is not unread any more.
                message.deleted_at.is_none()
            }
            Event::ReadMoved { user, number, .. } => {
                let moves_mine = *user == me && room.members.iter().any(|m| m.user.id == me && m.read < *number);
                room.move_positions(*user, *number, *number);
                if moves_mine && *number >= room.last_number {
                    room.unread = Some(0);
                }
                !moves_mine || *number >= room.last_number
            }
            Event::DeliveredMoved { user, number, .. } => {
                room.move_positions(*user, *number, 0);
                true
            }
            Event::RoomChanged { room: told } => {
                room.update((**told).clone());
                true
            }
            Event::TypingStarted { .. } | Event::TypingStopped { .. } => true,
        };
        if let Some(version) = event.version() {
            let room = &mut self.rooms[place];
            room.version = room.version.max(version);
        }
        is_known
    }

    /// Puts a freshly read room in its place.
    pub fn put(&mut self, room: Room) {
        self.rooms.retain(|other| other.id != room.id);
        self.rooms.push(room);
        self.rooms.sort_by_key(|room| std::cmp::Reverse(last_activity(room)));
    }
}

fn receive(room: &mut Room, message: &Message, me: UserId) {
    if message.number <= room.last_number {
        return;
    }
    room.last_number = message.number;
    room.version = room.version.max(message.version);
    room.last_message = Some(Box::new(message.clone()));
    if let Some(sender) = &message.sender {
        room.move_positions(sender.id, message.number, message.number);
    }
    if message.is_by(me) {
        // Writing reads what came before.
        room.unread = Some(0);
    } else if message.counts_for(me) {
        room.unread = Some(room.unread.unwrap_or(0) + 1);
    }
}

fn last_activity(room: &Room) -> crate::time::Moment {
    room.last_message.as_ref().map_or(room.created_at, |message| message.created_at)
}
