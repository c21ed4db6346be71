//! Times as these pages write them.

use crate::time::Civil;

/// `Fri 20 Nov, 14:30`, or `Today, 14:30`.
pub fn moment(at: Civil, now: Civil) -> String {
    format!("{}, {}", at.day_near(now), at.clock())
}
