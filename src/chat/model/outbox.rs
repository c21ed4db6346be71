//! What was written on this device and is not acknowledged. One draft is on its way at a time, so that messages
//! arrive in the order they were written, whatever the network does.

use crate::chat::Draft;
use crate::ids::{ClientId, RoomId};
use crate::time::Moment;
use serde::{Deserialize, Serialize};

/// Seconds until a message is sent again that the server broke over, the first time, the second …; after one more it
/// has failed.
const PAUSES: [u64; 4] = [1, 2, 4, 8];

/// A message that is not acknowledged yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pending {
    pub draft: Draft,
    pub written_at: Moment,
    /// Why it was refused; without a reason it is on its way.
    pub failed: Option<String>,
    /// Whether the browser had no room for it, so that it would be lost with the page.
    #[serde(skip)]
    pub is_unkept: bool,
    /// How often the server broke over it.
    #[serde(skip)]
    breaks: usize,
}

impl Pending {
    pub fn new(draft: Draft, written_at: Moment) -> Self {
        Self { draft, written_at, failed: None, is_unkept: false, breaks: 0 }
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outbox {
    pending: Vec<Pending>,
}

impl Outbox {
    /// Adds a draft behind those that were written before; the ids of drafts sort by time.
    pub fn add(&mut self, pending: Pending) {
        if self.get(pending.draft.client_id).is_none() {
            self.pending.push(pending);
            self.pending.sort_by_key(|pending| pending.draft.client_id);
        }
    }

    /// What is to be sent next, of what has not failed: the first that is urgent, else the first.
    pub fn next(&self) -> Option<&Draft> {
        let mut drafts = self.pending.iter().filter(|pending| pending.failed.is_none()).map(|pending| &pending.draft);
        drafts.clone().find(|draft| draft.is_urgent()).or_else(|| drafts.next())
    }

    pub fn get(&self, id: ClientId) -> Option<&Pending> {
        self.pending.iter().find(|pending| pending.draft.client_id == id)
    }

    /// How many would be lost with the page.
    pub fn unkept(&self) -> usize {
        self.pending.iter().filter(|pending| pending.is_unkept).count()
    }

    /// It has arrived, or the person has given it up.
    pub fn remove(&mut self, id: ClientId) {
        self.pending.retain(|pending| pending.draft.client_id != id);
    }

    /// It was refused; it waits for *Try again*.
    pub fn fail(&mut self, id: ClientId, why: String) {
        self.set_failed(id, Some(why));
    }

    /// The server broke over it. Answers after how many seconds it is to be sent again; where that was often enough it
    /// has failed, and holds up nothing behind it.
    pub fn broke(&mut self, id: ClientId, why: &str) -> Option<u64> {
        let pending = self.get_mut(id)?;
        let pause = PAUSES.get(pending.breaks).copied();
        pending.breaks += 1;
        if pause.is_none() {
            pending.failed = Some(why.to_owned());
        }
        pause
    }

    pub fn try_again(&mut self, id: ClientId) {
        self.set_failed(id, None);
    }

    pub fn of_room(&self, room: RoomId) -> impl Iterator<Item = &Pending> {
        self.pending.iter().filter(move |pending| pending.draft.room == room)
    }

    fn set_failed(&mut self, id: ClientId, why: Option<String>) {
        if let Some(pending) = self.get_mut(id) {
            pending.failed = why;
            pending.breaks = 0;
        }
    }

    fn get_mut(&mut self, id: ClientId) -> Option<&mut Pending> {
        self.pending.iter_mut().find(|pending| pending.draft.client_id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pending(room: RoomId, body: &str) -> Pending {
        Pending::new(Draft::text(room, body.into()), Moment::from_unix_millis(0))
    }

    #[test]
    fn drafts_leave_in_the_order_they_were_written() {
        let room = RoomId::new();
        let (first, second) = (pending(room, "first"), pending(room, "second"));
        let mut outbox = Outbox::default();
        outbox.add(second.clone());
        outbox.add(first.clone());
        outbox.add(first.clone());
        assert_eq!(outbox.next(), Some(&first.draft));
        outbox.remove(first.draft.client_id);
        assert_eq!(outbox.next(), Some(&second.draft));
        assert_eq!((outbox.of_room(room).count(), outbox.unkept()), (1, 0));
    }

    #[test]
    fn what_is_urgent_leaves_first() {
        let room = RoomId::new();
        let (first, mut second) = (pending(room, "first"), pending(room, "second"));
        second.draft.emergency = Some(true);
        let mut outbox = Outbox::default();
        outbox.add(first.clone());
        outbox.add(second.clone());
        assert_eq!(outbox.next(), Some(&second.draft));
        outbox.remove(second.draft.client_id);
        assert_eq!(outbox.next(), Some(&first.draft));
    }

    #[test]
    fn a_failed_draft_waits_and_lets_others_pass() {
        let room = RoomId::new();
        let (first, second) = (pending(room, "first"), pending(room, "second"));
        let mut outbox = Outbox::default();
        outbox.add(first.clone());
        outbox.add(second.clone());
        outbox.fail(first.draft.client_id, "refused".into());
        assert_eq!(outbox.next(), Some(&second.draft));
        outbox.try_again(first.draft.client_id);
        assert_eq!(outbox.next(), Some(&first.draft));
    }

    #[test]
    fn what_the_server_always_breaks_over_fails_at_last_and_lets_others_pass() {
        let room = RoomId::new();
        let (first, second) = (pending(room, "first"), pending(room, "second"));
        let id = first.draft.client_id;
        let mut outbox = Outbox::default();
        outbox.add(first.clone());
        outbox.add(second.clone());
        for pause in PAUSES {
            assert_eq!(outbox.broke(id, "broken"), Some(pause));
            assert_eq!(outbox.next(), Some(&first.draft), "in its place until then");
        }
        assert_eq!(outbox.broke(id, "broken"), None);
        assert_eq!(outbox.get(id).and_then(|pending| pending.failed.as_deref()), Some("broken"));
        assert_eq!(outbox.next(), Some(&second.draft));
        outbox.try_again(id);
        assert_eq!(outbox.next(), Some(&first.draft));
        assert_eq!(outbox.broke(id, "broken"), Some(PAUSES[0]), "it begins anew");
        outbox.remove(id);
        assert_eq!(outbox.broke(id, "broken"), None);
    }
}
