//! Hands out numbers and versions, in the order in which the letters came. No SQL: pure bookkeeping.

use super::super::{Errand, Letter, Posted};
use crate::accounts::User;
use crate::chat::Event;
use crate::chat::model::{Acknowledgement, Ask, Draft, Message, Quote, has_ended};
use crate::error::{AppError, Result};
use crate::files::Attachment;
use crate::ids::{ClientId, MessageId, RoomId, UserId};
use crate::time::Moment;
use std::collections::HashMap;

/// What makes a draft the same draft.
pub type Key = (RoomId, UserId, ClientId);

#[derive(Clone)]
pub struct RoomRow {
    pub is_ended: bool,
    pub last_number: i64,
    pub version: i64,
    /// The version before this batch.
    pub was: i64,
    /// Whether a message was written in this batch.
    pub is_written: bool,
    /// Whether there are so many members that their positions take no versions.
    pub is_crowded: bool,
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

#[derive(Default)]
pub struct Ledger {
    pub rooms: HashMap<RoomId, RoomRow>,
    /// Of those who wrote the letters, and are in the rooms.
    pub positions: HashMap<(RoomId, UserId), Position>,
    /// Messages that are there already, by what makes a draft the same.
    pub posted: HashMap<Key, Message>,
    /// The files of drafts that have some, or why they cannot be sent.
    pub files: HashMap<Key, Result<Vec<Attachment>>>,
    /// The originals that drafts reply to, and their rooms.
    pub quotes: HashMap<MessageId, (RoomId, Quote)>,
    /// How many the drafts ask that do.
    pub asked: HashMap<Key, i64>,
    pub fresh: Vec<Message>,
    pub events: Vec<Event>,
    /// Whether a message that was there already is told of again.
    pub tells_repeats: bool,
    fresh_keys: HashMap<Key, usize>,
    now: Option<Moment>,
}

impl Ledger {
    pub fn has_changes(&self) -> bool {
        !self.events.is_empty()
    }

    /// Those who have read further than before.
    pub fn readers(&self) -> impl Iterator<Item = (RoomId, UserId)> {
        let moved = |event: &Event| match event {
            Event::ReadMoved { room, user, .. } => Some((*room, *user)),
            _ => None,
        };
        self.events.iter().filter_map(moved)
    }

    /// Whether a draft may turn out to be a repeat that would be refused otherwise.
    pub fn needs_repeats(&self, letters: &[Letter]) -> bool {
        let is_dressed = |letter: &Letter| matches!(&letter.errand, Errand::Post { draft, .. } if !draft.is_plain());
        self.rooms.values().any(|room| room.is_ended) || letters.iter().any(is_dressed)
    }

    /// Enters one letter. What one may not see does not exist; an ended room takes no new message.
    pub fn enter(&mut self, letter: &Letter) -> Result<Entry> {
        if !self.positions.contains_key(&(letter.room, letter.user)) {
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
    pub fn resolve(&self, entry: Result<Entry>, senders: &HashMap<UserId, User>) -> Result<Option<Posted>> {
        Ok(match entry? {
            Entry::Moved => None,
            Entry::Repeat(message) => Some(Posted { message: *message, is_new: false }),
            Entry::Fresh(place) => {
                let mut message = self.fresh[place].clone();
                message.sender = message.sender.and_then(|sender| senders.get(&sender.id).cloned());
                Some(Posted { message, is_new: true })
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
        let reply_to = draft.reply_to.map(|original| self.quote(draft.room, original)).transpose()?;
        let attachments = match self.files.remove(&key) {
            Some(files) => files.and_then(|files| draft.fits(&files).map(|()| files))?,
            None => Vec::new(),
        };
        let asked = self.asked.get(&key).copied().unwrap_or(0);
        let ask = |ask: Ask| Acknowledgement { deadline: ask.deadline, asked, done: 0, mine: None };
        let acknowledgement = draft.ask().map(ask);
        let now = *self.now.get_or_insert_with(Moment::now);
        let room = self.rooms.get_mut(&draft.room).ok_or(AppError::NotFound)?;
        if room.is_ended {
            return Err(has_ended());
        }
        room.last_number += 1;
        room.version += 1;
        room.is_written = true;
        let message = Message { reply_to, attachments, acknowledgement, ..message(draft, user, room, now) };
        // Writing moves one's own positions, stamped with the message's version; no further event says so.
        let (number, version) = (message.number, message.version);
        self.positions.insert((draft.room, user), Position { delivered: number, read: number, version });
        self.events.push(Event::MessageReceived { room: draft.room, version, message: Box::new(message.clone()) });
        self.fresh_keys.insert(key, self.fresh.len());
        self.fresh.push(message);
        Ok(Entry::Fresh(self.fresh.len() - 1))
    }

    /// What a reply shows of its original, which has to be in the same room and not deleted.
    fn quote(&self, room: RoomId, original: MessageId) -> Result<Quote> {
        let found = self.quotes.get(&original).filter(|(place, _)| *place == room);
        let quote = found.map(|(_, quote)| quote.clone());
        quote.ok_or_else(|| AppError::invalid("replyTo", "There is no such message to reply to in this conversation."))
    }

    /// Forward only. The room takes a version for each position that moved, unless it is crowded: there it is told to
    /// few (`Memory::audience_of`), and the others would miss the version. It is stamped with the one that the room has.
    fn move_position(&mut self, room: RoomId, user: UserId, delivered: i64, read: Option<i64>) {
        let Some(row) = self.rooms.get_mut(&room) else { return };
        let position = self.positions.entry((room, user)).or_default();
        let moved = Position {
            delivered: position.delivered.max(delivered),
            read: position.read.max(read.unwrap_or(0)),
            version: row.version + i64::from(!row.is_crowded),
        };
        if (moved.delivered, moved.read) == (position.delivered, position.read) {
            return;
        }
        row.version = moved.version;
        let version = moved.version;
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
        payload: draft.payload.clone(),
        reply_to: None,
        attachments: Vec::new(),
        replies: 0,
        reactions: Vec::new(),
        acknowledgement: None,
        emergency: draft.emergency == Some(true),
        created_at: now,
        edited_at: None,
        deleted_at: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::mailroom::Reply;

    fn ledger<const N: usize>(room: RoomId, members: [UserId; N]) -> Ledger {
        let row = RoomRow { is_ended: false, last_number: 0, version: 1, was: 1, is_written: false, is_crowded: false };
        let positions = members.map(|member| ((room, member), Position::default()));
        Ledger { rooms: HashMap::from([(room, row)]), positions: HashMap::from(positions), ..Ledger::default() }
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
        let mut ledger = ledger(room, [noor, imani]);
        let draft = Draft::text(room, "Hello".into());
        for errand in [post(&draft), post(&draft), post(&Draft::text(room, "Again".into()))] {
            assert!(ledger.enter(&letter(room, noor, errand)).is_ok());
        }
        ledger.enter(&letter(room, imani, Errand::MoveRead(99))).ok();
        ledger.enter(&letter(room, imani, Errand::MoveRead(1))).ok();
        ledger.enter(&letter(room, imani, Errand::MoveDelivered(2))).ok();
        assert_eq!(ledger.fresh.iter().map(|message| message.number).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(ledger.events.iter().filter_map(Event::version).collect::<Vec<_>>(), [2, 3, 4]);
        assert_eq!(ledger.positions[&(room, imani)], Position { delivered: 2, read: 2, version: 4 });
        assert_eq!(ledger.positions[&(room, noor)].read, 2);
    }

    #[test]
    fn strangers_and_ended_rooms_are_refused() {
        let (room, noor) = (RoomId::new(), UserId::new());
        let mut ledger = ledger(room, [noor]);
        let draft = Draft::text(room, "Hello".into());
        assert!(matches!(ledger.enter(&letter(room, UserId::new(), post(&draft))), Err(AppError::NotFound)));
        let elsewhere = letter(RoomId::new(), noor, Errand::MoveRead(1));
        assert!(matches!(ledger.enter(&elsewhere), Err(AppError::NotFound)));
        if let Some(row) = ledger.rooms.get_mut(&room) {
            row.is_ended = true;
        }
        assert!(matches!(ledger.enter(&letter(room, noor, post(&draft))), Err(AppError::Forbidden { .. })));
        assert!(ledger.events.is_empty());
    }
}
