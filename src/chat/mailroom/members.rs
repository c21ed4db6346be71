//! Who is in which room, remembered between batches. A room's `changed_version` says whether that is
//! still true.

use crate::ids::{RoomId, UserId, uuids};
use sqlx::{PgConnection, query};
use std::collections::HashMap;
use std::sync::Arc;

/// Rooms remembered at most; beyond that all are forgotten and asked for again.
const ROOMS: usize = 50_000;

#[derive(Default)]
pub struct Members {
    known: HashMap<RoomId, (i64, Arc<[UserId]>)>,
}

impl Members {
    /// Makes sure that the members of these rooms, as of these versions, are known.
    pub async fn learn(
        &mut self,
        conn: &mut PgConnection,
        rooms: impl Iterator<Item = (RoomId, i64)>,
    ) -> Result<(), sqlx::Error> {
        if self.known.len() > ROOMS {
            self.known.clear();
        }
        let unknown: HashMap<RoomId, i64> =
            rooms.filter(|(room, version)| self.known.get(room).is_none_or(|(known, _)| known != version)).collect();
        if unknown.is_empty() {
            return Ok(());
        }
        let mut found: HashMap<RoomId, Vec<UserId>> = HashMap::new();
        let rows = query!(
            r#"select room_id as "room: RoomId", user_id as "user: UserId" from room_members where room_id = any($1)"#,
            &uuids(unknown.keys())
        );
        for row in rows.fetch_all(conn).await? {
            found.entry(row.room).or_default().push(row.user);
        }
        for (room, version) in unknown {
            self.known.insert(room, (version, found.remove(&room).unwrap_or_default().into()));
        }
        Ok(())
    }

    pub fn of(&self, room: RoomId) -> Arc<[UserId]> {
        self.known.get(&room).map_or_else(|| Arc::from([]), |(_, members)| Arc::clone(members))
    }
}
