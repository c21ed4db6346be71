//! The letters that wait, and what is under way. Two batches that are under way have neither a room nor a sender of
//! messages in common: a room has one writer at a time, and nobody's messages overtake each other.

use super::Letter;
use crate::ids::{RoomId, UserId};
use std::collections::{HashSet, VecDeque};
use std::time::Duration;
use tokio::time::Instant;

/// Letters written in one transaction at most.
const BATCH: usize = 1024;
/// Letters that are looked through for those that may be written. Once so many wait for what is under way, so do all.
const PLACES: usize = 8192;
/// How long positions wait for a message that they can be written with: a commit costs the disk the same either way.
const POSITIONS_WAIT: Duration = Duration::from_millis(10);

#[derive(Default)]
pub struct Tray {
    letters: VecDeque<Letter>,
    under_way: Claim,
    /// Until when positions that could be written wait for a message.
    pub patience: Option<Instant>,
}

/// The rooms that a batch writes in, and who wrote its messages.
#[derive(Default)]
pub struct Claim {
    pub rooms: HashSet<RoomId>,
    senders: HashSet<UserId>,
}

impl Tray {
    /// How many more letters find a place.
    pub fn places(&self) -> usize {
        PLACES.saturating_sub(self.letters.len())
    }

    pub fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }

    pub fn put(&mut self, letters: impl IntoIterator<Item = Letter>) {
        self.letters.extend(letters);
    }

    /// The next letters that may be written, in the order in which they came. Positions alone are none as long as they
    /// have patience.
    pub fn next_batch(&mut self, now: Instant) -> Option<(Vec<Letter>, Claim)> {
        let (mut claim, mut passed, mut count) = (Claim::default(), HashSet::new(), 0);
        let (batch, later): (Vec<_>, Vec<_>) = self.letters.drain(..).partition(|letter| {
            let is_behind = letter.is_post() && passed.contains(&letter.user);
            let goes = count < BATCH && !is_behind && !self.under_way.holds(letter);
            count += usize::from(goes);
            if goes {
                claim.add(letter);
            } else if letter.is_post() {
                passed.insert(letter.user);
            }
            goes
        });
        let can_wait = !batch.is_empty() && batch.len() < BATCH && !batch.iter().any(Letter::is_post);
        self.patience = can_wait.then(|| self.patience.unwrap_or(now + POSITIONS_WAIT));
        if batch.is_empty() || self.patience.is_some_and(|until| now < until) {
            self.letters.extend(batch.into_iter().chain(later));
            return None;
        }
        self.letters.extend(later);
        self.patience = None;
        self.under_way.rooms.extend(&claim.rooms);
        self.under_way.senders.extend(&claim.senders);
        Some((batch, claim))
    }

    /// A batch is written.
    pub fn release(&mut self, claim: &Claim) {
        for room in &claim.rooms {
            self.under_way.rooms.remove(room);
        }
        for sender in &claim.senders {
            self.under_way.senders.remove(sender);
        }
    }
}

impl Claim {
    fn holds(&self, letter: &Letter) -> bool {
        self.rooms.contains(&letter.room) || (letter.is_post() && self.senders.contains(&letter.user))
    }

    fn add(&mut self, letter: &Letter) {
        self.rooms.insert(letter.room);
        if letter.is_post() {
            self.senders.insert(letter.user);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::Draft;
    use crate::chat::mailroom::{Errand, Reply};
    use tokio::sync::oneshot;

    fn posts(room: RoomId, user: UserId) -> Letter {
        let draft = Box::new(Draft::text(room, "Hello".into()));
        Letter { room, user, errand: Errand::Post { draft, reply: Reply::Caller(oneshot::channel().0) } }
    }

    fn reads(room: RoomId, user: UserId) -> Letter {
        Letter { room, user, errand: Errand::MoveRead(1) }
    }

    /// The rooms of the letters that may be written now, and what gives them back.
    fn next(tray: &mut Tray, now: Instant) -> Option<(Vec<RoomId>, Claim)> {
        let (batch, claim) = tray.next_batch(now)?;
        Some((batch.iter().map(|letter| letter.room).collect(), claim))
    }

    #[test]
    fn a_room_has_one_writer_at_a_time_and_nobody_overtakes_themselves() {
        let (now, mut tray) = (Instant::now(), Tray::default());
        let ([first, second, third], [noor, imani]) =
            ([(); 3].map(|()| RoomId::new()), [(); 2].map(|()| UserId::new()));
        tray.put([posts(first, noor), posts(first, noor)]);
        let (rooms, claim) = next(&mut tray, now).unwrap_or_default();
        assert_eq!(rooms, [first, first]);
        tray.put([posts(second, noor), posts(first, imani), posts(third, imani)]);
        assert!(
            next(&mut tray, now).is_none(),
            "Noor's waits for her first, and Imani's for the one before it in the room"
        );
        tray.put([posts(second, UserId::new()), reads(third, noor)]);
        assert_eq!(next(&mut tray, now).map(|(rooms, _)| rooms), Some(vec![second, third]));
        tray.release(&claim);
        assert_eq!(next(&mut tray, now).map(|(rooms, _)| rooms), Some(vec![first]), "the others' rooms are written in");
    }

    #[test]
    fn positions_wait_a_moment_for_a_message() {
        let (now, mut tray) = (Instant::now(), Tray::default());
        let (room, other, noor) = (RoomId::new(), RoomId::new(), UserId::new());
        tray.put([reads(room, noor)]);
        assert!(next(&mut tray, now).is_none());
        assert_eq!(tray.patience, Some(now + POSITIONS_WAIT));
        let (rooms, claim) = next(&mut tray, now + POSITIONS_WAIT).unwrap_or_default();
        assert_eq!((rooms, tray.patience), (vec![room], None));
        tray.release(&claim);
        tray.put([reads(room, noor), posts(other, noor)]);
        assert_eq!(next(&mut tray, now).map(|(rooms, _)| rooms), Some(vec![room, other]), "together with a message");
    }

    #[test]
    fn a_batch_has_its_limit_and_keeps_the_order() {
        let (now, mut tray) = (Instant::now(), Tray::default());
        let rooms: Vec<RoomId> = (0..=BATCH).map(|_| RoomId::new()).collect();
        tray.put(rooms.iter().map(|room| posts(*room, UserId::new())));
        assert_eq!(next(&mut tray, now).map(|(rooms, _)| rooms), Some(rooms[..BATCH].to_vec()));
        assert_eq!(next(&mut tray, now).map(|(rooms, _)| rooms), Some(rooms[BATCH..].to_vec()));
    }
}
