//! What the address of a calendar page asks for, so that each view is a link and nothing is remembered elsewhere.

use crate::app::use_me;
use crate::appointments::{CalendarQuery, date_text, later, monday_of, parse_date};
use crate::ids::UserId;
use crate::time::{Civil, month_name};
use crate::ui::use_clock;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};
use time::Date;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum View {
    Day,
    Week,
    List,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// `None`: a week where there is room for it, a day on a phone.
    pub view: Option<View>,
    #[serde(with = "crate::time::iso_date")]
    pub day: Date,
    /// Of whom, where an admin asks.
    pub practitioner: Option<UserId>,
}

impl View {
    pub const ALL: [Self; 3] = [Self::Day, Self::Week, Self::List];

    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "Day",
            Self::Week => "Week",
            Self::List => "List",
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::List => "list",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.code() == text)
    }
}

impl Asked {
    #[must_use]
    pub fn with_view(self, view: View) -> Self {
        Self { view: Some(view), ..self }
    }

    #[must_use]
    pub fn on(self, day: Date) -> Self {
        Self { day, ..self }
    }

    /// The day or week after this one, or before it, as `shown`.
    #[must_use]
    pub fn stepped(self, shown: View, by: i64) -> Self {
        self.on(later(self.day, if shown == View::Week { 7 * by } else { by }))
    }

    pub fn is_week(self) -> bool {
        matches!(self.view, None | Some(View::Week))
    }

    pub fn query(self) -> CalendarQuery {
        let (first, days) = if self.is_week() { (monday_of(self.day), 7) } else { (self.day, 1) };
        CalendarQuery { first, days, practitioner: self.practitioner }
    }

    /// The address of what is asked for, on the page at `base`.
    pub fn href(self, base: &str) -> String {
        let view = self.view.map(|view| format!("view={}&", view.code())).unwrap_or_default();
        let of = self.practitioner.map(|id| format!("&practitioner={id}")).unwrap_or_default();
        format!("{base}?{view}day={}{of}", date_text(self.day))
    }

    /// `Friday, 20 November 2026`, or `16 – 22 November 2026`.
    pub fn title(self, shown: View) -> String {
        if shown != View::Week {
            return long(self.day);
        }
        let (first, last) = (monday_of(self.day), later(monday_of(self.day), 6));
        let end = format!("{} {} {}", last.day(), month_name(last), last.year());
        match (first.year() == last.year(), first.month() == last.month()) {
            (true, true) => format!("{} – {end}", first.day()),
            (true, false) => format!("{} {} – {end}", first.day(), month_name(first)),
            (false, _) => format!("{} {} {} – {end}", first.day(), month_name(first), first.year()),
        }
    }
}

/// `Friday, 20 November 2026`
pub fn long(day: Date) -> String {
    let civil = Civil { date: day, hour: 0, minute: 0 };
    let other_year = Civil { date: later(day, 400), hour: 0, minute: 0 };
    civil.day_long(other_year)
}

/// Today, on the wall of whoever looks.
pub fn use_today() -> Memo<Date> {
    let (clock, zone) = (use_clock(), use_me().time_zone);
    Memo::new(move |_| clock.get().civil(&zone).date)
}

/// What this page's address asks for; today where it names no day.
pub fn use_asked() -> Memo<Asked> {
    let (query, today) = (use_query_map(), use_today());
    let may_choose = !use_me().is_client();
    Memo::new(move |_| {
        query.with(|query| Asked {
            view: query.get_str("view").and_then(View::parse),
            day: query.get_str("day").and_then(parse_date).filter(|day| is_near(*day)).unwrap_or_else(|| today.get()),
            practitioner: query.get_str("practitioner").and_then(|id| id.parse().ok()).filter(|_| may_choose),
        })
    })
}

/// No practice looks further, and the zones' rules do not reach further.
fn is_near(day: Date) -> bool {
    (2000..2100).contains(&day.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(view: Option<View>, day: &str) -> Asked {
        let day = parse_date(day).unwrap_or(Date::MIN);
        Asked { view, day, practitioner: None }
    }

    #[test]
    fn a_view_is_an_address() {
        assert_eq!(asked(None, "2026-11-20").href("/doctor/appointments"), "/doctor/appointments?day=2026-11-20");
        let next = asked(Some(View::Week), "2026-12-28").stepped(View::Week, 1);
        assert_eq!(next.href("/x"), "/x?view=week&day=2027-01-04");
        assert_eq!(asked(None, "2026-11-20").stepped(View::Day, -1).href("/x"), "/x?day=2026-11-19");
    }

    #[test]
    fn a_title_says_which_days() {
        let title = |day, shown| asked(None, day).title(shown);
        assert_eq!(title("2026-11-20", View::Day), "Friday, 20 November 2026");
        assert_eq!(title("2026-11-20", View::Week), "16 – 22 November 2026");
        assert_eq!(title("2026-11-30", View::Week), "30 November – 6 December 2026");
        assert_eq!(title("2026-12-31", View::Week), "28 December 2026 – 3 January 2027");
    }
}
