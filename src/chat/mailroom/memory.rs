//! What the mailroom remembers of rooms between batches: their counters, who is in them and how far each is. It holds
//! as long as the room's version is the one remembered, since every change to a room gives it another.

use super::authors::{Authors, REMEMBERED};
use super::batch::{Ledger, Position, RoomRow};
use super::{Errand, Letter};
use crate::chat::Event;
use crate::chat::model::{MEMBERS_TOLD, Message};
use crate::ids::{RoomId, UserId, uuids};
use sqlx::{PgConnection, query};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Rooms remembered at most; beyond that all but those that are lent are forgotten and asked for again.
const ROOMS: usize = 50_000;

#[derive(Default)]
pub struct Memory {
    rooms: HashMap<RoomId, Known>,
}

struct Known {
    row: RoomRow,
    members: Arc<[UserId]>,
    positions: HashMap<UserId, Position>,
    /// Of a crowd alone.
    authors: Authors,
}

impl Memory {
    /// What is known of these rooms, for whoever writes in them.
    pub fn lend(&mut self, rooms: &HashSet<RoomId>) -> Self {
        Self { rooms: rooms.iter().filter_map(|room| self.rooms.remove_entry(room)).collect() }
    }

    /// Takes back what was lent, and with it what has become known.
    pub fn take_back(&mut self, lent: &mut Self) {
        if self.rooms.len() > ROOMS {
            self.rooms.clear();
        }
        self.rooms.extend(lent.rooms.drain());
    }

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
        let is_behind =
            |(room, row): &(RoomId, RoomRow)| self.rooms.get(room).is_none_or(|known| known.row.version != row.version);
        let stale: HashMap<RoomId, RoomRow> = locked.into_iter().filter(is_behind).collect();
        if stale.is_empty() {
            return Ok(());
        }
        let rooms: Vec<RoomId> = stale.keys().copied().collect();
        let mut positions = positions_in(&mut *conn, &rooms).await?;
        let has_many = |room: &RoomId| positions.get(room).is_some_and(is_crowd);
        let crowds: Vec<RoomId> = rooms.iter().copied().filter(has_many).collect();
        let mut authors = authors_in(conn, &crowds).await?;
        for (room, row) in stale {
            let positions = positions.remove(&room).unwrap_or_default();
            let members = positions.keys().copied().collect();
            let row = RoomRow { is_crowded: crowds.contains(&room), ..row };
            let authors = authors.remove(&room).unwrap_or_default();
            self.rooms.insert(room, Known { row, members, positions, authors });
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
        for message in &ledger.fresh {
            if let (Some(known), Some(author)) = (self.rooms.get_mut(&message.room), &message.sender)
                && known.row.is_crowded
            {
                known.authors.add(message.number, author.id);
            }
        }
    }

    /// Everybody in the room; in a crowd, positions are told to those whom they concern. `fresh` are the messages of
    /// the same batch, which is not kept yet.
    pub fn audience_of(&self, event: &Event, fresh: &[Message]) -> Arc<[UserId]> {
        let Some(known) = self.rooms.get(&event.room()) else { return Arc::from([]) };
        match event {
            Event::ReadMoved { user, number, .. } if known.row.is_crowded => {
                known.concerned(*user, (known.position_of(*user).read, *number), of_room(fresh, event.room()))
            }
            Event::DeliveredMoved { user, number, .. } if known.row.is_crowded => {
                known.concerned(*user, (known.position_of(*user).delivered, *number), of_room(fresh, event.room()))
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

impl Known {
    fn position_of(&self, user: UserId) -> Position {
        self.positions.get(&user).copied().unwrap_or_default()
    }

    /// The one who moved, and whoever wrote what was passed over and is still in the room.
    fn concerned<'a>(
        &self,
        mover: UserId,
        (after, up_to): (i64, i64),
        fresh: impl Iterator<Item = &'a Message>,
    ) -> Arc<[UserId]> {
        let is_passed = |message: &&Message| message.number > after && message.number <= up_to;
        let just_now = fresh.filter(is_passed).filter_map(|message| Some(message.sender.as_ref()?.id));
        let authors = self.authors.between(after, up_to).chain(just_now);
        let people: HashSet<UserId> =
            authors.filter(|author| self.positions.contains_key(author)).chain([mover]).collect();
        people.into_iter().collect()
    }
}

fn of_room(messages: &[Message], room: RoomId) -> impl Iterator<Item = &Message> {
    messages.iter().filter(move |message| message.room == room)
}

/// Whether these are more than a room names (docs/protocol.md).
fn is_crowd(positions: &HashMap<UserId, Position>) -> bool {
    i64::try_from(positions.len()).is_ok_and(|count| count > MEMBERS_TOLD)
}

async fn positions_in(
    conn: &mut PgConnection,
    rooms: &[RoomId],
) -> Result<HashMap<RoomId, HashMap<UserId, Position>>, sqlx::Error> {
    let mut positions: HashMap<RoomId, HashMap<UserId, Position>> = HashMap::new();
    let rows = query!(
        r#"select room_id as "room: RoomId", user_id as "user: UserId", delivered, read
           from room_members where room_id = any($1)"#,
        &uuids(rooms)
    );
    for row in rows.fetch_all(conn).await? {
        let position = Position { delivered: row.delivered, read: row.read, version: 0 };
        positions.entry(row.room).or_default().insert(row.user, position);
    }
    Ok(positions)
}

async fn authors_in(conn: &mut PgConnection, crowds: &[RoomId]) -> Result<HashMap<RoomId, Authors>, sqlx::Error> {
    let mut authors: HashMap<RoomId, Authors> = HashMap::new();
    if crowds.is_empty() {
        return Ok(authors);
    }
    let rows = query!(
        r#"select m.room_id as "room: RoomId", m.number, m.sender_id as "author!: UserId"
           from rooms r join messages m on m.room_id = r.id and m.number > r.last_number - $2
           where r.id = any($1) and m.sender_id is not null order by m.room_id, m.number"#,
        &uuids(crowds),
        REMEMBERED
    );
    for row in rows.fetch_all(conn).await? {
        authors.entry(row.room).or_default().add(row.number, row.author);
    }
    Ok(authors)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::Draft;
    use crate::chat::mailroom::Reply;
    use tokio::sync::oneshot;

    fn crowd(room: RoomId, members: &[UserId]) -> Memory {
        let row = RoomRow { is_ended: false, last_number: 0, version: 1, was: 1, is_written: false, is_crowded: true };
        let positions = members.iter().map(|member| (*member, Position::default())).collect();
        let known = Known { row, members: members.into(), positions, authors: Authors::default() };
        Memory { rooms: HashMap::from([(room, known)]) }
    }

    fn posts(room: RoomId, user: UserId) -> Letter {
        let draft = Box::new(Draft::text(room, "Hello".into()));
        Letter { room, user, errand: Errand::Post { draft, reply: Reply::Caller(oneshot::channel().0) } }
    }

    fn reads(room: RoomId, user: UserId, number: i64) -> Letter {
        Letter { room, user, errand: Errand::MoveRead(number) }
    }

    /// Who is told of the last letter, all of them being one batch.
    fn told(memory: &mut Memory, letters: &[Letter]) -> HashSet<UserId> {
        let mut ledger = memory.open_ledger(letters);
        for letter in letters {
            assert!(ledger.enter(letter).is_ok());
        }
        let audience = ledger.events.last().map(|event| memory.audience_of(event, &ledger.fresh));
        memory.keep(&ledger);
        audience.iter().flat_map(|people| people.iter().copied()).collect()
    }

    #[test]
    fn what_is_lent_is_known_to_whoever_writes_there_alone() {
        let (room, noor) = (RoomId::new(), UserId::new());
        let mut memory = crowd(room, &[noor]);
        let mut lent = memory.lend(&HashSet::from([room, RoomId::new()]));
        let letter = [posts(room, noor)];
        assert!(memory.ledger_for(&letter).is_none());
        let mut ledger = lent.ledger_for(&letter).unwrap_or_default();
        assert!(ledger.enter(&letter[0]).is_ok());
        lent.keep(&ledger);
        memory.take_back(&mut lent);
        assert_eq!(memory.open_ledger(&letter).rooms[&room].last_number, 1);
    }

    #[test]
    fn in_a_crowd_positions_are_told_to_the_mover_and_to_the_authors_of_what_they_pass() {
        let (room, people) = (RoomId::new(), [(); 5].map(|()| UserId::new()));
        let [noor, imani, jonas, tomas, greta] = people;
        let mut memory = crowd(room, &people);
        let batch = [posts(room, noor), posts(room, imani), reads(room, jonas, 1)];
        assert_eq!(told(&mut memory, &batch), HashSet::from([jonas, noor]), "written in the same batch");
        assert_eq!(told(&mut memory, &[reads(room, jonas, 2)]), HashSet::from([jonas, imani]));
        assert_eq!(told(&mut memory, &[reads(room, tomas, 2)]), HashSet::from([tomas, noor, imani]));
        assert_eq!(told(&mut memory, &[posts(room, noor)]), HashSet::from(people));
        if let Some(known) = memory.rooms.get_mut(&room) {
            known.positions.remove(&noor);
        }
        assert_eq!(told(&mut memory, &[reads(room, greta, 3)]), HashSet::from([greta, imani]), "noor has left");
    }
}
