//! How far all others are, in a crowd. Its room names at most 50 of them, and is told of few positions, while a tick
//! needs the least of all: the server knows it (`read_slowest`). It cannot grow before the one who is last moves on, so
//! the server is asked again only when that one has moved, and by those alone who have a tick to show. A page that held
//! a thousand positions instead would be sent them all with each opening.

use super::Thread;
use crate::chat::Event;
use crate::chat::model::room::{Member, Room};
use crate::ids::UserId;
use serde::{Deserialize, Serialize};

/// Whoever of the others is last: in what has been delivered to them, and in what they have read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slowest {
    pub delivered: Straggler,
    pub read: Straggler,
}

/// One of those who are last, and the number up to which they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Straggler {
    pub user: UserId,
    pub number: i64,
}

impl Thread {
    /// The numbers up to which all others have been delivered to, and have read.
    pub(super) fn least(&self, me: UserId) -> (i64, i64) {
        if let Some(slowest) = &self.slowest {
            return (slowest.delivered.number, slowest.read.number);
        }
        let least = |position: fn(&Member) -> i64| self.room.others(me).map(position).min().unwrap_or(0);
        (least(|member| member.delivered), least(|member| member.read))
    }

    /// What the server says of a crowd. Positions only move forward: an answer that comes late takes nothing back.
    pub fn take_slowest(&mut self, told: Slowest) {
        if !self.room.is_crowd() {
            return;
        }
        let known = self.slowest.get_or_insert(told);
        for (known, told) in [(&mut known.delivered, told.delivered), (&mut known.read, told.read)] {
            if told.number >= known.number {
                *known = told;
            }
        }
    }

    /// Whether somebody who was last has moved on with this event, or may have left.
    pub fn is_outrun_by(&self, event: &Event) -> bool {
        let Some(slowest) = &self.slowest else { return false };
        let is_last = |user: UserId| [slowest.delivered.user, slowest.read.user].contains(&user);
        match event {
            Event::ReadMoved { user, .. } | Event::DeliveredMoved { user, .. } => is_last(*user),
            Event::MessageReceived { message, .. } => message.sender.as_ref().is_some_and(|sender| is_last(sender.id)),
            Event::RoomChanged { room } => {
                [slowest.delivered, slowest.read].iter().any(|last| room.member(last.user).is_none())
            }
            _ => false,
        }
    }

    /// Whether a message of one's own is loaded that not all others have read.
    pub fn awaits_readers(&self, me: UserId) -> bool {
        let (_, read) = self.least(me);
        self.messages.iter().any(|message| message.number > read && message.is_by(me))
    }

    /// Whether there is anything to see of an event: not of the position of somebody whom the room does not name, and
    /// hundreds of those may come with one message.
    pub fn shows(&self, event: &Event) -> bool {
        match event {
            Event::ReadMoved { user, .. } | Event::DeliveredMoved { user, .. } => self.room.member(*user).is_some(),
            _ => true,
        }
    }

    /// A room that becomes a crowd begins with what is known of it: whoever comes is not behind the others.
    pub(super) fn change_room(&mut self, told: &Room) {
        let known = self.slowest.or_else(|| slowest_among(&self.room.members));
        self.room.update(told.clone());
        self.slowest = known.filter(|_| self.room.is_crowd());
    }
}

fn slowest_among(members: &[Member]) -> Option<Slowest> {
    let last = |position: fn(&Member) -> i64| {
        let member = members.iter().min_by_key(|member| position(member))?;
        Some(Straggler { user: member.user.id, number: position(member) })
    };
    Some(Slowest { delivered: last(|member| member.delivered)?, read: last(|member| member.read)? })
}
