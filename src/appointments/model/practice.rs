//! What holds for all of a practice's appointments.

use crate::error::{AppError, Result};
use serde::{Deserialize, Serialize};

/// Until when clients may change what is confirmed, for how long its conversation stays open afterwards, and for how
/// long a freed time is offered to one who waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PracticeRules {
    /// Hours before the beginning, 0 to 720.
    pub cancellation_hours: i32,
    /// Hours after it was completed or cancelled, 0 to 8,760.
    pub grace_hours: i32,
    /// Minutes before an offer of the waitlist goes to the next, 1 to 1,440; 30 where nothing is said.
    #[serde(default = "half_an_hour")]
    pub waitlist_minutes: i32,
}

fn half_an_hour() -> i32 {
    30
}

impl PracticeRules {
    pub fn checked(self) -> Result<Self> {
        if !(0..=720).contains(&self.cancellation_hours) {
            return Err(AppError::invalid("cancellationHours", "The deadline is at most 720 hours (30 days)."));
        }
        if !(0..=8760).contains(&self.grace_hours) {
            return Err(AppError::invalid("graceHours", "Conversations stay open for at most 8,760 hours (a year)."));
        }
        if !(1..=1440).contains(&self.waitlist_minutes) {
            return Err(AppError::invalid("waitlistMinutes", "A time is offered for 1 to 1,440 minutes (a day)."));
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deadlines_have_bounds() {
        let rules = |cancellation_hours, grace_hours| {
            PracticeRules { cancellation_hours, grace_hours, waitlist_minutes: 30 }.checked()
        };
        assert!(PracticeRules { cancellation_hours: 0, grace_hours: 0, waitlist_minutes: 0 }.checked().is_err());
        assert!(rules(0, 0).is_ok() && rules(720, 8760).is_ok());
        assert!(rules(-1, 0).is_err() && rules(721, 0).is_err() && rules(0, -1).is_err() && rules(0, 8761).is_err());
    }
}
