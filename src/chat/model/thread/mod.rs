//! One room as a page shows it: its members' positions and the part of its history that is loaded.
//! `apply` may be given any event twice or late; the thread ends up the same.

mod naming;
mod slowest;

pub use slowest::{Slowest, Straggler};

use super::message::Message;
use super::room::{Receipt, Room};
use crate::chat::Event;
use crate::ids::UserId;
use serde::{Deserialize, Serialize};

/// Messages that are held at most; further ones make room at the other end, and come back with their page.
const WINDOW: usize = 200;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Thread {
    pub room: Room,
    /// By number, without gaps among them.
    pub messages: Vec<Message>,
    /// Whether there are messages before the first of these.
    pub has_older: bool,
    /// Whether there are messages after the last of these: new ones then come with their page.
    #[serde(default)]
    pub has_newer: bool,
    /// How far all others are, where they are a crowd.
    #[serde(default)]
    pub slowest: Option<Slowest>,
}

/// A part of a room's history, by number and without gaps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Page {
    pub messages: Vec<Message>,
    pub has_older: bool,
    pub has_newer: bool,
}

impl Page {
    /// Whether the message of that number is among these.
    pub fn has(&self, number: i64) -> bool {
        self.messages.binary_search_by_key(&number, |message| message.number).is_ok()
    }
}

/// Which part of a history is asked for; all but the newest are told by numbers of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    Newest,
    Before(i64),
    After(i64),
    Around(i64),
}

/// How far one's own message has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tick {
    Sending,
    Sent,
    Delivered,
    Read,
    Failed,
}

impl Tick {
    pub fn name(self) -> &'static str {
        match self {
            Self::Sending => "Sending",
            Self::Sent => "Sent",
            Self::Delivered => "Delivered",
            Self::Read => "Read",
            Self::Failed => "Failed",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applied {
    Done,
    /// Something before this event is missing: ask what changed since the room's version.
    Gap,
}

impl Thread {
    pub fn apply(&mut self, event: &Event) -> Applied {
        if event.room() != self.room.id {
            return Applied::Done;
        }
        let before = self.room.version;
        match event {
            Event::MessageReceived { message, .. } | Event::MessageChanged { message, .. } => self.take(message),
            Event::ReadMoved { user, number, .. } => self.room.move_positions(*user, *number, *number),
            Event::DeliveredMoved { user, number, .. } => self.room.move_positions(*user, *number, 0),
            Event::RoomChanged { room } => self.change_room(room),
            Event::Muted { muted, .. } => self.room.muted = Some(*muted),
            Event::Left { .. } | Event::Removed { .. } | Event::TypingStarted { .. } | Event::TypingStopped { .. } => {}
        }
        self.room.version = before;
        match event.version() {
            Some(version) if version > before + 1 => return Applied::Gap,
            Some(version) => self.room.version = before.max(version),
            None => {}
        }
        Applied::Done
    }

    /// Takes over what changed up to `version`, which is all of it.
    pub fn catch_up(&mut self, version: i64, changes: &[Message], receipts: &[Receipt]) {
        let mut changes: Vec<&Message> = changes.iter().collect();
        changes.sort_by_key(|message| message.number);
        for message in &changes {
            // An original that is here as well has its replies counted already.
            let original = message.reply_to.as_ref().map_or(0, |quote| quote.number);
            if changes.binary_search_by_key(&original, |change| change.number).is_err() {
                self.count_reply(message);
            }
            self.put(message);
        }
        for receipt in receipts {
            self.room.move_positions(receipt.user, receipt.delivered, receipt.read);
        }
        self.room.version = self.room.version.max(version);
    }

    /// An older page, in the order of its numbers.
    pub fn prepend(&mut self, mut older: Vec<Message>, has_older: bool) {
        let first = self.messages.first().map_or(i64::MAX, |message| message.number);
        older.retain(|message| message.number < first);
        older.append(&mut self.messages);
        self.messages = older;
        self.has_older = has_older;
        if self.messages.len() > WINDOW {
            self.messages.truncate(WINDOW);
            self.has_newer = true;
        }
    }

    /// A newer page, in the order of its numbers.
    pub fn append(&mut self, newer: Vec<Message>, has_newer: bool) {
        let last = self.messages.last().map_or(0, |message| message.number);
        self.messages.extend(newer.into_iter().filter(|message| message.number > last));
        self.has_newer = has_newer || self.is_behind();
        self.drop_oldest();
    }

    /// Shows another part of the history: the messages around some place in it.
    pub fn show(&mut self, page: Page) {
        self.messages = page.messages;
        self.has_older = page.has_older;
        self.has_newer = page.has_newer || self.is_behind();
    }

    /// Whether something was said while the page was on its way.
    fn is_behind(&self) -> bool {
        self.messages.last().map_or(0, |last| last.number) < self.room.last_number
    }

    /// A message as it is now.
    pub fn take(&mut self, message: &Message) {
        self.count_reply(message);
        self.put(message);
    }

    fn put(&mut self, message: &Message) {
        self.room.last_number = self.room.last_number.max(message.number);
        if let Some(sender) = &message.sender {
            self.room.move_positions(sender.id, message.number, message.number);
        }
        match self.messages.binary_search_by_key(&message.number, |known| known.number) {
            Ok(place) => self.messages[place].renew(message),
            // Before or after what is loaded: it comes with its page.
            Err(0) if self.has_older && !self.messages.is_empty() => {}
            Err(place) if self.has_newer && place == self.messages.len() => {}
            Err(place) => self.messages.insert(place, message.clone()),
        }
        if self.messages.len() > WINDOW + WINDOW / 2 {
            self.drop_oldest();
        }
    }

    /// The message of that number, where it is loaded.
    pub fn message(&self, number: i64) -> Option<&Message> {
        let place = self.messages.binary_search_by_key(&number, |known| known.number).ok()?;
        self.messages.get(place)
    }

    fn drop_oldest(&mut self) {
        let excess = self.messages.len().saturating_sub(WINDOW);
        if excess > 0 {
            self.messages.drain(..excess);
            self.has_older = true;
        }
    }

    /// A new reply counts for its original, a deleted one no longer. What the original was told with since counts it.
    fn count_reply(&mut self, message: &Message) {
        let Some(original) = message.reply_to.as_ref().map(|quote| quote.number) else { return };
        let known = self.message(message.number);
        let is_gone = message.deleted_at.is_some() && known.is_some_and(|known| known.deleted_at.is_none());
        let is_news = message.number > self.room.last_number || known.is_none() && self.is_within(message.number);
        let is_new = message.deleted_at.is_none() && is_news;
        if let Ok(place) = self.messages.binary_search_by_key(&original, |known| known.number) {
            let original = &mut self.messages[place];
            let is_counted = original.version > message.version;
            original.replies += i64::from(is_new && !is_counted) - i64::from(is_gone && !is_counted);
        }
    }

    /// Whether a message of that number would be among those that are loaded: one that is not was lost on its way.
    fn is_within(&self, number: i64) -> bool {
        let is_after = self.messages.first().is_some_and(|first| first.number < number);
        is_after && (!self.has_newer || self.messages.last().is_some_and(|last| number < last.number))
    }

    /// How far a message of that number by `me` has come: read and delivered mean by all others.
    pub fn tick(&self, number: i64, me: UserId) -> Tick {
        let (delivered, read) = self.least(me);
        if read >= number {
            Tick::Read
        } else if delivered >= number {
            Tick::Delivered
        } else {
            Tick::Sent
        }
    }

    /// The read position of a member.
    pub fn read_by(&self, user: UserId) -> i64 {
        self.room.members.iter().find(|member| member.user.id == user).map_or(0, |member| member.read)
    }
}

#[cfg(test)]
mod tests;
