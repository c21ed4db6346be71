//! Who is connected here, and handing each frame to every device of its audience.

mod frame;
mod last_told;
mod line;
mod queue;
mod rooms;
mod sight;

pub use frame::{Frame, frame};
pub use line::{Close, Line, Next};
pub use rooms::TYPING_SECONDS;
pub use sight::Sight;

use super::event::Event;
use crate::accounts::Me;
use crate::chat;
use crate::ids::{Pass, PracticeId, RoomId, UserId};
use crate::time::Moment;
use last_told::{LastTold, is_missed};
use rooms::OpenRooms;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Lines that one task writes to, one after the other.
const AT_ONCE: usize = 50;

#[derive(Default)]
pub struct Hub {
    people: Mutex<HashMap<UserId, Device>>,
    rooms: Mutex<OpenRooms>,
    last_told: Mutex<LastTold>,
}

/// A person's lines. One is the usual case, and the vector of one is small.
struct Device {
    practice: PracticeId,
    lines: Vec<Arc<Line>>,
}

impl Hub {
    /// Adds a line; true where it is the person's first.
    pub fn connect(&self, me: &Me, line: &Arc<Line>) -> bool {
        let mut people = lock(&self.people);
        let device = people
            .entry(line.user)
            .or_insert_with(|| Device { practice: me.practice.id, lines: Vec::with_capacity(1) });
        device.lines.push(Arc::clone(line));
        device.lines.len() == 1
    }

    /// Removes a line; true where it was the person's last.
    pub fn disconnect(&self, line: &Arc<Line>) -> bool {
        self.close_all_rooms(line);
        let mut people = lock(&self.people);
        let Some(device) = people.get_mut(&line.user) else { return false };
        device.lines.retain(|other| !Arc::ptr_eq(other, line));
        let is_last = device.lines.is_empty();
        if is_last {
            people.remove(&line.user);
        }
        is_last
    }

    pub fn is_online(&self, user: UserId) -> bool {
        lock(&self.people).contains_key(&user)
    }

    /// Everybody of the practice who is connected here.
    pub fn online_in(&self, practice: PracticeId) -> Vec<UserId> {
        lock(&self.people).iter().filter(|(_, device)| device.practice == practice).map(|(user, _)| *user).collect()
    }

    pub fn tell(&self, audience: &[UserId], event: &Event) {
        if let Event::Chat(chat::Event::MessageReceived { room, message, .. }) = event
            && let Some(sender) = &message.sender
        {
            self.stop_typing(*room, sender.id);
        }
        if let Event::Chat(chat::Event::Left { room }) = event {
            self.put_out(*room, audience);
        }
        if is_missed(event) {
            lock(&self.last_told).note(audience, Moment::now());
        }
        if self.has_any(audience) {
            let queue = if event.is_urgent() { Line::queue_first } else { Line::queue };
            self.put(audience, &frame(event), queue);
        }
    }

    /// Nothing that a new connection is not told again was told to them after this.
    pub fn told_at(&self, user: UserId) -> Moment {
        lock(&self.last_told).of(user, Moment::now())
    }

    fn has_any(&self, people: &[UserId]) -> bool {
        let online = lock(&self.people);
        people.iter().any(|user| online.contains_key(user))
    }

    /// Puts a frame into every line of those people.
    pub fn send(&self, audience: &[UserId], frame: &Frame) {
        self.put(audience, frame, Line::queue);
    }

    /// Closes the lines of those sign-ins and tokens.
    pub fn hang_up(&self, passes: &[Pass]) {
        for line in self.all_lines().iter().filter(|line| passes.contains(&line.pass)) {
            line.close(Close::SignedOut);
        }
    }

    /// Closes every line, as when the server stops.
    pub fn hang_up_all(&self) {
        for line in self.all_lines() {
            line.close(Close::GoingAway);
        }
    }

    pub fn count(&self) -> usize {
        lock(&self.people).values().map(|device| device.lines.len()).sum()
    }

    /// Whoever has left a room has it open nowhere, and does not type in it.
    fn put_out(&self, room: RoomId, people: &[UserId]) {
        for user in people {
            self.stop_typing(room, *user);
            let lines = lock(&self.people).get(user).map(|device| device.lines.clone());
            for line in lines.unwrap_or_default() {
                self.close_room(room, &line);
            }
        }
    }

    /// Queues the frame in the same order for all, and has it written.
    fn put(&self, audience: &[UserId], frame: &Frame, queue: fn(&Line, Frame) -> bool) {
        let people = lock(&self.people);
        let lines = audience.iter().filter_map(|user| people.get(user)).flat_map(|device| &device.lines);
        let idle = lines.filter(|line| queue(line, frame.clone())).cloned().collect();
        drop(people);
        write(idle);
    }

    fn all_lines(&self) -> Vec<Arc<Line>> {
        lock(&self.people).values().flat_map(|device| device.lines.iter().cloned()).collect()
    }

    /// The lines that have the room open, but for one person's.
    fn others_in(&self, room: RoomId, user: UserId) -> Vec<Arc<Line>> {
        lock(&self.rooms).lines(room).filter(|line| line.user != user).cloned().collect()
    }
}

/// Writes to these lines aside; to many at several places, so that whoever tells waits for none of them.
fn write(mut lines: Vec<Arc<Line>>) {
    while !lines.is_empty() {
        let some = lines.split_off(lines.len().saturating_sub(AT_ONCE));
        tokio::spawn(async move {
            for line in some {
                line.write();
            }
        });
    }
}

/// Nothing that holds these locks can leave the map half changed, so a panic elsewhere does not close it.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
