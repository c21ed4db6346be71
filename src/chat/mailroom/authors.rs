//! Who wrote the newest messages of a crowd. A position that moves there is a tick for whoever wrote what it passes
//! over, and nothing for the others: told to all, a thousand readers of one message would be a million frames.

use crate::ids::UserId;
use std::collections::VecDeque;

/// How many of a room's newest numbers have their authors remembered.
pub const REMEMBERED: i64 = 500;

#[derive(Default)]
pub struct Authors {
    /// By number; what the room itself says has no author.
    newest: VecDeque<(i64, UserId)>,
}

impl Authors {
    /// A message that is newer than those that are known.
    pub fn add(&mut self, number: i64, author: UserId) {
        self.newest.push_back((number, author));
        while self.newest.front().is_some_and(|(oldest, _)| *oldest <= number - REMEMBERED) {
            self.newest.pop_front();
        }
    }

    /// Who wrote the messages after a number, up to and with another; whoever wrote several comes several times.
    pub fn between(&self, after: i64, up_to: i64) -> impl Iterator<Item = UserId> {
        let start = self.newest.partition_point(|(number, _)| *number <= after);
        self.newest.range(start..).take_while(move |(number, _)| *number <= up_to).map(|(_, author)| *author)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_who_wrote_what_is_passed_over_are_found() {
        let (noor, imani) = (UserId::new(), UserId::new());
        let mut authors = Authors::default();
        for (number, author) in [(3, noor), (5, imani), (6, noor)] {
            authors.add(number, author);
        }
        let found = |after, up_to| authors.between(after, up_to).collect::<Vec<_>>();
        assert_eq!(found(0, 9), [noor, imani, noor]);
        assert_eq!(found(3, 5), [imani]);
        assert!(found(3, 4).is_empty() && found(6, 9).is_empty());
    }

    #[test]
    fn only_the_newest_are_remembered() {
        let (noor, imani) = (UserId::new(), UserId::new());
        let mut authors = Authors::default();
        authors.add(1, noor);
        authors.add(REMEMBERED, imani);
        assert_eq!(authors.between(0, REMEMBERED).collect::<Vec<_>>(), [noor, imani]);
        authors.add(REMEMBERED + 1, imani);
        assert_eq!(authors.between(0, REMEMBERED + 1).collect::<Vec<_>>(), [imani, imani]);
    }
}
