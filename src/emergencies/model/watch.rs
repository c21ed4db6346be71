//! The emergencies that a page knows of, kept true by what it hears.

use super::Emergency;
use crate::ids::{EmergencyId, RoomId, UserId};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Watch {
    /// The newest first.
    pub all: Vec<Emergency>,
}

impl Watch {
    /// Takes an emergency over as it was told, unless something later is known of it.
    pub fn put(&mut self, told: Emergency) {
        match self.all.iter_mut().find(|known| known.id == told.id) {
            Some(known) if known.version >= told.version => {}
            Some(known) => *known = told,
            None => self.all.push(told),
        }
        self.all.sort_by_key(|emergency| std::cmp::Reverse(emergency.id));
    }

    /// Takes the list over as it was read. Those that were `heard` of while it was on its way are newer, and stay.
    pub fn renew(&mut self, read: Self, heard: &[EmergencyId]) {
        let known = std::mem::replace(self, read);
        known
            .all
            .into_iter()
            .filter(|emergency| heard.contains(&emergency.id))
            .for_each(|emergency| self.put(emergency));
    }

    pub fn get(&self, id: EmergencyId) -> Option<&Emergency> {
        self.all.iter().find(|emergency| emergency.id == id)
    }

    /// Those that are not resolved.
    pub fn open(&self) -> Vec<Emergency> {
        self.all.iter().filter(|emergency| emergency.is_open()).cloned().collect()
    }

    pub fn in_room(&self, room: RoomId) -> Option<&Emergency> {
        self.all.iter().find(|emergency| emergency.room == room)
    }

    /// Whether one of them is to be heard on this person's devices.
    pub fn rings_for(&self, me: UserId) -> bool {
        self.all.iter().any(|emergency| emergency.rings_for(me))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emergencies::model::tests::emergency;
    use crate::time::Moment;

    #[test]
    fn later_words_win_whatever_their_order() {
        let raised = emergency(Moment::from_unix_millis(0));
        let taken = Emergency { version: 2, taken_at: Some(raised.raised_at), ..raised.clone() };
        let mut watch = Watch::default();
        watch.put(taken.clone());
        watch.put(raised.clone());
        assert_eq!(watch.all.as_slice(), std::slice::from_ref(&taken));
        watch.renew(Watch { all: vec![raised] }, &[taken.id]);
        assert_eq!(
            watch.all.as_slice(),
            std::slice::from_ref(&taken),
            "what was read may be older than what was heard"
        );
        watch.renew(Watch::default(), &[taken.id]);
        assert_eq!(watch.all, [taken], "it came while the list was read");
        watch.renew(Watch::default(), &[]);
        assert!(watch.all.is_empty(), "what is not read any more is over");
    }

    #[test]
    fn the_newest_stands_first() {
        let (first, second) = (emergency(Moment::from_unix_millis(0)), emergency(Moment::from_unix_millis(0)));
        let mut watch = Watch::default();
        watch.put(first.clone());
        watch.put(second.clone());
        assert_eq!(watch.open().iter().map(|one| one.id).collect::<Vec<_>>(), [second.id, first.id]);
    }
}
