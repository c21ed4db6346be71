//! Whom a message has reached.

use super::room::Member;
use crate::accounts::User;
use serde::{Deserialize, Serialize};

/// How far a message has come with somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reached {
    Read,
    Delivered,
    NotYet,
}

/// Some of those with whom a message has come as far, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadersPage {
    pub people: Vec<User>,
    /// How many there are in all.
    pub count: i64,
}

impl Reached {
    pub const ALL: [Self; 3] = [Self::Read, Self::Delivered, Self::NotYet];

    /// How far the message of that number has come with the member.
    pub fn of(member: &Member, number: i64) -> Self {
        if member.read >= number {
            Self::Read
        } else if member.delivered >= number {
            Self::Delivered
        } else {
            Self::NotYet
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Delivered => "delivered",
            Self::NotYet => "not_yet",
        }
    }

    pub fn title(self) -> &'static str {
        match self {
            Self::Read => "Read",
            Self::Delivered => "Delivered",
            Self::NotYet => "Not delivered yet",
        }
    }
}
