//! What was typed, as hours; or what is wrong with it, and where.

use super::{DateForm, DayForm, HoursForm, Place, SpanForm};
use crate::appointments::model::{Availability, Span, SpecialDay, WeeklySpan, check_line, check_spans};
use crate::error::{AppError, Result};
use crate::time::{WallTime, parse_date};

/// What is wrong with a part of the form, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub place: Place,
    pub why: String,
}

impl HoursForm {
    /// Every part that does not hold is named, not the first alone.
    pub fn read(&self) -> Result<Availability, Vec<Fault>> {
        let mut faults = Vec::new();
        let mut note = |place: Place, error: AppError| faults.push(Fault { place, why: error.to_string() });
        let (mut weekly, mut special) = (Vec::new(), Vec::new());
        for (place, day) in self.days.iter().enumerate() {
            match day.read() {
                Ok(spans) => weekly.extend(spans.into_iter().map(|span| weekly_span(place, span))),
                Err(error) => note(Place::Weekday(place), error),
            }
        }
        for date in &self.dates {
            match self.read_date(date) {
                Ok(read) => special.push(read),
                Err(error) => note(Place::Date(date.key), error),
            }
        }
        let days_ahead = self.read_days_ahead().map_err(|error| note(Place::DaysAhead, error)).unwrap_or_default();
        if !faults.is_empty() {
            return Err(faults);
        }
        let mut withheld = self.withheld.clone();
        withheld.sort_unstable();
        special.sort_by_key(|special| special.day);
        Ok(Availability { weekly, special, notice_minutes: self.notice_minutes, days_ahead, withheld })
    }

    fn read_date(&self, date: &DateForm) -> Result<SpecialDay> {
        let day = parse_date(&date.date).ok_or_else(|| AppError::invalid("day", "Please choose a date."))?;
        if self.dates.iter().filter(|other| other.date == date.date).count() > 1 {
            return Err(AppError::invalid("day", "This date stands here twice."));
        }
        Ok(SpecialDay { day, note: check_line("note", &date.note, 120)?, hours: date.hours.read()? })
    }

    fn read_days_ahead(&self) -> Result<i32> {
        let days = self.days_ahead.trim().parse().ok().filter(|days| (1..=365).contains(days));
        days.ok_or_else(|| AppError::invalid("daysAhead", "Please give 1 to 365 days."))
    }
}

impl DayForm {
    /// In order; none where it is closed.
    fn read(&self) -> Result<Vec<Span>> {
        let open = self.spans.iter().filter(|_| self.is_open);
        let mut spans = open.map(SpanForm::read).collect::<Result<Vec<_>>>()?;
        spans.sort_unstable();
        check_spans("hours", &spans)?;
        Ok(spans)
    }
}

impl SpanForm {
    fn read(&self) -> Result<Span> {
        let time = |text: &str| {
            WallTime::parse(text).ok_or_else(|| AppError::invalid("hours", "Please give both times, as 9:00."))
        };
        let (opens, closes) = (time(&self.opens)?, time(&self.closes)?);
        // As an end, midnight is that of the same day.
        let closes = if closes == WallTime::MIDNIGHT { WallTime::END_OF_DAY } else { closes };
        Ok(Span { opens, closes })
    }
}

fn weekly_span(place: usize, span: Span) -> WeeklySpan {
    WeeklySpan { weekday: i16::try_from(place).unwrap_or(0) + 1, span }
}
