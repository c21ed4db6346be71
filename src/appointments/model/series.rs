//! The same appointment every week.

use super::appointment::Appointment;
use super::state::Deed;
use crate::accounts::Me;
use crate::time::Moment;

/// What is done to all of a series at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeriesDeed {
    Confirm,
    Cancel,
}

impl SeriesDeed {
    /// The button's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Confirm => "Confirm all",
            Self::Cancel => "Cancel all",
        }
    }

    /// As it is done to one.
    pub fn deed(self) -> Deed {
        match self {
            Self::Confirm => Deed::Confirm,
            Self::Cancel => Deed::Cancel,
        }
    }

    /// What it means for one of the series, where it lies ahead and this person may do that: the practice declines what
    /// was only asked for, instead of cancelling it.
    pub fn to(self, one: &Appointment, me: &Me, now: Moment) -> Option<Deed> {
        let deeds: &[Deed] = match self {
            Self::Confirm => &[Deed::Confirm],
            Self::Cancel => &[Deed::Cancel, Deed::Decline],
        };
        deeds.iter().copied().find(|deed| one.starts_at > now && one.may(*deed, me, now))
    }
}

impl Appointment {
    /// `Every week, 4 times`, of one that is not the only one of its series.
    pub fn series_line(&self) -> Option<String> {
        let size = self.series_size.filter(|size| *size > 1)?;
        Some(format!("Every week, {size} times"))
    }
}

/// For how many weeks a time can be booked, itself included, by somebody who is booked so many days ahead.
pub fn weeks_within(days_ahead: i32, first: Moment, now: Moment) -> i64 {
    const DAY: i64 = 24 * 60 * 60;
    let left = i64::from(days_ahead) * DAY - first.seconds_since(now);
    if left <= 0 { 0 } else { (left - 1) / (7 * DAY) + 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_ends_within_reach() {
        let now = Moment::from_unix_millis(1_800_000_000_000);
        let weeks = |days_ahead, minutes| weeks_within(days_ahead, now.plus_minutes(minutes), now);
        let day = 24 * 60;
        assert_eq!(weeks(28, 0), 4, "the fifth would begin when it is too far ahead");
        assert_eq!((weeks(28, 6 * day), weeks(28, 7 * day), weeks(28, 7 * day - 1)), (4, 3, 4));
        assert_eq!((weeks(7, 60), weeks(8, 60), weeks(1, 2 * day)), (1, 2, 0));
        assert_eq!(weeks(365, 0), 53);
    }
}
