//! How long after sending something may still be done to a message, and how a change of that is said.

use crate::error::{AppError, Result};
use crate::time::Moment;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A year. Whoever means longer means no limit.
const MINUTES_AT_MOST: i32 = 525_600;

/// `None`: as long as the room is active.
pub(super) fn is_within(minutes: Option<i32>, sent_at: Moment, now: Moment) -> bool {
    minutes.is_none_or(|minutes| now.seconds_since(sent_at) <= i64::from(minutes) * 60)
}

/// On the wire a number of minutes, or null for no limit; what is left out stays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LimitChange {
    #[default]
    Stays,
    NoLimit,
    Minutes(i32),
}

impl LimitChange {
    pub fn to(minutes: Option<i32>) -> Self {
        minutes.map_or(Self::NoLimit, Self::Minutes)
    }

    pub fn is_given(&self) -> bool {
        *self != Self::Stays
    }

    /// What it changes to, where it is given.
    pub fn minutes(self) -> Option<i32> {
        match self {
            Self::Minutes(minutes) => Some(minutes),
            Self::Stays | Self::NoLimit => None,
        }
    }

    #[allow(clippy::trivially_copy_pass_by_ref)] // as serde calls it
    pub(super) fn stays(&self) -> bool {
        !self.is_given()
    }

    pub(super) fn checked(self, field: &str) -> Result<Self> {
        match self {
            Self::Minutes(minutes) if !(0..=MINUTES_AT_MOST).contains(&minutes) => {
                Err(AppError::invalid(field, "Minutes are a whole number from 0 to 525,600, which is a year."))
            }
            other => Ok(other),
        }
    }
}

impl Serialize for LimitChange {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.minutes().serialize(to)
    }
}

impl<'de> Deserialize<'de> for LimitChange {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Option::deserialize(from).map(Self::to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_ends_with_its_last_minute() {
        let sent = Moment::from_unix_millis(0);
        assert!(is_within(None, sent, sent.plus_minutes(100_000)));
        assert!(is_within(Some(15), sent, sent.plus_minutes(15)));
        assert!(!is_within(Some(15), sent, sent.plus_minutes(16)));
    }

    #[test]
    fn a_limit_is_at_most_a_year() {
        assert!(LimitChange::Minutes(0).checked("minutes").is_ok() && LimitChange::NoLimit.checked("minutes").is_ok());
        assert!(LimitChange::Minutes(-1).checked("minutes").is_err());
        assert!(LimitChange::Minutes(MINUTES_AT_MOST + 1).checked("minutes").is_err());
    }
}
