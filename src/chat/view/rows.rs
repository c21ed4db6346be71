//! The rows of the log: messages in runs of one sender, with lines for days and for what is new.

use crate::chat::{Message, MessageKind, Pending, Thread};
use crate::ids::{ClientId, UserId};
use crate::time::Moment;
use time::Date;

/// Messages of one sender further apart than this begin a new run.
const RUN_MINUTES: i64 = 10;

#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    Day(Date, Moment),
    /// Where the messages begin that were unread when the room was opened.
    Fresh,
    Message {
        message: Box<Message>,
        is_first: bool,
        is_last: bool,
    },
    Pending(Box<Pending>),
}

/// What makes a row the same row; a message that changes is the same one still.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    Day(Date),
    Fresh,
    /// By its number, which is its room's: two senders may have given theirs the same id.
    Message(i64, bool, bool),
    Pending(ClientId, bool),
}

impl Row {
    pub fn key(&self) -> Key {
        match self {
            Self::Day(date, _) => Key::Day(*date),
            Self::Fresh => Key::Fresh,
            Self::Message { message, is_first, is_last } => Key::Message(message.number, *is_first, *is_last),
            Self::Pending(pending) => Key::Pending(pending.draft.client_id, pending.failed.is_some()),
        }
    }
}

/// `fresh_after`: the read position when the room was opened.
pub fn rows(thread: &Thread, pending: &[Pending], me: UserId, zone: &str, fresh_after: i64) -> Vec<Row> {
    let mut rows = Vec::with_capacity(thread.messages.len() + 8);
    let mut fresh_is_due = true;
    for (place, message) in thread.messages.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|before| thread.messages.get(before));
        let date = message.created_at.civil(zone).date;
        let is_new_day = before.is_none_or(|before| before.created_at.civil(zone).date != date);
        if is_new_day {
            rows.push(Row::Day(date, message.created_at));
        }
        let is_fresh = fresh_is_due && message.number > fresh_after && message.counts_for(me);
        if is_fresh {
            fresh_is_due = false;
            rows.push(Row::Fresh);
        }
        let after = thread.messages.get(place + 1);
        rows.push(Row::Message {
            message: Box::new(message.clone()),
            is_first: is_new_day || is_fresh || before.is_none_or(|before| !is_one_run(before, message)),
            is_last: after.is_none_or(|after| !is_one_run(message, after)),
        });
    }
    let is_there =
        |pending: &Pending| thread.messages.iter().any(|m| m.is_by(me) && m.client_id == pending.draft.client_id);
    rows.extend(pending.iter().filter(|p| !is_there(p)).map(|p| Row::Pending(Box::new(p.clone()))));
    rows
}

fn is_one_run(first: &Message, second: &Message) -> bool {
    let sender = |message: &Message| message.sender.as_ref().map(|sender| sender.id);
    sender(first) == sender(second)
        && (first.kind == MessageKind::System) == (second.kind == MessageKind::System)
        && second.created_at.seconds_since(first.created_at) < RUN_MINUTES * 60
}
