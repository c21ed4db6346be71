//! Where a notification stands in a list, and which of those that had its id it is.

use crate::ids::NotificationId;
use crate::time::Moment;
use serde::{Deserialize, Serialize};
use std::fmt;
use time::OffsetDateTime;

/// Which notification, and when it was written. A newer one that comes in the place of one that was not read keeps the
/// id and is written later. As in a list, what is newer is greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    pub created_at: Moment,
    pub id: NotificationId,
}

impl Place {
    /// What `Display` has written.
    pub fn read(text: &str) -> Option<Self> {
        let (micros, id) = text.split_once('.')?;
        let nanos = i128::from(micros.parse::<u64>().ok()?) * 1_000;
        let created_at = Moment(OffsetDateTime::from_unix_timestamp_nanos(nanos).ok()?);
        Some(Self { created_at, id: id.parse().ok()? })
    }
}

/// As a cursor: microseconds since 1970, and the id.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.created_at.0.unix_timestamp_nanos() / 1_000, self.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_as_it_was_written_and_nothing_else_is_one() {
        let place = Place { created_at: Moment::from_unix_millis(1_763_712_000_123), id: NotificationId::new() };
        assert_eq!(Place::read(&place.to_string()), Some(place));
        let id = place.id.to_string();
        for other in ["", "1", id.as_str(), &format!("-1.{id}"), &format!("{}.{id}", u64::MAX), "1763712000123456.x"] {
            assert_eq!(Place::read(other), None, "{other}");
        }
    }
}
