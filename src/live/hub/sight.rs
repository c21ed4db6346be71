//! Who comes into sight, and goes out of it, while both are connected: nobody came or went then, so it is said here.

use super::{Hub, lock};
use crate::accounts;
use crate::ids::UserId;
use crate::live::event::Event;
use std::collections::HashSet;

/// People who may see each other from now on, or may no more. What it names is true whatever was told before.
#[derive(Debug)]
pub enum Sight {
    /// Each newcomer and each of these, newcomers too.
    Begins { newcomers: HashSet<UserId>, people: Vec<UserId> },
    /// One person and each of the others.
    Ends { user: UserId, others: Vec<UserId> },
}

impl Hub {
    pub fn note_sight(&self, sight: &Sight) {
        match sight {
            Sight::Begins { newcomers, people } => self.begin_sight(newcomers, people),
            Sight::Ends { user, others } => self.end_sight(*user, others),
        }
    }

    fn begin_sight(&self, newcomers: &HashSet<UserId>, people: &[UserId]) {
        let here = self.online_among(people);
        for user in &here {
            let is_new = newcomers.contains(user);
            let sees = |other: &UserId| other != user && (is_new || newcomers.contains(other));
            let viewers: Vec<UserId> = here.iter().copied().filter(sees).collect();
            self.tell(&viewers, &Event::from(accounts::Event::CameOnline { user: *user }));
        }
    }

    /// Also of whoever has just gone: those who do not see them any more are not told of that.
    fn end_sight(&self, user: UserId, others: &[UserId]) {
        self.tell(others, &offline(user));
        for other in others {
            self.tell(&[user], &offline(*other));
        }
    }

    fn online_among(&self, people: &[UserId]) -> Vec<UserId> {
        let online = lock(&self.people);
        people.iter().copied().filter(|user| online.contains_key(user)).collect()
    }
}

/// When somebody was here is not for those who do not see them.
fn offline(user: UserId) -> Event {
    Event::from(accounts::Event::WentOffline { user, last_seen: None })
}
