//! Moments and how people read them. One renderer for the server and the browser: each works out the wall clock
//! of a zone with what it has (jiff, `Intl`), and the words are put together here, so both write the same.

mod date;
mod local;
mod twice;
mod wall;

pub use date::{parse_date, write_date};
pub use local::read_local;
pub use twice::span_in;
pub use wall::WallTime;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

// A date without a time, as `2026-11-20`.
time::serde::format_description!(pub iso_date, Date, "[year]-[month]-[day]");

/// A moment in UTC, to the microsecond; RFC 3339 with `Z` on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::Type, utoipa::ToSchema), sqlx(transparent))]
#[cfg_attr(feature = "ssr", schema(value_type = String, format = DateTime))]
#[serde(transparent)]
pub struct Moment(#[serde(with = "time::serde::rfc3339")] pub OffsetDateTime);

impl Moment {
    #[cfg(feature = "ssr")]
    pub fn now() -> Self {
        let now = OffsetDateTime::now_utc();
        // What Postgres can keep: a moment read back equals the moment written.
        Self(now.replace_nanosecond(now.nanosecond() / 1000 * 1000).unwrap_or(now))
    }

    #[cfg(feature = "hydrate")]
    #[allow(clippy::cast_possible_truncation)] // whole milliseconds
    pub fn now() -> Self {
        Self::from_unix_millis(js_sys::Date::now() as i64)
    }

    pub fn from_unix_millis(millis: i64) -> Self {
        let nanos = i128::from(millis) * 1_000_000;
        Self(OffsetDateTime::from_unix_timestamp_nanos(nanos).unwrap_or(OffsetDateTime::UNIX_EPOCH))
    }

    pub fn unix_seconds(self) -> i64 {
        self.0.unix_timestamp()
    }

    #[must_use]
    pub fn plus_minutes(self, minutes: i64) -> Self {
        Self(self.0.saturating_add(time::Duration::minutes(minutes)))
    }

    pub fn seconds_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).whole_seconds()
    }

    /// RFC 3339 in UTC, as in `<time datetime>`.
    pub fn rfc3339(self) -> String {
        self.0.format(&time::format_description::well_known::Rfc3339).unwrap_or_default()
    }

    /// Reads RFC 3339.
    pub fn parse(text: &str) -> Option<Self> {
        let read = OffsetDateTime::parse(text, &time::format_description::well_known::Rfc3339).ok()?;
        Some(Self(read.to_offset(time::UtcOffset::UTC)))
    }

    /// The wall clock in a zone; UTC where the zone is unknown.
    pub fn civil(self, zone: &str) -> Civil {
        clock::civil(self, zone).unwrap_or_else(|| Civil {
            date: self.0.date(),
            hour: self.0.hour(),
            minute: self.0.minute(),
        })
    }
}

/// What a wall clock and a calendar on the wall show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    pub date: time::Date,
    pub hour: u8,
    pub minute: u8,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

pub fn month_name(date: time::Date) -> &'static str {
    MONTHS[usize::from(u8::from(date.month())) - 1]
}

pub fn weekday_name(date: time::Date) -> &'static str {
    WEEKDAYS[usize::from(date.weekday().number_days_from_monday())]
}

/// `Nov`
pub fn month_short(date: time::Date) -> &'static str {
    &month_name(date)[..3]
}

/// `Fri`
pub fn weekday_short(date: time::Date) -> &'static str {
    &weekday_name(date)[..3]
}

/// `Thu 24 Dec 2026`
pub fn date_line(date: time::Date) -> String {
    format!("{} {} {} {}", weekday_short(date), date.day(), month_short(date), date.year())
}

impl Civil {
    /// `14:30`
    pub fn clock(self) -> String {
        format!("{:02}:{:02}", self.hour, self.minute)
    }

    /// `Fri 20 Nov`
    pub fn day_short(self) -> String {
        format!("{} {}", weekday_short(self.date), self.date_short())
    }

    /// `20 Nov`
    pub fn date_short(self) -> String {
        format!("{} {}", self.date.day(), month_short(self.date))
    }

    /// `Friday, 20 November 2026`; without the year where it is this one.
    pub fn day_long(self, now: Self) -> String {
        let day = format!("{}, {} {}", weekday_name(self.date), self.date.day(), month_name(self.date));
        if self.date.year() == now.date.year() { day } else { format!("{day} {}", self.date.year()) }
    }

    /// `Today`, `Yesterday`, `Tomorrow`, or the day itself.
    pub fn day_near(self, now: Self) -> String {
        match (self.date - now.date).whole_days() {
            -1 => "Yesterday".into(),
            0 => "Today".into(),
            1 => "Tomorrow".into(),
            _ => self.day_short(),
        }
    }

    /// `14:30` today, `tomorrow, 14:30`, or with the day itself.
    pub fn moment_near(self, now: Self) -> String {
        match (self.date - now.date).whole_days() {
            0 => self.clock(),
            -1 | 1 => format!("{}, {}", self.day_near(now).to_lowercase(), self.clock()),
            _ => format!("{}, {}", self.day_short(), self.clock()),
        }
    }

    /// As in a list of conversations: the clock today, `Yesterday`, the weekday this week, then the date.
    pub fn brief(self, now: Self) -> String {
        match (now.date - self.date).whole_days() {
            0 => self.clock(),
            1 => "Yesterday".into(),
            2..=6 => weekday_short(self.date).into(),
            _ => self.date_short(),
        }
    }
}

#[cfg(feature = "ssr")]
mod clock {
    use super::{Civil, Moment};

    pub fn civil(at: Moment, zone: &str) -> Option<Civil> {
        let zoned = jiff::Timestamp::from_second(at.unix_seconds()).ok()?.in_tz(zone).ok()?;
        let month = time::Month::try_from(u8::try_from(zoned.month()).ok()?).ok()?;
        Some(Civil {
            date: time::Date::from_calendar_date(zoned.year().into(), month, u8::try_from(zoned.day()).ok()?).ok()?,
            hour: u8::try_from(zoned.hour()).ok()?,
            minute: u8::try_from(zoned.minute()).ok()?,
        })
    }
}

#[cfg(not(feature = "ssr"))]
mod clock;

/// Whether an IANA time zone of that name exists. `Etc/Unknown`, which browsers name where they know none, is none.
#[cfg(feature = "ssr")]
pub fn is_zone(name: &str) -> bool {
    jiff::tz::db().get(name).is_ok_and(|zone| !zone.is_unknown())
}

/// Every IANA time zone by its name.
#[cfg(feature = "ssr")]
pub fn all_zones() -> Vec<String> {
    let mut names: Vec<String> = jiff::tz::db().available().map(|name| name.as_str().to_owned()).collect();
    names.sort_unstable();
    names
}

/// When a day (`2026-11-20`) begins in a zone.
#[cfg(feature = "ssr")]
pub fn start_of_day(day: &str, zone: &str) -> Option<Moment> {
    let start = day.parse::<jiff::civil::Date>().ok()?.in_tz(zone).ok()?;
    Some(Moment::from_unix_millis(start.timestamp().as_millisecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap_or(Moment(OffsetDateTime::UNIX_EPOCH))
    }

    #[test]
    fn a_moment_reads_by_the_clock_of_its_zone() {
        let moment = at("2026-11-20T13:30:00Z");
        assert_eq!(moment.civil("Europe/Berlin").clock(), "14:30");
        assert_eq!(moment.civil("America/New_York").clock(), "08:30");
        assert_eq!(moment.civil("Nowhere/None").clock(), "13:30");
        assert_eq!(moment.civil("Europe/Berlin").day_short(), "Fri 20 Nov");
    }

    #[test]
    fn a_day_begins_at_midnight_of_its_zone() {
        let begins = |day, zone| start_of_day(day, zone).map(Moment::rfc3339);
        assert_eq!(begins("2026-11-20", "Europe/Berlin"), Some("2026-11-19T23:00:00Z".into()));
        assert_eq!(begins("2026-11-31", "Europe/Berlin"), None);
    }

    #[test]
    fn near_days_have_names() {
        let now = at("2026-11-20T13:30:00Z").civil("UTC");
        assert_eq!(at("2026-11-20T08:00:00Z").civil("UTC").brief(now), "08:00");
        assert_eq!(at("2026-11-19T08:00:00Z").civil("UTC").brief(now), "Yesterday");
        assert_eq!(at("2026-11-16T08:00:00Z").civil("UTC").brief(now), "Mon");
        assert_eq!(at("2026-10-16T08:00:00Z").civil("UTC").brief(now), "16 Oct");
        assert_eq!(at("2026-11-21T08:00:00Z").civil("UTC").day_near(now), "Tomorrow");
        assert_eq!(at("2026-11-20T08:00:00Z").civil("UTC").moment_near(now), "08:00");
        assert_eq!(at("2026-11-21T08:00:00Z").civil("UTC").moment_near(now), "tomorrow, 08:00");
        assert_eq!(at("2026-11-27T08:00:00Z").civil("UTC").moment_near(now), "Fri 27 Nov, 08:00");
        assert_eq!(at("2025-01-03T08:00:00Z").civil("UTC").day_long(now), "Friday, 3 January 2025");
    }

    #[test]
    fn the_wire_form_ends_in_z() {
        assert_eq!(at("2026-11-20T13:30:00.25Z").rfc3339(), "2026-11-20T13:30:00.25Z");
    }
}
