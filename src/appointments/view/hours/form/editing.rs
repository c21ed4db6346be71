//! What can be done to hours while they are being edited.

use super::{DateForm, DayForm, HoursForm, Place, SpanForm, write_end};
use crate::ids::AppointmentTypeId;
use crate::time::WallTime;

/// Monday to Friday, as places of `days`.
const WORKDAYS: std::ops::Range<usize> = 0..5;

impl HoursForm {
    /// Opens or closes a day; one that has no hours yet is given the usual ones.
    pub fn turn(&mut self, place: Place, is_open: bool) {
        let Some(hours) = self.hours_mut(place) else { return };
        hours.is_open = is_open;
        if is_open && hours.spans.is_empty() {
            self.add_span(place);
        }
    }

    /// From nine to five, or an hour after the last ones.
    pub fn add_span(&mut self, place: Place) {
        let key = self.next_key();
        let Some(hours) = self.hours_mut(place) else { return };
        let last = hours.spans.iter().filter_map(|span| WallTime::parse(&span.closes)).max();
        let (opens, closes) = match last.and_then(following) {
            Some((opens, closes)) => (opens.to_string(), write_end(closes)),
            None if last.is_some() => (String::new(), String::new()),
            None => ("09:00".into(), "17:00".into()),
        };
        hours.spans.push(SpanForm { key, opens, closes });
    }

    /// A day without hours is closed.
    pub fn remove_span(&mut self, place: Place, key: u32) {
        if let Some(hours) = self.hours_mut(place) {
            hours.spans.retain(|span| span.key != key);
            hours.is_open = !hours.spans.is_empty();
        }
    }

    /// Gives Monday to Friday the hours of one day.
    pub fn copy_to_workdays(&mut self, from: usize) {
        let Some(model) = self.days.get(from).cloned() else { return };
        for day in WORKDAYS.filter(|day| *day != from) {
            let mut copy = model.clone();
            for span in &mut copy.spans {
                span.key = self.next_key();
            }
            if let Some(day) = self.days.get_mut(day) {
                *day = copy;
            }
        }
    }

    /// A day off, until it is given hours.
    pub fn add_date(&mut self) {
        let key = self.next_key();
        let hours = DayForm { is_open: false, spans: Vec::new() };
        self.dates.push(DateForm { key, date: String::new(), note: String::new(), hours });
    }

    pub fn remove_date(&mut self, key: u32) {
        self.dates.retain(|date| date.key != key);
    }

    pub fn offer(&mut self, kind: AppointmentTypeId, is_offered: bool) {
        self.withheld.retain(|id| *id != kind);
        if !is_offered {
            self.withheld.push(kind);
        }
    }
}

/// Up to four hours that begin an hour later; nothing where the day is over by then.
fn following(last: WallTime) -> Option<(WallTime, WallTime)> {
    let at = |minutes: i16| WallTime::from_minutes(minutes.min(WallTime::END_OF_DAY.minutes()));
    let (opens, closes) = (at(last.minutes() + 60)?, at(last.minutes() + 300)?);
    (last > WallTime::MIDNIGHT && opens < closes).then_some((opens, closes))
}
