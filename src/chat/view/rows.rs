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
    /// On its way out, at the end of the log.
    Pending {
        pending: Box<Pending>,
        is_first: bool,
        is_last: bool,
    },
}

/// What makes a row the same row; a message that changes is the same one still.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    Day(Date),
    Fresh,
    /// By its number, which is its room's: two senders may have given theirs the same id.
    Message(i64, bool, bool),
    Pending(ClientId, [bool; 3]),
}

impl Row {
    pub fn key(&self) -> Key {
        match self {
            Self::Day(date, _) => Key::Day(*date),
            Self::Fresh => Key::Fresh,
            Self::Message { message, is_first, is_last } => Key::Message(message.number, *is_first, *is_last),
            Self::Pending { pending, is_first, is_last } => {
                Key::Pending(pending.draft.client_id, [pending.failed.is_some(), *is_first, *is_last])
            }
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
    let waiting: Vec<&Pending> = pending.iter().filter(|pending| !is_there(pending)).collect();
    append(&mut rows, &waiting, me);
    rows
}

/// What is on its way goes on with the run of what has its place, so that nothing moves when it arrives.
fn append(rows: &mut Vec<Row>, waiting: &[&Pending], me: UserId) {
    let mut goes_on = false;
    if let (Some(Row::Message { message, is_last, .. }), Some(first)) = (rows.last_mut(), waiting.first()) {
        let is_own = message.is_by(me) && message.kind != MessageKind::System;
        goes_on = is_own && first.failed.is_none() && is_soon(message.created_at, first.written_at);
        *is_last = !goes_on;
    }
    for (place, pending) in waiting.iter().enumerate() {
        let is_last = waiting.get(place + 1).is_none_or(|after| {
            // What was refused stands for itself, with the reason.
            let is_refused = pending.failed.is_some() || after.failed.is_some();
            is_refused || !is_soon(pending.written_at, after.written_at)
        });
        rows.push(Row::Pending { pending: Box::new((*pending).clone()), is_first: !goes_on, is_last });
        goes_on = !is_last;
    }
}

fn is_one_run(first: &Message, second: &Message) -> bool {
    let sender = |message: &Message| message.sender.as_ref().map(|sender| sender.id);
    sender(first) == sender(second)
        && (first.kind == MessageKind::System) == (second.kind == MessageKind::System)
        && is_soon(first.created_at, second.created_at)
}

fn is_soon(first: Moment, second: Moment) -> bool {
    second.seconds_since(first) < RUN_MINUTES * 60
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::User;
    use crate::chat::Draft;
    use crate::chat::model::examples::{message, room, thread, user};

    /// Messages with where runs begin and end: `[a` `b]` are one run.
    fn drawn(rows: &[Row]) -> Vec<String> {
        let edges = |name: &str, is_first: bool, is_last: bool| {
            format!("{}{name}{}", if is_first { "[" } else { "" }, if is_last { "]" } else { "" })
        };
        let draw = |row: &Row| match row {
            Row::Message { message, is_first, is_last } => Some(edges(&message.body, *is_first, *is_last)),
            Row::Pending { pending, is_first, is_last } => Some(edges(&pending.draft.body, *is_first, *is_last)),
            Row::Day(..) | Row::Fresh => None,
        };
        rows.iter().filter_map(draw).collect()
    }

    #[test]
    fn what_is_on_its_way_goes_on_with_the_run_that_it_will_be_in() {
        let [me, other] = ["Noor", "Imani"].map(user);
        let room = room(&[me.clone(), other.clone()]);
        let said =
            |sender: &User, number: i64| Message { body: number.to_string(), ..message(&room, sender, number, number) };
        let wait =
            |body: &str, millis| Pending::new(Draft::text(room.id, body.into()), Moment::from_unix_millis(millis));
        let draw = |messages: Vec<Message>, pending: &[Pending]| {
            drawn(&rows(&Thread { messages, ..thread(room.clone()) }, pending, me.id, "UTC", 0))
        };
        let late = RUN_MINUTES * 60_000;
        assert_eq!(draw(vec![said(&me, 1)], &[wait("a", 2), wait("b", 3)]), ["[1", "a", "b]"]);
        assert_eq!(draw(vec![said(&other, 1)], &[wait("a", 2)]), ["[1]", "[a]"], "another's");
        assert_eq!(draw(vec![said(&me, 1)], &[wait("a", 2 + late)]), ["[1]", "[a]"], "much later");
        assert_eq!(draw(vec![], &[wait("a", 1), wait("b", 2 + late)]), ["[a]", "[b]"]);
        let mut refused = wait("b", 3);
        refused.failed = Some("No.".into());
        assert_eq!(draw(vec![said(&me, 1)], &[wait("a", 2), refused, wait("c", 4)]), ["[1", "a]", "[b]", "[c]"]);
    }
}
