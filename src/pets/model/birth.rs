//! When a pet was born, and how old that makes it in words.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;
use time::{Date, Month};

/// A day without a time or a zone: `2022-05-31` on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "ssr", derive(sqlx::Type, utoipa::ToSchema), sqlx(transparent))]
#[cfg_attr(feature = "ssr", schema(value_type = String, format = Date))]
pub struct BirthDate(pub Date);

impl fmt::Display for BirthDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(date) = self;
        write!(f, "{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
    }
}

/// The text is no day of the calendar, written as `2022-05-31`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoDate;

impl fmt::Display for NoDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date is written as 2022-05-31")
    }
}

impl FromStr for BirthDate {
    type Err = NoDate;

    fn from_str(text: &str) -> Result<Self, NoDate> {
        let is_shaped = text.len() == 10
            && text.bytes().enumerate().all(|(place, byte)| match place {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        let (year, month, day) = if is_shaped { (&text[..4], &text[5..7], &text[8..]) } else { return Err(NoDate) };
        let month = month.parse::<u8>().ok().and_then(|month| Month::try_from(month).ok()).ok_or(NoDate)?;
        let (year, day) = (year.parse().map_err(|_| NoDate)?, day.parse().map_err(|_| NoDate)?);
        Date::from_calendar_date(year, month, day).map(Self).map_err(|_| NoDate)
    }
}

impl Serialize for BirthDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for BirthDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// `4 years`, `7 months`, `3 weeks`, `5 days`: the largest unit that is full. Whoever was born on 29 February is a year
/// older from 1 March on.
pub fn age_in_words(born: BirthDate, today: Date) -> String {
    let BirthDate(born) = born;
    let months = months_between(born, today);
    let days = (today - born).whole_days();
    match (months / 12, months, days) {
        (years @ 1.., ..) => counted(years.into(), "year"),
        (_, months @ 1.., _) => counted(months.into(), "month"),
        (.., days @ 7..) => counted(days / 7, "week"),
        (.., days @ 1..) => counted(days, "day"),
        _ => "newborn".into(),
    }
}

/// Full months from one day to another.
fn months_between(from: Date, to: Date) -> i32 {
    let month = |date: Date| date.year() * 12 + i32::from(u8::from(date.month()));
    month(to) - month(from) - i32::from(to.day() < from.day())
}

fn counted(count: i64, unit: &str) -> String {
    if count == 1 { format!("1 {unit}") } else { format!("{count} {unit}s") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn a_date_is_read_as_it_is_written() {
        for text in ["2022-05-31", "2024-02-29", "1999-01-01"] {
            assert_eq!(text.parse::<BirthDate>().map(|date| date.to_string()), Ok(text.into()));
        }
        for wrong in [
            "",
            "2022",
            "31.05.2022",
            "2022-5-31",
            "2022-02-30",
            "2023-02-29",
            "2022-13-01",
            "2022-00-10",
            "2022-05-31T00:00",
            "+022-05-31",
            "２０２２-05-31",
            "2022/05/31",
            "2022-05-3\u{0}",
        ] {
            assert_eq!(wrong.parse::<BirthDate>(), Err(NoDate), "{wrong:?}");
        }
    }

    #[test]
    fn an_age_is_said_in_the_largest_unit_that_is_full() {
        let today = date!(2026 - 11 - 20);
        for (born, age) in [
            (date!(2022 - 11 - 20), "4 years"),
            (date!(2022 - 11 - 21), "3 years"),
            (date!(2025 - 11 - 20), "1 year"),
            (date!(2025 - 11 - 21), "11 months"),
            (date!(2026 - 04 - 20), "7 months"),
            (date!(2026 - 04 - 21), "6 months"),
            (date!(2026 - 10 - 20), "1 month"),
            (date!(2026 - 10 - 21), "4 weeks"),
            (date!(2026 - 11 - 13), "1 week"),
            (date!(2026 - 11 - 14), "6 days"),
            (date!(2026 - 11 - 19), "1 day"),
            (date!(2026 - 11 - 20), "newborn"),
            (date!(2026 - 11 - 21), "newborn"),
        ] {
            assert_eq!(age_in_words(BirthDate(born), today), age, "{born}");
        }
    }

    #[test]
    fn birthdays_on_the_last_of_a_month_are_passed_over_in_order() {
        let born = BirthDate(date!(2024 - 02 - 29));
        assert_eq!(age_in_words(born, date!(2025 - 02 - 28)), "11 months");
        assert_eq!(age_in_words(born, date!(2025 - 03 - 01)), "1 year");
        assert_eq!(age_in_words(BirthDate(date!(2026 - 01 - 31)), date!(2026 - 02 - 28)), "4 weeks");
        assert_eq!(age_in_words(BirthDate(date!(2026 - 01 - 31)), date!(2026 - 03 - 01)), "1 month");
    }
}
