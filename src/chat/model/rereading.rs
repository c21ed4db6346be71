//! Rooms that are being asked for anew. However often that turns out to be needed, one reading a room is under way, and
//! one more follows it where the need arose meanwhile: it may have been answered before.

use crate::ids::RoomId;
use std::collections::HashMap;

/// The rooms that are being read, and whether each is to be read once more after that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rereading(HashMap<RoomId, bool>);

impl Rereading {
    /// The room has to be read. True where that begins now, false where it follows what is under way.
    pub fn ask(&mut self, room: RoomId) -> bool {
        self.0.insert(room, self.0.contains_key(&room)).is_none()
    }

    /// Something was heard of the room, which a reading that is under way may not tell yet.
    pub fn hear(&mut self, room: RoomId) {
        self.0.entry(room).and_modify(|is_asked_again| *is_asked_again = true);
    }

    /// A reading has ended. True where the next begins now.
    pub fn finish(&mut self, room: RoomId) -> bool {
        let is_asked_again = self.0.remove(&room).unwrap_or(false);
        if is_asked_again {
            self.0.insert(room, false);
        }
        is_asked_again
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
        assert!(!rereading.ask(room) && rereading.finish(room));
        assert!(!rereading.finish(room) && !rereading.finish(other));
        assert_eq!(rereading, Rereading::default(), "nothing is kept");
        rereading.hear(room);
        assert_eq!(rereading, Rereading::default(), "where nothing is read nothing is to be read again");
        assert!(rereading.ask(room));
        rereading.hear(room);
        assert!(rereading.finish(room), "it was heard of while it was read");
    }
}
