//! Times that a clock shows twice, because it is put back in between: these say which of the two they are.

use super::Moment;
use super::local::offset_at;
use time::Duration;

/// Within so many minutes lies the change that makes a time come twice; no zone is put back by more.
const NEAR: i64 = 180;

impl Moment {
    /// `14:30` on the clock of a zone; of a time that comes twice `02:00 UTC+2`, and an hour later `02:00 UTC+1`.
    pub fn clock_in(self, zone: &str) -> String {
        let clock = self.civil(zone).clock();
        match self.offset_if_twice(zone) {
            Some(offset) => format!("{clock} {}", write_offset(offset)),
            None => clock,
        }
    }

    /// How far the clock is ahead, where it shows the same once more.
    fn offset_if_twice(self, zone: &str) -> Option<Duration> {
        let own = offset_at(self, zone)?;
        let is_shown_again = |minutes: i64| {
            let other = offset_at(self.plus_minutes(minutes), zone)?;
            let again = Moment(self.0.checked_add(own - other)?);
            (other != own && offset_at(again, zone)? == other).then_some(own)
        };
        is_shown_again(-NEAR).or_else(|| is_shown_again(NEAR))
    }
}

/// `14:30 – 15:00` on the clock of a zone; of times that come twice `02:00 – 02:30 UTC+1`.
pub fn span_in(from: Moment, until: Moment, zone: &str) -> String {
    let is_one_offset = from.offset_if_twice(zone) == until.offset_if_twice(zone);
    let begin = if is_one_offset { from.civil(zone).clock() } else { from.clock_in(zone) };
    format!("{begin} – {}", until.clock_in(zone))
}

/// `UTC+2`, `UTC−3:30`
fn write_offset(offset: Duration) -> String {
    let minutes = offset.whole_minutes();
    let (sign, hours, rest) = (if minutes < 0 { '−' } else { '+' }, minutes.abs() / 60, minutes.abs() % 60);
    if rest == 0 { format!("UTC{sign}{hours}") } else { format!("UTC{sign}{hours}:{rest:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap_or(Moment(time::OffsetDateTime::UNIX_EPOCH))
    }

    /// Every half-hour from then on.
    fn half_hours(first: &str, count: i64, zone: &str) -> Vec<String> {
        (0..count).map(|number| at(first).plus_minutes(30 * number).clock_in(zone)).collect()
    }

    #[test]
    fn a_time_that_comes_twice_says_which_it_is() {
        assert_eq!(
            half_hours("2027-10-30T23:00:00Z", 7, "Europe/Berlin"),
            ["01:00", "01:30", "02:00 UTC+2", "02:30 UTC+2", "02:00 UTC+1", "02:30 UTC+1", "03:00"]
        );
        assert_eq!(
            half_hours("2026-11-01T04:30:00Z", 6, "America/New_York"),
            ["00:30", "01:00 UTC−4", "01:30 UTC−4", "01:00 UTC−5", "01:30 UTC−5", "02:00"]
        );
        assert_eq!(at("2027-10-31T00:00:30Z").clock_in("Europe/Berlin"), "02:00 UTC+2", "whatever the seconds");
    }

    #[test]
    fn a_change_by_half_an_hour_counts_as_well() {
        assert_eq!(
            half_hours("2027-04-03T14:00:00Z", 4, "Australia/Lord_Howe"),
            ["01:00", "01:30 UTC+11", "01:30 UTC+10:30", "02:00"]
        );
    }

    #[test]
    fn all_other_times_are_plain() {
        let day = half_hours("2027-03-27T23:00:00Z", 46, "Europe/Berlin");
        assert!(day.iter().all(|time| time.len() == 5), "the clock is put forward: {day:?}");
        assert!(half_hours("2027-10-30T22:00:00Z", 48, "Asia/Tokyo").iter().all(|time| time.len() == 5));
        assert_eq!(at("2027-10-31T00:00:00Z").clock_in("Nowhere/None"), "00:00");
    }

    #[test]
    fn a_span_says_it_once_where_that_is_enough() {
        let span = |from, until| span_in(at(from), at(until), "Europe/Berlin");
        assert_eq!(span("2027-10-31T01:00:00Z", "2027-10-31T01:30:00Z"), "02:00 – 02:30 UTC+1");
        assert_eq!(span("2027-10-31T00:30:00Z", "2027-10-31T01:00:00Z"), "02:30 UTC+2 – 02:00 UTC+1");
        assert_eq!(span("2027-10-31T01:30:00Z", "2027-10-31T02:00:00Z"), "02:30 UTC+1 – 03:00");
        assert_eq!(span("2027-10-31T08:00:00Z", "2027-10-31T08:30:00Z"), "09:00 – 09:30");
    }
}
