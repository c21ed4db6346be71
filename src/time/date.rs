//! Dates without a time, as `2026-11-20`.

use time::{Date, Month};

/// Reads `2026-11-20`, as browsers and the wire write it.
pub fn parse_date(text: &str) -> Option<Date> {
    let mut parts = text.trim().splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return None;
    }
    let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(year.parse().ok()?, month, day.parse().ok()?).ok()
}

pub fn write_date(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_reads_as_it_is_written() {
        assert_eq!(parse_date("2028-02-29").map(write_date), Some("2028-02-29".into()));
        for wrong in ["", "2026-02-29", "2026-13-01", "2026-1-1", "20261120", "2026-11-20T00:00", "-026-11-20x"] {
            assert_eq!(parse_date(wrong), None, "{wrong}");
        }
    }
}
