//! Typing hours.

use super::*;
use crate::appointments::model::{SpecialDay, WeeklySpan};

fn availability() -> Availability {
    let span = |opens, closes| Span { opens: WallTime::new(opens, 0), closes: WallTime::new(closes, 0) };
    Availability {
        weekly: vec![
            WeeklySpan { weekday: 1, span: span(8, 12) },
            WeeklySpan { weekday: 1, span: span(13, 24) },
            WeeklySpan { weekday: 6, span: span(9, 11) },
        ],
        special: crate::time::parse_date("2026-12-24")
            .map(|day| SpecialDay { day, note: "Short".into(), hours: vec![span(8, 10)] })
            .into_iter()
            .collect(),
        notice_minutes: 60,
        days_ahead: 28,
        withheld: Vec::new(),
    }
}

#[test]
fn what_is_shown_is_what_is_saved() {
    let form = HoursForm::from(&availability());
    assert_eq!(form.days[0].spans[1].closes, "00:00", "midnight, as a clock shows it");
    assert_eq!(form.read(), Ok(availability()));
}

#[test]
fn every_day_that_does_not_hold_is_named() {
    let mut form = HoursForm::from(&availability());
    form.days[0].spans[1].opens = "11:00".into();
    form.days[5].spans[0].closes.clear();
    form.add_date();
    form.days_ahead = "many".into();
    let key = form.dates[1].key;
    let faults: Vec<Place> = form.read().err().into_iter().flatten().map(|fault| fault.place).collect();
    assert_eq!(faults, [Place::Weekday(0), Place::Weekday(5), Place::Date(key), Place::DaysAhead]);
    form.turn(Place::Weekday(5), false);
    form.remove_date(key);
    let faults: Vec<Place> = form.read().err().into_iter().flatten().map(|fault| fault.place).collect();
    assert_eq!(faults, [Place::Weekday(0), Place::DaysAhead], "a closed day may be half-typed");
    assert_eq!(form.days[5].spans[0].opens, "09:00", "and keeps it");
}

#[test]
fn a_date_stands_there_once() {
    let mut form = HoursForm::from(&availability());
    form.add_date();
    form.dates[1].date = "2026-12-24".into();
    assert_eq!(form.read().err().map(|faults| faults.len()), Some(2));
    form.dates[1].date = "2026-12-23".into();
    let read = form.read().map(|read| read.special.iter().map(|one| write_date(one.day)).collect::<Vec<_>>());
    assert_eq!(read, Ok(vec!["2026-12-23".into(), "2026-12-24".into()]));
}

#[test]
fn days_are_opened_copied_and_closed() {
    let mut form = HoursForm::from(&availability());
    form.turn(Place::Weekday(1), true);
    assert_eq!((form.days[1].spans[0].opens.as_str(), form.days[1].spans[0].closes.as_str()), ("09:00", "17:00"));
    form.add_span(Place::Weekday(1));
    assert_eq!((form.days[1].spans[1].opens.as_str(), form.days[1].spans[1].closes.as_str()), ("18:00", "22:00"));
    form.copy_to_workdays(1);
    assert!(form.days[..5].iter().all(|day| day.is_open && day.spans.len() == 2) && form.days[5].spans.len() == 1);
    let mut keys: Vec<u32> = form.days.iter().flat_map(|day| &day.spans).map(|span| span.key).collect();
    keys.sort_unstable();
    assert!(keys.windows(2).all(|two| two[0] != two[1]), "each span is its own");
    let keys: Vec<u32> = form.days[0].spans.iter().map(|span| span.key).collect();
    for key in keys {
        form.remove_span(Place::Weekday(0), key);
    }
    assert!(!form.days[0].is_open);
}
