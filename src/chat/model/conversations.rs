//! A person's rooms, in the order of what happened last, and how much in them is unread.

use super::message::Message;
use super::room::Room;
use crate::chat::Event;
use crate::ids::{RoomId, UserId};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// Those that are known here: the newest, and what was looked for beyond them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Conversations {
    pub rooms: Vec<Room>,
    /// Where the newest end and those begin that the server has to be asked for.
    pub next: Option<String>,
    /// Unread messages in the rooms that are not here.
    pub unread_elsewhere: i64,
}

/// A part of the list as the server tells it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RoomsPage {
    pub rooms: Vec<Room>,
    pub next: Option<String>,
}

/// Which rooms of the list are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shown {
    #[default]
    All,
    Unread,
    Active,
    Ended,
}

impl Shown {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Unread => "unread",
            Self::Active => "active",
            Self::Ended => "ended",
        }
    }

    pub fn lets(self, room: &Room) -> bool {
        match self {
            Self::All => true,
            Self::Unread => room.unread.unwrap_or(0) > 0,
            Self::Active => !room.is_ended(),
            Self::Ended => room.is_ended(),
        }
    }
}

impl Conversations {
    /// Takes the list over as it was read. Of rooms that were `heard` of while it was on its way, what is known stays:
    /// it may be older. They are to be read anew, since either may lack something.
    pub fn renew(&mut self, read: Self, heard: &HashSet<RoomId>) {
        let known = std::mem::replace(self, read);
        self.rooms.retain(|room| !heard.contains(&room.id));
        self.rooms.extend(known.rooms.into_iter().filter(|room| heard.contains(&room.id)));
        self.sort();
    }

    /// Messages that are unread in all rooms together; muted ones do not count.
    pub fn unread(&self) -> i64 {
        self.unread_here() + self.unread_elsewhere
    }

    fn unread_here(&self) -> i64 {
        self.rooms.iter().filter(|room| !room.is_muted()).filter_map(|room| room.unread).sum()
    }

    /// `total`: the unread messages of all rooms, as the server counts them.
    pub fn count_elsewhere(&mut self, total: i64) {
        self.unread_elsewhere = (total - self.unread_here()).max(0);
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
        if matches!(event, Event::Left { .. }) {
            self.rooms.remove(place);
            return true;
        }
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
            Event::Muted { muted, .. } => {
                room.muted = Some(*muted);
                true
            }
            Event::Left { .. } | Event::Removed { .. } | Event::TypingStarted { .. } | Event::TypingStopped { .. } => {
                true
            }
        };
        if let Some(version) = event.version() {
            let room = &mut self.rooms[place];
            room.version = room.version.max(version);
        }
        is_known
    }

    /// Puts a freshly read room in its place.
    pub fn put(&mut self, room: Room) {
        self.forget(room.id);
        self.rooms.push(room);
        self.sort();
    }

    pub fn forget(&mut self, id: RoomId) {
        self.rooms.retain(|room| room.id != id);
    }

    /// Takes in rooms that were not here; what is here is as true as they are.
    pub fn add(&mut self, rooms: Vec<Room>) {
        for room in rooms {
            if self.get(room.id).is_none() {
                let unread = room.unread.filter(|_| !room.is_muted()).unwrap_or(0);
                self.unread_elsewhere = (self.unread_elsewhere - unread).max(0);
                self.rooms.push(room);
            }
        }
        self.sort();
    }

    fn sort(&mut self) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::{Invites, RoomKind, RoomStatus};
    use crate::time::Moment;

    /// It was opened at this second.
    fn room(version: i64, opened_at: i64) -> Room {
        let at = Moment::from_unix_millis(opened_at * 1_000);
        Room {
            id: RoomId::new(),
            kind: RoomKind::Group,
            title: None,
            status: RoomStatus::Active,
            version,
            last_number: 1,
            unread: Some(0),
            muted: Some(false),
            members: vec![],
            member_count: 0,
            context: None,
            last_message: None,
            opened_by: None,
            invites: Invites::Opener,
            created_at: at,
            ended_at: None,
        }
    }

    fn list(rooms: &[&Room]) -> Conversations {
        Conversations { rooms: rooms.iter().copied().cloned().collect(), ..Conversations::default() }
    }

    fn order(list: &Conversations) -> Vec<RoomId> {
        list.rooms.iter().map(|room| room.id).collect()
    }

    #[test]
    fn a_list_that_was_read_earlier_does_not_take_back_what_happened_since() {
        let (quiet, busy) = (room(3, 10), room(7, 5));
        let later = Room { version: 8, created_at: Moment::from_unix_millis(20_000), ..busy.clone() };
        let (new, left) = (room(1, 15), room(1, 1));
        let mut here = list(&[&later, &new, &quiet]);
        here.renew(list(&[&quiet, &busy, &left]), &HashSet::from([busy.id, new.id, left.id]));
        assert_eq!(order(&here), [busy.id, new.id, quiet.id], "the newest first; who has left is not back");
        assert_eq!(here.rooms[0], later);

        here.renew(list(&[&quiet, &busy]), &HashSet::new());
        assert_eq!(here, list(&[&quiet, &busy]), "what nothing was heard of is as it was read");
    }
}
