//! Hands out numbers and versions, in the order in which the letters came. No SQL: pure bookkeeping.

use super::super::{Errand, Letter};
use crate::accounts::User;
use crate::chat::model::Message;
use crate::chat::{Draft, Event};
use crate::error::{AppError, Result};
use crate::ids::{ClientId, MessageId, RoomId, UserId};
use crate::time::Moment;
use std::collections::HashMap;

/// What makes a draft the same draft.
pub type Key = (RoomId, UserId, ClientId);

pub struct RoomRow {
    pub is_ended: bool,
    pub last_number: i64,
    pub version: i64,
    pub changed_version: i64,
    /// Whether a message was written in this batch.
    pub is_written: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    pub delivered: i64,
    pub read: i64,
    /// 0 where this batch does not move it.
    pub version: i64,
}

/// What a letter comes to, before the names of senders are known.
pub enum Entry {
    Fresh(usize),
    Repeat(Box<Message>),
    Moved,
}

pub struct Ledger {
    pub rooms: HashMap<RoomId, RoomRow>,
    pub positions: HashMap<(RoomId, UserId), Position>,
    /// Messages that are there already, by what makes a draft the same.
    pub posted: HashMap<Key, Message>,
    pub fresh: Vec<Message>,
    pub events: Vec<Event>,
    /// Whether a message that was there already is told of again.
    pub tells_repeats: bool,
    fresh_keys: HashMap<Key, usize>,
    now: Moment,
}

impl Ledger {
    pub fn new(rooms: HashMap<RoomId, RoomRow>) -> Self {
        Self {
            rooms,
            positions: HashMap::new(),
            posted: HashMap::new(),
            fresh: Vec::new(),
            events: Vec::new(),
            tells_repeats: false,
            fresh_keys: HashMap::new(),
            now: Moment::now(),
        }
    }

    pub fn changed_versions(&self) -> impl Iterator<Item = (RoomId, i64)> {
        self.rooms.iter().map(|(id, room)| (*id, room.changed_version))
    }

    pub fn has_ended_rooms(&self) -> bool {
        self.rooms.values().any(|room| room.is_ended)
    }

    /// Enters one letter. What one may not see does not exist; an ended room takes no new message.
    pub fn enter(&mut self, letter: &Letter, is_member: bool) -> Result<Entry> {
        if !is_member {
            return Err(AppError::NotFound);
        }
        let room = self.rooms.get_mut(&letter.room).ok_or(AppError::NotFound)?;
        match &letter.errand {
            Errand::MoveDelivered(number) => {
                let number = (*number).min(room.last_number);
                self.move_position(letter.room, letter.user, number, None);
                Ok(Entry::Moved)
            }
            Errand::MoveRead(number) => {
                let number = (*number).min(room.last_number);
                self.move_position(letter.room, letter.user, number, Some(number));
                Ok(Entry::Moved)
            }
            Errand::Post { draft, .. } => self.post(letter.user, draft),
        }
    }

    /// The message a letter came to, with its sender's name.
    pub fn resolve(&self, entry: Result<Entry>, senders: &HashMap<UserId, User>) -> Result<Option<Message>> {
        Ok(match entry? {
            Entry::Moved => None,
            Entry::Repeat(message) => Some(*message),
            Entry::Fresh(place) => {
                let mut message = self.fresh[place].clone();
                message.sender = message.sender.and_then(|sender| senders.get(&sender.id).cloned());
                Some(message)
            }
        })
    }

    fn post(&mut self, user: UserId, draft: &Draft) -> Result<Entry> {
        let key = (draft.room, user, draft.client_id);
        if let Some(message) = self.posted.get(&key) {
            let message = Box::new(message.clone());
            if self.tells_repeats {
                let (room, version) = (draft.room, message.version);
                self.events.push(Event::MessageReceived { room, version, message: message.clone() });
            }
            return Ok(Entry::Repeat(message));
        }
        if let Some(place) = self.fresh_keys.get(&key) {
            return Ok(Entry::Fresh(*place));
        }
        let room = self.rooms.get_mut(&draft.room).ok_or(AppError::NotFound)?;
        if room.is_ended {
            return Err(AppError::forbidden("This conversation has ended; it can be read, not written."));
        }
        room.last_number += 1;
        room.version += 1;
        room.is_written = true;
        let message = message(draft, user, room, self.now);
        // Writing moves one's own positions, stamped with the message's version; no further event says so.
        let (number, version) = (message.number, message.version);
        self.positions.insert((draft.room, user), Position { delivered: number, read: number, version });
        self.events.push(Event::MessageReceived { room: draft.room, version, message: Box::new(message.clone()) });
        self.fresh_keys.insert(key, self.fresh.len());
        self.fresh.push(message);
        Ok(Entry::Fresh(self.fresh.len() - 1))
    }

    /// Forward only; the room takes a version for each position that moved.
    fn move_position(&mut self, room: RoomId, user: UserId, delivered: i64, read: Option<i64>) {
        let Some(row) = self.rooms.get_mut(&room) else { return };
        let position = self.positions.entry((room, user)).or_default();
        let moved = Position {
            delivered: position.delivered.max(delivered),
            read: position.read.max(read.unwrap_or(0)),
            version: row.version + 1,
        };
        if (moved.delivered, moved.read) == (position.delivered, position.read) {
            return;
        }
        row.version += 1;
        let version = row.version;
        self.events.push(if moved.read > position.read {
            Event::ReadMoved { room, user, number: moved.read, version }
        } else {
            Event::DeliveredMoved { room, user, number: moved.delivered, version }
        });
        *position = moved;
    }
}

fn message(draft: &Draft, user: UserId, room: &RoomRow, now: Moment) -> Message {
    Message {
        id: MessageId::new(),
        room: draft.room,
        number: room.last_number,
        version: room.version,
        client_id: draft.client_id,
        // The name is read in the transaction that writes the message.
        sender: Some(User { id: user, name: String::new(), avatar: None }),
        kind: draft.kind,
        body: draft.body.clone(),
        payload: None,
        reply_to: None,
        attachments: Vec::new(),
        reactions: Vec::new(),
        emergency: false,
        created_at: now,
        edited_at: None,
        deleted_at: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::mailroom::Reply;

    fn ledger(room: RoomId) -> Ledger {
        let row = RoomRow { is_ended: false, last_number: 0, version: 1, changed_version: 1, is_written: false };
        Ledger::new(HashMap::from([(room, row)]))
    }

    fn letter(room: RoomId, user: UserId, errand: Errand) -> Letter {
        Letter { room, user, errand }
    }

    fn post(draft: &Draft) -> Errand {
        Errand::Post { draft: Box::new(draft.clone()), reply: Reply::Caller(tokio::sync::oneshot::channel().0) }
    }

    #[test]
    fn numbers_and_versions_have_no_gaps() {
        let (room, noor, imani) = (RoomId::new(), UserId::new(), UserId::new());
        let mut ledger = ledger(room);
        let draft = Draft::text(room, "Hello".into());
        for errand in [post(&draft), post(&draft), post(&Draft::text(room, "Again".into()))] {
            assert!(ledger.enter(&letter(room, noor, errand), true).is_ok());
        }
        ledger.enter(&letter(room, imani, Errand::MoveRead(99)), true).ok();
        ledger.enter(&letter(room, imani, Errand::MoveRead(1)), true).ok();
        ledger.enter(&letter(room, imani, Errand::MoveDelivered(2)), true).ok();
        assert_eq!(ledger.fresh.iter().map(|message| message.number).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(ledger.events.iter().filter_map(Event::version).collect::<Vec<_>>(), [2, 3, 4]);
        assert_eq!(ledger.positions[&(room, imani)], Position { delivered: 2, read: 2, version: 4 });
        assert_eq!(ledger.positions[&(room, noor)].read, 2);
    }

    #[test]
    fn strangers_and_ended_rooms_are_refused() {
        let (room, noor) = (RoomId::new(), UserId::new());
        let mut ledger = ledger(room);
        let draft = Draft::text(room, "Hello".into());
        assert!(matches!(ledger.enter(&letter(room, noor, post(&draft)), false), Err(AppError::NotFound)));
        let elsewhere = letter(RoomId::new(), noor, Errand::MoveRead(1));
        assert!(matches!(ledger.enter(&elsewhere, true), Err(AppError::NotFound)));
        if let Some(row) = ledger.rooms.get_mut(&room) {
            row.is_ended = true;
        }
        assert!(matches!(ledger.enter(&letter(room, noor, post(&draft)), true), Err(AppError::Forbidden { .. })));
        assert!(ledger.events.is_empty());
    }
}
