//! Hours on days on which clocks change: every change of every zone from 2020 to 2037.

use super::*;
use crate::appointments::WeeklySpan;
use proptest::prelude::*;

const MINUTE: i64 = 60;

fn week(spans: &[(u16, u16)]) -> Availability {
    let span =
        |&(opens, closes): &(u16, u16)| Span { opens: WallTime::new(0, opens), closes: WallTime::new(0, closes) };
    let on = |weekday| spans.iter().map(move |pair| WeeklySpan { weekday, span: span(pair) });
    Availability {
        weekly: (1..=7).flat_map(on).collect(),
        special: Vec::new(),
        notice_minutes: 0,
        days_ahead: 365,
        withheld: Vec::new(),
    }
}

fn zones() -> Vec<TimeZone> {
    jiff::tz::db().available().filter_map(|name| TimeZone::get(name.as_str()).ok()).collect()
}

/// The days of a zone on which its clock changes, from 2020 to 2037.
fn days_of_change(zone: &TimeZone) -> Vec<civil::Date> {
    let (from, until) =
        (civil::date(2020, 1, 1).to_zoned(zone.clone()), civil::date(2038, 1, 1).to_zoned(zone.clone()));
    let (Ok(from), Ok(until)) = (from, until) else { return Vec::new() };
    zone.following(from.timestamp())
        .take_while(|change| change.timestamp() < until.timestamp())
        .flat_map(|change| {
            // By the clock before and after the change, which may be different dates.
            let before = change.timestamp() - 1.second();
            [before.to_zoned(zone.clone()).date(), change.timestamp().to_zoned(zone.clone()).date()]
        })
        .collect()
}

/// What the clock shows, minute by minute, from a while before that date to a while after it.
fn minutes_around(zone: &TimeZone, day: civil::Date) -> Vec<(i64, civil::DateTime)> {
    let Ok(middle) = day.at(12, 0, 0, 0).to_zoned(zone.clone()) else { return Vec::new() };
    let middle = middle.timestamp().as_second() / MINUTE * MINUTE;
    let on_wall = |second| Some((second, Timestamp::from_second(second).ok()?.to_zoned(zone.clone()).datetime()));
    (-20 * 60..20 * 60).filter_map(|minute| on_wall(middle + minute * MINUTE)).collect()
}

/// The rule in its plainest form: look at the clock every minute until it shows that time of that date, or a later one.
fn first_showing(minutes: &[(i64, civil::DateTime)], wall: civil::DateTime) -> Option<i64> {
    minutes.iter().find(|(_, shown)| *shown >= wall).map(|(second, _)| *second)
}

fn holds_on(
    zone: &TimeZone,
    (day, minutes): (civil::Date, &[(i64, civil::DateTime)]),
    (opens, closes): (u16, u16),
) -> Result<(), TestCaseError> {
    let availability = week(&[(opens, closes)]);
    let calendar = Calendar { zone, availability: &availability, holidays: &BTreeSet::new() };
    let wall = |minute: u16| day.at(0, 0, 0, 0).saturating_add(i64::from(minute).minutes());
    let expected = first_showing(minutes, wall(opens)).zip(first_showing(minutes, wall(closes)));
    let (Some((opens, closes)), Some((first, _)), Some((last, _))) = (expected, minutes.first(), minutes.last()) else {
        return Ok(());
    };
    let at = |second: i64| Moment::from_unix_millis(second * 1000);
    let open = calendar.open((at(*first), at(*last)));
    let on_that_day = open.iter().find(|(from, _)| *from == at(opens));
    if opens < closes {
        prop_assert_eq!(on_that_day.map(|(_, until)| until.unix_seconds()), Some(closes), "{:?} {}", zone, day);
    } else {
        prop_assert!(on_that_day.is_none(), "{:?} {}: those hours do not exist", zone, day);
    }
    let free = calendar.free((at(opens), at(closes)), Length { minutes: 25, before: 0, after: 0 }, &[]);
    let fits = (closes - opens).max(0) / (25 * MINUTE);
    let within = |start: &&Moment| start.unix_seconds() >= opens && start.unix_seconds() < closes;
    prop_assert_eq!(i64::try_from(free.iter().filter(within).count()).unwrap_or(-1), fits, "{:?} {}", zone, day);
    prop_assert!(free.windows(2).all(|two| two[1].seconds_since(two[0]) >= 25 * MINUTE), "none overlaps the next");
    Ok(())
}

#[test]
fn every_change_of_every_zone_keeps_the_hours_that_are_said() {
    let zones = zones();
    assert!(zones.len() > 400, "all zones of the database are looked at");
    for zone in &zones {
        for day in days_of_change(zone) {
            let minutes = minutes_around(zone, day);
            for span in [(0, 1440), (90, 165), (120, 150), (150, 195), (540, 1020), (1380, 1440), (0, 45)] {
                let held = holds_on(zone, (day, &minutes), span);
                assert!(held.is_ok(), "{held:?}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn hours_hold_on_any_day(zone in prop::sample::select(zones()), pick in any::<prop::sample::Index>(), opens in 0_u16..1440, length in 1_u16..1440) {
        let days = days_of_change(&zone);
        let day = if days.is_empty() { civil::date(2026, 11, 20) } else { days[pick.index(days.len())] };
        holds_on(&zone, (day, &minutes_around(&zone, day)), (opens, (opens + length).min(1440)))?;
    }

    #[test]
    fn what_is_busy_is_not_free(busy in prop::collection::btree_set(0_i64..20, 0..12), minutes in 5_i32..90, before in 0_i32..30, after in 0_i32..30) {
        let availability = week(&[(480, 1080)]);
        let zone = TimeZone::UTC;
        let calendar = Calendar { zone: &zone, availability: &availability, holidays: &BTreeSet::new() };
        let day = Moment::from_unix_millis(1_800_057_600_000);
        let busy: Vec<Stretch> = busy.into_iter().map(|hour| (day.plus_minutes(hour * 60), day.plus_minutes(hour * 60 + 50))).collect();
        let length = Length { minutes, before, after };
        for start in calendar.free((day, day.plus_minutes(2880)), length, &busy) {
            let (from, until) = (start.plus_minutes(-i64::from(before)), start.plus_minutes(i64::from(minutes + after)));
            prop_assert!(busy.iter().all(|taken| taken.1 <= from || until <= taken.0));
        }
    }
}

#[test]
fn hours_on_the_days_of_berlins_changes() {
    let zone = TimeZone::get("Europe/Berlin").unwrap_or(TimeZone::UTC);
    let availability = week(&[(60, 240)]);
    let calendar = Calendar { zone: &zone, availability: &availability, holidays: &BTreeSet::new() };
    let clocks = |day: &str| {
        let noon = Moment::parse(&format!("{day}T12:00:00Z")).unwrap_or(Moment::from_unix_millis(0));
        let length = Length { minutes: 60, before: 0, after: 0 };
        let free = calendar.free((noon.plus_minutes(-14 * 60), noon), length, &[]);
        free.iter().map(|at| at.civil("Europe/Berlin").clock()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(clocks("2026-03-28"), "01:00 02:00 03:00");
    assert_eq!(clocks("2026-03-29"), "01:00 03:00", "two o'clock does not exist");
    assert_eq!(clocks("2026-10-25"), "01:00 02:00 02:00 03:00", "two o'clock exists twice");
}
