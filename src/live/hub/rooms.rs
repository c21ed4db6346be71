//! Which lines have which rooms open, and who is typing there. Typing is a lease: it ends by itself, and with the line
//! that it came by.

use super::{Hub, Line, frame, lock, write};
use crate::chat;
use crate::ids::{RoomId, UserId};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

pub const TYPING_SECONDS: u64 = 6;

/// Rooms a line may have open at once; a page has one.
const OPEN_AT_ONCE: usize = 100;

#[derive(Default)]
pub struct OpenRooms {
    lines: HashMap<RoomId, Vec<Arc<Line>>>,
    typing: HashMap<RoomId, HashMap<UserId, Lease>>,
    leases: u64,
    by_line: HashMap<usize, HashSet<RoomId>>,
}

#[derive(Clone, Copy, PartialEq)]
struct Lease {
    /// So that the timer of an older one does nothing.
    number: u64,
    /// Who of one's devices has begun or renewed it.
    line: usize,
}

impl OpenRooms {
    pub fn lines(&self, room: RoomId) -> impl Iterator<Item = &Arc<Line>> {
        self.lines.get(&room).into_iter().flatten()
    }

    fn has_open(&self, room: RoomId, line: &Arc<Line>) -> bool {
        self.by_line.get(&key(line)).is_some_and(|open| open.contains(&room))
    }

    /// True where there was a lease.
    fn end_lease(&mut self, room: RoomId, user: UserId) -> bool {
        let Some(leases) = self.typing.get_mut(&room) else { return false };
        let was_typing = leases.remove(&user).is_some();
        if leases.is_empty() {
            self.typing.remove(&room);
        }
        was_typing
    }

    fn is_typed_by(&self, room: RoomId, line: &Arc<Line>) -> bool {
        self.typing.get(&room).and_then(|leases| leases.get(&line.user)).is_some_and(|lease| lease.line == key(line))
    }

    /// The rooms in which somebody types by this line.
    fn typed_by(&self, line: &Arc<Line>) -> Vec<RoomId> {
        self.typing.keys().copied().filter(|room| self.is_typed_by(*room, line)).collect()
    }
}

fn key(line: &Arc<Line>) -> usize {
    Arc::as_ptr(line).addr()
}

impl Hub {
    pub fn open_room(&self, room: RoomId, line: &Arc<Line>) {
        let mut rooms = lock(&self.rooms);
        let open = rooms.by_line.entry(key(line)).or_default();
        if open.len() < OPEN_AT_ONCE && open.insert(room) {
            rooms.lines.entry(room).or_default().push(Arc::clone(line));
        }
    }

    pub fn close_room(&self, room: RoomId, line: &Arc<Line>) {
        let was_typing = {
            let mut rooms = lock(&self.rooms);
            if let Some(open) = rooms.by_line.get_mut(&key(line)) {
                open.remove(&room);
            }
            remove_line(&mut rooms, room, line);
            rooms.is_typed_by(room, line)
        };
        if was_typing {
            self.stop_typing(room, line.user);
        }
    }

    pub fn close_all_rooms(&self, line: &Arc<Line>) {
        let typed = {
            let mut rooms = lock(&self.rooms);
            for room in rooms.by_line.remove(&key(line)).unwrap_or_default() {
                remove_line(&mut rooms, room, line);
            }
            rooms.typed_by(line)
        };
        for room in typed {
            self.stop_typing(room, line.user);
        }
    }

    pub fn has_open(&self, room: RoomId, line: &Arc<Line>) -> bool {
        lock(&self.rooms).has_open(room, line)
    }

    /// Whether a person has the room open on any of their devices.
    pub fn has_room_open(&self, room: RoomId, user: UserId) -> bool {
        lock(&self.rooms).lines(room).any(|line| line.user == user)
    }

    /// Begins or renews the lease; the others who have the room open hear of its beginning.
    pub fn start_typing(self: &Arc<Self>, room: RoomId, line: &Arc<Line>) {
        let user = line.user;
        let (lease, is_new) = {
            let mut rooms = lock(&self.rooms);
            rooms.leases += 1;
            let lease = Lease { number: rooms.leases, line: key(line) };
            (lease, rooms.typing.entry(room).or_default().insert(user, lease).is_none())
        };
        if is_new {
            self.tell_room(room, user, &chat::Event::TypingStarted { room, user });
        }
        let hub = Arc::clone(self);
        tokio::spawn(async move {
            tokio::time::sleep(Duration::from_secs(TYPING_SECONDS)).await;
            let is_current = lock(&hub.rooms).typing.get(&room).and_then(|leases| leases.get(&user)) == Some(&lease);
            if is_current {
                hub.stop_typing(room, user);
            }
        });
    }

    pub fn stop_typing(&self, room: RoomId, user: UserId) {
        if lock(&self.rooms).end_lease(room, user) {
            self.tell_room(room, user, &chat::Event::TypingStopped { room, user });
        }
    }

    /// Tells a line that has opened the room who of the others is typing. It is said under the lock, so that the end of
    /// any of these is said after it.
    pub fn tell_typing(&self, room: RoomId, line: &Arc<Line>) {
        let rooms = lock(&self.rooms);
        if !rooms.has_open(room, line) {
            return;
        }
        let typing = rooms.typing.get(&room).into_iter().flat_map(HashMap::keys).copied();
        for user in typing.filter(|user| *user != line.user) {
            line.push(frame(&chat::Event::TypingStarted { room, user }));
        }
    }

    fn tell_room(&self, room: RoomId, user: UserId, event: &chat::Event) {
        let frame = frame(event);
        write(self.others_in(room, user).into_iter().filter(|line| line.queue(frame.clone())).collect());
    }
}

fn remove_line(rooms: &mut OpenRooms, room: RoomId, line: &Arc<Line>) {
    if let Some(lines) = rooms.lines.get_mut(&room) {
        lines.retain(|other| !Arc::ptr_eq(other, line));
        if lines.is_empty() {
            rooms.lines.remove(&room);
        }
    }
}
