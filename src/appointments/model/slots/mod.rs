//! Which times are free: opening hours on a calendar, less what is taken.
//!
//! What a clock change does to hours: hours begin at the first moment at which the clock shows their beginning or
//! later, and end at the first at which it shows their end or later. So a time that does not exist is passed over, and
//! of one that exists twice the first counts; in between, appointments follow each other by elapsed time.

use super::hours::{Availability, Span};
use crate::time::{Moment, WallTime};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{Timestamp, ToSpan, civil};
use std::collections::BTreeSet;
use time::Date;

/// From the first until before the second.
pub type Stretch = (Moment, Moment);

/// When somebody receives, in the zone of their practice.
pub struct Calendar<'a> {
    pub zone: &'a TimeZone,
    pub availability: &'a Availability,
    pub holidays: &'a BTreeSet<Date>,
}

/// How long an appointment is, with the minutes that are kept free around it.
#[derive(Clone, Copy, Debug)]
pub struct Length {
    pub minutes: i32,
    pub before: i32,
    pub after: i32,
}

impl Calendar<'_> {
    /// A date's own hours win over a holiday, and a holiday over the week.
    fn hours_on(&self, day: civil::Date) -> Vec<Span> {
        let weekday = i16::from(day.weekday().to_monday_one_offset());
        let date = date_of(day);
        if let Some(special) = self.availability.special.iter().find(|special| Some(special.day) == date) {
            return special.hours.clone();
        }
        if date.is_some_and(|date| self.holidays.contains(&date)) {
            return Vec::new();
        }
        self.availability.weekly.iter().filter(|span| span.weekday == weekday).map(|span| span.span).collect()
    }

    /// The hours of the dates that a stretch of time touches, in order.
    pub fn open(&self, (from, until): Stretch) -> Vec<Stretch> {
        let on_wall =
            |at: Moment| Some(Timestamp::from_second(at.unix_seconds()).ok()?.to_zoned(self.zone.clone()).date());
        let (Some(first), Some(last)) = (on_wall(from), on_wall(until)) else { return Vec::new() };
        let days = first.series(1.day()).take_while(|day| *day <= last);
        days.flat_map(|day| self.hours_on(day).into_iter().map(move |span| (day, span)))
            .filter_map(|(day, span)| {
                let stretch = (moment(self.zone, day, span.opens)?, moment(self.zone, day, span.closes)?);
                (stretch.0 < stretch.1).then_some(stretch)
            })
            .collect()
    }

    /// Beginnings that are free, earliest first. What is `busy` is in order and does not overlap.
    pub fn free(&self, (from, until): Stretch, length: Length, busy: &[Stretch]) -> Vec<Moment> {
        let (minutes, after) = (length.minutes.max(1).into(), length.after.into());
        let is_taken = |start: Moment, end: Moment| {
            let (start, end) = (start.plus_minutes(-i64::from(length.before)), end.plus_minutes(after));
            let next = busy.partition_point(|(_, until)| *until <= start);
            busy.get(next).is_some_and(|(from, _)| *from < end)
        };
        let mut free = Vec::new();
        for (opens, closes) in self.open((from, until)) {
            let (mut start, mut end) = (opens, opens.plus_minutes(minutes));
            while end <= closes {
                if start >= from && start < until && !is_taken(start, end) {
                    free.push(start);
                }
                (start, end) = (end, end.plus_minutes(minutes));
            }
        }
        free.sort_unstable();
        free.dedup();
        free
    }
}

fn date_of(day: civil::Date) -> Option<Date> {
    let month = time::Month::try_from(u8::try_from(day.month()).ok()?).ok()?;
    Date::from_calendar_date(day.year().into(), month, u8::try_from(day.day()).ok()?).ok()
}

/// The first moment of a date at which a clock in the zone shows that time or a later one.
fn moment(zone: &TimeZone, day: civil::Date, at: WallTime) -> Option<Moment> {
    let wall = day.at(0, 0, 0, 0).checked_add(i64::from(at.minutes()).minutes()).ok()?;
    let first = match zone.to_ambiguous_timestamp(wall).offset() {
        AmbiguousOffset::Unambiguous { offset } => offset.to_timestamp(wall).ok()?,
        AmbiguousOffset::Fold { before, .. } => before.to_timestamp(wall).ok()?,
        // Read by the offset after the change it is a moment before the change.
        AmbiguousOffset::Gap { after, .. } => {
            let earlier = after.to_timestamp(wall).ok()?;
            zone.following(earlier).next()?.timestamp()
        }
    };
    Some(Moment::from_unix_millis(first.as_millisecond()))
}

#[cfg(test)]
mod tests;
