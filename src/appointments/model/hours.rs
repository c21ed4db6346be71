//! When a practitioner can be booked: weekly hours, dates with hours of their own, and how far ahead.

use super::kinds::check_line;
use crate::error::{AppError, Result};
use crate::ids::AppointmentTypeId;
use crate::time::WallTime;
use serde::{Deserialize, Serialize};
use time::Date;

/// From `opens` until before `closes`, on the practice's wall clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Span {
    pub opens: WallTime,
    pub closes: WallTime,
}

/// Hours of one ISO weekday: 1 is Monday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct WeeklySpan {
    pub weekday: i16,
    #[serde(flatten)]
    pub span: Span,
}

/// A date with hours of its own; without any it is a day off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SpecialDay {
    #[serde(with = "crate::time::iso_date")]
    #[cfg_attr(feature = "ssr", schema(value_type = String, format = Date))]
    pub day: Date,
    #[serde(default)]
    pub note: String,
    #[serde(default)]
    pub hours: Vec<Span>,
}

/// A day on which the practice is closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Holiday {
    #[serde(with = "crate::time::iso_date")]
    #[cfg_attr(feature = "ssr", schema(value_type = String, format = Date))]
    pub day: Date,
    pub name: String,
}

/// All that decides when a practitioner can be booked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Availability {
    pub weekly: Vec<WeeklySpan>,
    pub special: Vec<SpecialDay>,
    /// Minutes between booking and the beginning, at least.
    pub notice_minutes: i32,
    pub days_ahead: i32,
    /// Types of the practice that this practitioner does not offer.
    pub withheld: Vec<AppointmentTypeId>,
}

impl Availability {
    /// For those who have said nothing else.
    pub const NOTICE_MINUTES: i32 = 30;
    pub const DAYS_AHEAD: i32 = 28;

    /// In order, and each hour said once.
    pub fn checked(mut self) -> Result<Self> {
        if !(0..=43_200).contains(&self.notice_minutes) {
            return Err(AppError::invalid("noticeMinutes", "Notice is at most 30 days."));
        }
        if !(1..=365).contains(&self.days_ahead) {
            return Err(AppError::invalid("daysAhead", "People can book 1 to 365 days ahead."));
        }
        self.weekly.sort_unstable();
        for weekday in 1..=7 {
            let spans: Vec<Span> = self.weekly.iter().filter(|s| s.weekday == weekday).map(|s| s.span).collect();
            check_spans("weekly", &spans)?;
        }
        if self.weekly.iter().any(|span| !(1..=7).contains(&span.weekday)) {
            return Err(AppError::invalid("weekly", "A weekday is 1 (Monday) to 7 (Sunday)."));
        }
        self.special = self.special.into_iter().map(SpecialDay::checked).collect::<Result<_>>()?;
        self.special.sort_by_key(|special| special.day);
        if self.special.windows(2).any(|two| two[0].day == two[1].day) {
            return Err(AppError::invalid("special", "A date stands here twice."));
        }
        Ok(self)
    }
}

impl SpecialDay {
    pub fn checked(mut self) -> Result<Self> {
        self.note = check_line("note", &self.note, 120)?;
        self.hours.sort_unstable();
        check_spans("special", &self.hours)?;
        Ok(self)
    }
}

impl Holiday {
    pub fn checked(self) -> Result<Self> {
        let name = check_line("name", &self.name, 80)?;
        if name.is_empty() {
            return Err(AppError::invalid("name", "Please say which holiday it is."));
        }
        Ok(Self { name, ..self })
    }
}

/// Of sorted spans of one day: each ends after it begins, none runs into the next.
pub fn check_spans(field: &str, spans: &[Span]) -> Result<()> {
    if spans.iter().any(|span| span.opens >= span.closes) {
        return Err(AppError::invalid(field, "Hours end after they begin."));
    }
    if spans.windows(2).any(|two| two[0].closes > two[1].opens) {
        return Err(AppError::invalid(field, "Hours of a day run into each other."));
    }
    if spans.len() > 12 {
        return Err(AppError::invalid(field, "A day has at most twelve spans."));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weekly(spans: &[(i16, u16, u16)]) -> Availability {
        let span = |&(weekday, opens, closes): &(i16, u16, u16)| WeeklySpan {
            weekday,
            span: Span { opens: WallTime::new(opens, 0), closes: WallTime::new(closes, 0) },
        };
        Availability {
            weekly: spans.iter().map(span).collect(),
            special: Vec::new(),
            notice_minutes: 30,
            days_ahead: 28,
            withheld: Vec::new(),
        }
    }

    #[test]
    fn hours_of_a_day_do_not_run_into_each_other() {
        assert!(weekly(&[(1, 13, 18), (1, 8, 12), (2, 8, 24)]).checked().is_ok());
        for wrong in [&[(1, 8, 12), (1, 11, 13)][..], &[(1, 12, 8)], &[(1, 8, 8)], &[(0, 8, 9)], &[(8, 8, 9)]] {
            assert!(weekly(wrong).checked().is_err(), "{wrong:?}");
        }
        assert!(Availability { days_ahead: 366, ..weekly(&[]) }.checked().is_err());
        assert!(Availability { notice_minutes: -1, ..weekly(&[]) }.checked().is_err());
    }
}
