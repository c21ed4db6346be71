//! What holds for all of a practice's appointments.

use crate::error::{AppError, Result};
use serde::{Deserialize, Serialize};

/// Until when clients may change what is confirmed, and for how long its conversation stays open afterwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PracticeRules {
    /// Hours before the beginning, 0 to 720.
    pub cancellation_hours: i32,
    /// Hours after it was completed or cancelled, 0 to 8,760.
    pub grace_hours: i32,
}

impl PracticeRules {
    pub fn checked(self) -> Result<Self> {
        if !(0..=720).contains(&self.cancellation_hours) {
            return Err(AppError::invalid("cancellationHours", "The deadline is at most 720 hours (30 days)."));
        }
        if !(0..=8760).contains(&self.grace_hours) {
            return Err(AppError::invalid("graceHours", "Conversations stay open for at most 8,760 hours (a year)."));
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deadlines_have_bounds() {
        let rules = |cancellation_hours, grace_hours| PracticeRules { cancellation_hours, grace_hours }.checked();
        assert!(rules(0, 0).is_ok() && rules(720, 8760).is_ok());
        assert!(rules(-1, 0).is_err() && rules(721, 0).is_err() && rules(0, -1).is_err() && rules(0, 8761).is_err());
    }
}
