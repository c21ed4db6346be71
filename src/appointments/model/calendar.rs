//! What a calendar page asks for and is told, and what is known of a feed.

use super::appointment::Appointment;
use super::state::Status;
use crate::accounts::User;
use crate::ids::UserId;
use crate::time::{Civil, Moment};
use serde::{Deserialize, Serialize};
use time::macros::format_description;
use time::{Date, Duration};

/// Days of a practitioner's calendar in the zone of whoever asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarQuery {
    #[serde(with = "crate::time::iso_date")]
    pub first: Date,
    /// 1 to 31.
    pub days: u8,
    /// Of whom, where an admin asks; `None`: of all.
    pub practitioner: Option<UserId>,
}

/// What one practitioner has to do, and when they receive.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Roster {
    pub practitioner: User,
    /// From the first until before the second, in order.
    pub open: Vec<(Moment, Moment)>,
    /// By time; without what was declined or cancelled.
    pub appointments: Vec<Appointment>,
}

/// The feed that a person has. Its address is told only when it is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feed {
    pub made_at: Moment,
    pub last_read_at: Option<Moment>,
}

impl CalendarQuery {
    pub fn last(self) -> Date {
        later(self.first, i64::from(self.days) - 1)
    }
}

impl Appointment {
    /// Whether it takes its time in a calendar.
    pub fn takes_time(&self) -> bool {
        !matches!(self.status, Status::Held | Status::Declined | Status::Cancelled)
    }

    /// When it is expected to begin: as agreed, unless the practitioner is late.
    pub fn begins_at(&self) -> Moment {
        self.expected_at.unwrap_or(self.starts_at)
    }

    /// Whether a client who is here now is here for this: from a quarter of an hour before until it ends.
    pub fn is_near(&self, now: Moment) -> bool {
        self.status == Status::Confirmed && self.starts_at.plus_minutes(-15) <= now && now < self.ends_soonest()
    }

    /// When it ends if it goes as expected: a late one still has its whole length.
    pub fn ends_soonest(&self) -> Moment {
        let late = self.begins_at().seconds_since(self.starts_at) / 60;
        self.ends_at.plus_minutes(late.max(0))
    }

    /// `14:30, Noor Rahimi, Consultation, Confirmed`, as a block of a calendar is called; the pet follows its owner.
    pub fn line_at(&self, starts: Civil) -> String {
        let clock = starts.clock();
        let pet = self.pet.as_ref().map(|pet| pet.name.as_str());
        let parts = [Some(&*clock), Some(&*self.client.name), pet, Some(&*self.type_name), Some(self.status.name())];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// Reads `2026-11-20`.
pub fn parse_date(text: &str) -> Option<Date> {
    Date::parse(text, format_description!("[year]-[month]-[day]")).ok()
}

/// Writes `2026-11-20`.
pub fn date_text(date: Date) -> String {
    date.format(format_description!("[year]-[month]-[day]")).unwrap_or_default()
}

/// So many days on, or back.
pub fn later(date: Date, days: i64) -> Date {
    date.checked_add(Duration::days(days)).unwrap_or(date)
}

/// The Monday of its week.
pub fn monday_of(date: Date) -> Date {
    later(date, -i64::from(date.weekday().number_days_from_monday()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_reads_as_it_is_written() {
        let read = |text| parse_date(text).map(date_text);
        assert_eq!(read("2026-11-20"), Some("2026-11-20".into()));
        for wrong in ["", "2026-11-31", "20.11.2026", "2026-1-2", "x"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_week_begins_on_monday() {
        let monday = |text| parse_date(text).map(|date| date_text(monday_of(date)));
        assert_eq!(monday("2026-11-16"), Some("2026-11-16".into()));
        assert_eq!(monday("2026-11-22"), Some("2026-11-16".into()));
        assert_eq!(monday("2027-01-01"), Some("2026-12-28".into()), "over the year");
    }
}
