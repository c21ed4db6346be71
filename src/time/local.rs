//! What people type as a time, by the clock of their zone.

use super::{Moment, WallTime, parse_date};
use time::{Duration, PrimitiveDateTime, Time};

/// Reads what a `datetime-local` input holds, `2026-11-20T14:30`.
pub fn read_local(text: &str, zone: &str) -> Option<Moment> {
    let (day, clock) = text.trim().split_once('T')?;
    let minutes = i64::from(WallTime::parse(clock)?.minutes());
    let wall = parse_date(day)?.midnight().checked_add(Duration::minutes(minutes))?;
    // The first guess may lie on the other side of a change of the clocks.
    let guess = at_offset(wall, offset_at(Moment(wall.assume_utc()), zone)?)?;
    at_offset(wall, offset_at(guess, zone)?)
}

/// How far the clock of a zone is ahead then, in whole minutes.
pub(super) fn offset_at(at: Moment, zone: &str) -> Option<Duration> {
    let there = at.civil(zone);
    let there = PrimitiveDateTime::new(there.date, Time::from_hms(there.hour, there.minute, 0).ok()?);
    let minute = at.0.replace_second(0).ok()?.replace_nanosecond(0).ok()?;
    Some(there.assume_utc() - minute)
}

fn at_offset(wall: PrimitiveDateTime, offset: Duration) -> Option<Moment> {
    wall.assume_utc().checked_sub(offset).map(Moment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_time_is_one_of_its_zone() {
        let read = |text, zone| read_local(text, zone).map(Moment::rfc3339);
        assert_eq!(read("2026-11-20T14:30", "Europe/Berlin"), Some("2026-11-20T13:30:00Z".into()));
        assert_eq!(read("2026-07-20T14:30:00", "Europe/Berlin"), Some("2026-07-20T12:30:00Z".into()));
        assert_eq!(read("2026-11-20T08:30", "America/New_York"), Some("2026-11-20T13:30:00Z".into()));
        // The hours around a change of the clocks.
        assert_eq!(read("2026-03-29T01:30", "Europe/Berlin"), Some("2026-03-29T00:30:00Z".into()));
        assert_eq!(read("2026-03-29T03:30", "Europe/Berlin"), Some("2026-03-29T01:30:00Z".into()));
        assert_eq!(read("2026-10-25T03:30", "Europe/Berlin"), Some("2026-10-25T02:30:00Z".into()));
    }

    #[test]
    fn what_is_no_time_is_none() {
        for wrong in ["", "2026-11-20", "14:30", "2026-11-31T14:30", "2026-11-20T25:00"] {
            assert_eq!(read_local(wrong, "UTC"), None, "{wrong}");
        }
    }
}
