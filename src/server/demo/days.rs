//! Weekdays around today on the practice's wall clock, for appointments that are always near.

use crate::time::Moment;
use jiff::civil::Weekday;
use jiff::{ToSpan, Zoned};

/// The n-th weekday after today (before it, where n is negative), at that hour and minute.
pub fn weekday(n: i32, (hour, minute): (i8, i8), zone: &str) -> Option<Moment> {
    let today = Zoned::now().in_tz(zone).ok()?.date();
    let step = if n < 0 { -1 } else { 1 };
    let (mut day, mut left) = (today, n.abs());
    while left > 0 {
        day = day.checked_add(step.days()).ok()?;
        left -= i32::from(!matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday));
    }
    let at = day.at(hour, minute, 0, 0).in_tz(zone).ok()?;
    Some(Moment::from_unix_millis(at.timestamp().as_millisecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_pass_over_weekends() {
        for n in [-9, -3, -1, 1, 4, 12] {
            let at = weekday(n, (9, 30), "Europe/Berlin").map(|at| at.civil("Europe/Berlin"));
            assert!(at.is_some_and(|at| at.clock() == "09:30" && at.date.weekday().number_from_monday() <= 5), "{n}");
        }
    }
}
