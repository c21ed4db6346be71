//! Rooms that are being asked for anew. However often that turns out to be needed, one reading a room is under way, and
//! one more follows it where the need arose meanwhile: it may have been answered before.

use crate::ids::RoomId;
use std::collections::HashMap;

/// The rooms that are being read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rereading(HashMap<RoomId, Meanwhile>);

/// What came since a reading began.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Meanwhile {
    is_asked: bool,
    is_heard: bool,
}

impl Rereading {
    /// The room has to be read. True where that begins now, false where it follows what is under way.
    pub fn ask(&mut self, room: RoomId) -> bool {
        let is_new = !self.0.contains_key(&room);
        self.0.entry(room).or_default().is_asked = !is_new;
        is_new
    }

    /// Something happened in the room, which what is being read may be older than.
    pub fn hear(&mut self, room: RoomId) {
        self.0.entry(room).and_modify(|meanwhile| meanwhile.is_heard = true);
    }

    /// A reading begins, which tells all that came until now.
    pub fn begin(&mut self, room: RoomId) {
        self.0.insert(room, Meanwhile::default());
    }

    /// Whether what is being read may be older than what is known.
    pub fn is_outdated(&self, room: RoomId) -> bool {
        self.0.get(&room).is_some_and(|meanwhile| meanwhile.is_heard)
    }

    /// A reading has ended. True where another follows.
    pub fn finish(&mut self, room: RoomId) -> bool {
        let meanwhile = self.0.remove(&room).unwrap_or_default();
        let goes_on = meanwhile.is_asked || meanwhile.is_heard;
        if goes_on {
            self.begin(room);
        }
        goes_on
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_reading_a_room_is_under_way_and_one_follows() {
        let (mut rereading, room, other) = (Rereading::default(), RoomId::new(), RoomId::new());
        assert!(rereading.ask(room));
        assert!(!rereading.ask(room) && !rereading.ask(room), "these wait for one more");
        assert!(rereading.ask(other), "another room waits for nobody");
        assert!(rereading.finish(room), "what came meanwhile is read once");
        assert!(!rereading.ask(room));
        rereading.begin(room);
        assert!(!rereading.ask(room) && rereading.finish(room));
        assert!(!rereading.finish(room) && !rereading.finish(other));
        assert_eq!(rereading, Rereading::default(), "nothing is kept");
        assert!(rereading.ask(room));
    }

    #[test]
    fn what_happens_while_a_room_is_read_makes_that_old() {
        let (mut rereading, room) = (Rereading::default(), RoomId::new());
        rereading.hear(room);
        assert_eq!(rereading, Rereading::default(), "where nothing is read nothing is to be read again");
        rereading.ask(room);
        rereading.ask(room);
        assert!(!rereading.is_outdated(room), "one more reading makes this one no older");
        rereading.hear(room);
        assert!(rereading.is_outdated(room) && rereading.finish(room));
        assert!(!rereading.is_outdated(room) && !rereading.finish(room));
    }
}
