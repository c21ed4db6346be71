//! A message may ask those who are in the room to confirm that they have read and understood it, until some time.

use super::message::Message;
use crate::accounts::User;
use crate::error::{AppError, Result};
use crate::ids::UserId;
use crate::time::Moment;
use crate::words::Role;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use time::UtcOffset;

/// What the payload of such a message says: `{"acknowledge": {"deadline": "2026-11-20T13:00:00Z"}}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asking {
    pub acknowledge: Ask,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    #[serde(default)]
    pub deadline: Option<Moment>,
}

impl Asking {
    pub fn until(deadline: Option<Moment>) -> Self {
        Self { acknowledge: Ask { deadline } }
    }

    /// Whether a payload asks at all, right or wrong.
    pub fn is_in(payload: Option<&Value>) -> bool {
        payload.is_some_and(|payload| payload.get("acknowledge").is_some())
    }

    /// What a payload that was checked asks.
    pub fn read(payload: Option<&Value>) -> Option<Ask> {
        payload.and_then(|payload| Ask::deserialize(payload.get("acknowledge")?).ok())
    }

    /// In UTC; a deadline has to be ahead of whoever is to keep it.
    pub fn checked(self, now: Moment) -> Result<Self> {
        let deadline = self.acknowledge.deadline.map(|at| Moment(at.0.to_offset(UtcOffset::UTC)));
        if deadline.is_some_and(|at| at <= now) {
            return Err(AppError::invalid("payload", "The deadline has passed already. Choose a later one."));
        }
        Ok(Self::until(deadline))
    }
}

/// Clients answer for themselves; those who look after them may ask.
pub fn may_ask(role: Role) -> bool {
    role != Role::Client
}

/// How far it has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Acknowledgement {
    pub deadline: Option<Moment>,
    /// How many are asked, and how many of them have confirmed.
    pub asked: i64,
    pub done: i64,
    /// One's own; missing in what all members are told alike.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mine: Option<Mine>,
}

/// Whether one is asked oneself, and when one has confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Mine {
    pub asked: bool,
    pub acknowledged_at: Option<Moment>,
}

/// Somebody who is asked, and when they have confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Confirmation {
    pub user: User,
    pub acknowledged_at: Option<Moment>,
}

/// How somebody stands to a message that asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stance {
    /// It has still to be confirmed by them.
    Asked,
    Confirmed(Moment),
    /// Its author, and whoever came later.
    Beside,
}

impl Acknowledgement {
    pub fn is_overdue(&self, now: Moment) -> bool {
        self.done < self.asked && self.deadline.is_some_and(|deadline| deadline <= now)
    }

    /// `3 of 5 have confirmed`
    pub fn count(&self) -> String {
        let verb = if self.done == 1 { "has" } else { "have" };
        match self.asked {
            0 => "Nobody is asked".into(),
            asked => format!("{} of {asked} {verb} confirmed", self.done),
        }
    }
}

impl Message {
    /// Where one's own part is not told it is the message that all heard alike when it was sent, and all were asked.
    pub fn stance_of(&self, me: UserId) -> Option<Stance> {
        let mine = self.acknowledgement.as_ref()?.mine;
        let mine = mine.unwrap_or(Mine { asked: !self.is_by(me), acknowledged_at: None });
        Some(match mine.acknowledged_at {
            Some(at) => Stance::Confirmed(at),
            None if mine.asked => Stance::Asked,
            None => Stance::Beside,
        })
    }

    /// Its author sees who has confirmed, and so do the practitioners and admins in the room.
    pub fn may_see_confirmations(&self, me: UserId, role: Role) -> bool {
        self.is_by(me) || may_ask(role)
    }

    /// The message as it is newly told. What all are told alike leaves one's own part as it was known.
    pub fn renew(&mut self, told: &Self) {
        if told.version < self.version {
            return;
        }
        let known = self.acknowledgement.as_ref().and_then(|known| known.mine);
        self.clone_from(told);
        if let Some(acknowledgement) = &mut self.acknowledgement {
            acknowledgement.mine = acknowledgement.mine.or(known);
        }
    }
}

#[cfg(test)]
mod tests;
