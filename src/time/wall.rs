//! A time of day on a wall clock, whatever the date.

use serde::{Deserialize, Serialize};

/// Minutes from midnight, 0 to 1,440; `09:30` on the wire, and `24:00` is the end of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema), schema(value_type = String, example = "09:30"))]
#[serde(try_from = "String", into = "String")]
pub struct WallTime(u16);

impl WallTime {
    pub const MIDNIGHT: Self = Self(0);
    pub const END_OF_DAY: Self = Self(24 * 60);

    pub const fn new(hour: u16, minute: u16) -> Self {
        Self(hour * 60 + minute)
    }

    /// `None` where a day has no such minute.
    pub fn from_minutes(minutes: i16) -> Option<Self> {
        u16::try_from(minutes).ok().filter(|minutes| *minutes <= Self::END_OF_DAY.0).map(Self)
    }

    #[allow(clippy::cast_possible_wrap)] // at most 1,440
    pub const fn minutes(self) -> i16 {
        self.0 as i16
    }

    /// Reads `9:30`, `09:30` and, as browsers may write it, `09:30:00`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().split(':');
        let (hour, minute) = (parts.next()?.parse::<u16>().ok()?, parts.next()?.parse::<u16>().ok()?);
        let is_whole = parts.all(|seconds| seconds.chars().all(|c| c == '0'));
        let at = Self(hour.checked_mul(60)?.checked_add(minute)?);
        (is_whole && minute < 60 && at <= Self::END_OF_DAY).then_some(at)
    }
}

impl std::fmt::Display for WallTime {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl From<WallTime> for String {
    fn from(time: WallTime) -> Self {
        time.to_string()
    }
}

impl TryFrom<String> for WallTime {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("{text:?} is no time of day, as 09:30 is"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_day_reads_as_it_is_written() {
        for (text, minutes) in [("00:00", 0), ("9:05", 545), ("09:30:00", 570), ("24:00", 1440)] {
            assert_eq!(WallTime::parse(text).map(WallTime::minutes), Some(minutes), "{text}");
        }
        for wrong in ["", "9", "24:01", "09:60", "-1:00", "09:30:15", "99999:00"] {
            assert_eq!(WallTime::parse(wrong), None, "{wrong}");
        }
        assert_eq!(WallTime::new(9, 5).to_string(), "09:05");
    }
}
