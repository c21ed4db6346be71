//! What the mailroom remembers of rooms between batches: their counters, who is in them and how far each is. It holds
//! as long as the room's version is the one remembered, since every change to a room gives it another.

use super::batch::{Ledger, Position, RoomRow};
use super::{Errand, Letter};
use crate::chat::Event;
use crate::ids::{RoomId, UserId, uuids};
use sqlx::{PgConnection, query};
use std::collections::HashMap;
use std::sync::Arc;

/// Rooms remembered at most; beyond that all are forgotten and asked for again.
const ROOMS: usize = 50_000;

/// Members up to which everybody is told how far everybody is: as many as a room names (docs/protocol.md).
const CROWD: usize = 50;

#[derive(Default)]
pub struct Memory {
    rooms: HashMap<RoomId, Known>,
}

struct Known {
    row: RoomRow,
    members: Arc<[UserId]>,
    positions: HashMap<UserId, Position>,
}

impl Memory {
    /// The ledger of letters that can be written from memory alone: `None` where a room is unknown or has ended,
    /// or where something is asked that memory may be behind on.
    pub fn ledger_for(&self, letters: &[Letter]) -> Option<Ledger> {
        letters.iter().all(|letter| self.is_sure_of(letter)).then(|| self.open_ledger(letters))
    }

    /// Reads anew what is not known as of these versions. The caller has locked the rooms.
    pub async fn refresh(
        &mut self,
        conn: &mut PgConnection,
        locked: HashMap<RoomId, RoomRow>,
    ) -> Result<(), sqlx::Error> {
        if self.rooms.len() > ROOMS {
            self.rooms.clear();
        }
        let is_behind =
            |(room, row): &(RoomId, RoomRow)| self.rooms.get(room).is_none_or(|known| known.row.version != row.version);
        let stale: HashMap<RoomId, RoomRow> = locked.into_iter().filter(is_behind).collect();
        if stale.is_empty() {
            return Ok(());
        }
        let mut positions: HashMap<RoomId, HashMap<UserId, Position>> = HashMap::new();
        let rows = query!(
            r#"select room_id as "room: RoomId", user_id as "user: UserId", delivered, read
               from room_members where room_id = any($1)"#,
            &uuids(stale.keys())
        );
        for row in rows.fetch_all(conn).await? {
            let position = Position { delivered: row.delivered, read: row.read, version: 0 };
            positions.entry(row.room).or_default().insert(row.user, position);
        }
        for (room, row) in stale {
            let positions = positions.remove(&room).unwrap_or_default();
            let members = positions.keys().copied().collect();
            let row = RoomRow { is_crowded: positions.len() > CROWD, ..row };
            self.rooms.insert(room, Known { row, members, positions });
        }
        Ok(())
    }

    /// A ledger that begins with what is remembered of the letters' rooms.
    pub fn open_ledger(&self, letters: &[Letter]) -> Ledger {
        let mut ledger = Ledger::default();
        for letter in letters {
            let Some(known) = self.rooms.get(&letter.room) else { continue };
            ledger.rooms.entry(letter.room).or_insert_with(|| known.row.clone());
            if let Some(position) = known.positions.get(&letter.user) {
                ledger.positions.insert((letter.room, letter.user), *position);
            }
        }
        ledger
    }

    /// Takes over what was written.
    pub fn keep(&mut self, ledger: &Ledger) {
        for (room, row) in &ledger.rooms {
            if let Some(known) = self.rooms.get_mut(room) {
                known.row = RoomRow { was: row.version, is_written: false, ..row.clone() };
            }
        }
        for ((room, user), position) in &ledger.positions {
            if let Some(known) = self.rooms.get_mut(room) {
                known.positions.insert(*user, Position { version: 0, ..*position });
            }
        }
    }

    /// Everybody in the room; in a crowd, positions are told to the devices of the one who moved alone.
    pub fn audience_of(&self, event: &Event) -> Arc<[UserId]> {
        let Some(known) = self.rooms.get(&event.room()) else { return Arc::from([]) };
        match event {
            Event::ReadMoved { user, .. } | Event::DeliveredMoved { user, .. } if known.row.is_crowded => {
                Arc::from([*user])
            }
            _ => Arc::clone(&known.members),
        }
    }

    /// Whoever is not a member may just have become one, and a number past the end may just have been written.
    fn is_sure_of(&self, letter: &Letter) -> bool {
        let Some(known) = self.rooms.get(&letter.room) else { return false };
        known.positions.contains_key(&letter.user)
            && match &letter.errand {
                Errand::Post { draft, .. } => !known.row.is_ended && draft.is_plain(),
                Errand::MoveDelivered(number) | Errand::MoveRead(number) => *number <= known.row.last_number,
            }
    }
}
