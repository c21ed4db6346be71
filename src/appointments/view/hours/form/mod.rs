//! The hours as somebody types them: half-typed times and dates are kept, and said what is wrong with.

mod editing;
mod reading;
#[cfg(test)]
mod tests;

use crate::appointments::model::{Availability, Span};
use crate::ids::AppointmentTypeId;
use crate::time::{WallTime, write_date};
pub use reading::Fault;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoursForm {
    /// Monday first.
    pub days: Vec<DayForm>,
    pub dates: Vec<DateForm>,
    pub notice_minutes: i32,
    pub days_ahead: String,
    pub withheld: Vec<AppointmentTypeId>,
    keys: u32,
}

/// A part of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// 0 is Monday.
    Weekday(usize),
    /// The key of one of `dates`.
    Date(u32),
    DaysAhead,
}

/// Hours of a weekday or a date. What is typed stays while it is closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayForm {
    pub is_open: bool,
    pub spans: Vec<SpanForm>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpanForm {
    pub key: u32,
    pub opens: String,
    pub closes: String,
}

/// A date off, or with hours of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateForm {
    pub key: u32,
    pub date: String,
    pub note: String,
    pub hours: DayForm,
}

impl From<&Availability> for HoursForm {
    fn from(availability: &Availability) -> Self {
        let mut form = Self {
            days: Vec::new(),
            dates: Vec::new(),
            notice_minutes: availability.notice_minutes,
            days_ahead: availability.days_ahead.to_string(),
            withheld: availability.withheld.clone(),
            keys: 0,
        };
        for weekday in 1..=7 {
            let spans = availability.weekly.iter().filter(|span| span.weekday == weekday).map(|span| span.span);
            let day = form.day(spans);
            form.days.push(day);
        }
        for special in &availability.special {
            let hours = form.day(special.hours.iter().copied());
            let key = form.next_key();
            form.dates.push(DateForm { key, date: write_date(special.day), note: special.note.clone(), hours });
        }
        form
    }
}

impl HoursForm {
    pub fn hours(&self, place: Place) -> Option<&DayForm> {
        match place {
            Place::Weekday(day) => self.days.get(day),
            Place::Date(key) => self.date(key).map(|date| &date.hours),
            Place::DaysAhead => None,
        }
    }

    fn hours_mut(&mut self, place: Place) -> Option<&mut DayForm> {
        match place {
            Place::Weekday(day) => self.days.get_mut(day),
            Place::Date(key) => self.date_mut(key).map(|date| &mut date.hours),
            Place::DaysAhead => None,
        }
    }

    pub fn date(&self, key: u32) -> Option<&DateForm> {
        self.dates.iter().find(|date| date.key == key)
    }

    pub fn date_mut(&mut self, key: u32) -> Option<&mut DateForm> {
        self.dates.iter_mut().find(|date| date.key == key)
    }

    pub fn span(&self, place: Place, key: u32) -> Option<&SpanForm> {
        self.hours(place)?.spans.iter().find(|span| span.key == key)
    }

    pub fn span_mut(&mut self, place: Place, key: u32) -> Option<&mut SpanForm> {
        self.hours_mut(place)?.spans.iter_mut().find(|span| span.key == key)
    }

    fn day(&mut self, spans: impl Iterator<Item = Span>) -> DayForm {
        let spans: Vec<SpanForm> = spans
            .map(|span| SpanForm {
                key: self.next_key(),
                opens: span.opens.to_string(),
                closes: write_end(span.closes),
            })
            .collect();
        DayForm { is_open: !spans.is_empty(), spans }
    }

    fn next_key(&mut self) -> u32 {
        self.keys += 1;
        self.keys
    }
}

/// The end of the day is midnight on a clock.
fn write_end(closes: WallTime) -> String {
    if closes == WallTime::END_OF_DAY { WallTime::MIDNIGHT.to_string() } else { closes.to_string() }
}
