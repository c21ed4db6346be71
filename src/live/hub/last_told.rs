//! When people were told something last. A page that was drawn before that, and could not hear it yet, reads anew what
//! it shows.

use crate::accounts;
use crate::ids::UserId;
use crate::live::event::Event;
use crate::time::Moment;
use std::collections::HashMap;

/// In minutes. Pages older than this read anew without being asked.
const REMEMBERED: i64 = 5;

pub struct LastTold {
    /// Nothing is known of what was before.
    since: Moment,
    people: HashMap<UserId, Moment>,
    tidied_at: Moment,
}

impl Default for LastTold {
    fn default() -> Self {
        let now = Moment::now();
        Self { since: now, people: HashMap::new(), tidied_at: now }
    }
}

impl LastTold {
    pub fn note(&mut self, audience: &[UserId], now: Moment) {
        if self.tidied_at < now.plus_minutes(-REMEMBERED) {
            self.people.retain(|_, told_at| *told_at >= now.plus_minutes(-REMEMBERED));
            self.tidied_at = now;
        }
        self.people.extend(audience.iter().map(|user| (*user, now)));
    }

    /// Nothing was told to them after this.
    pub fn of(&self, user: UserId, now: Moment) -> Moment {
        let forgotten = self.since.max(now.plus_minutes(-REMEMBERED));
        self.people.get(&user).map_or(forgotten, |told_at| forgotten.max(*told_at))
    }
}

/// Conversations and presence are told whole to each new connection.
pub fn is_missed(event: &Event) -> bool {
    use accounts::Event::{CameOnline, WentOffline};
    !matches!(event, Event::Chat(_) | Event::Accounts(CameOnline { .. } | WentOffline { .. }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_remembered_may_have_been_told() {
        let at = |seconds: i64| Moment::from_unix_millis(seconds * 1_000);
        let (user, other) = (UserId::new(), UserId::new());
        let mut told = LastTold { since: at(0), people: HashMap::new(), tidied_at: at(0) };
        assert_eq!(told.of(user, at(10)), at(0), "the server before this one may have told them something");
        told.note(&[user], at(20));
        assert_eq!((told.of(user, at(30)), told.of(other, at(30))), (at(20), at(0)));
        assert_eq!(told.of(user, at(325)), at(25), "no page waits that long");
        told.note(&[other], at(325));
        assert_eq!(told.people.len(), 1, "who was told long ago is forgotten");
    }
}
