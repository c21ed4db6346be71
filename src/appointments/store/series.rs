//! The same appointment every week.

use super::appointments::{AppointmentSearch, appointment_for, find_appointments};
use super::booking::{Asked, NewAppointment, NewRow, Slot, client_for, is_confirmed_at_once, place, who_is_free};
use super::deciding::{decide, lock};
use super::free::zone_of;
use super::hours::days_ahead_of;
use super::kinds::{practitioners_for, type_for};
use super::lateness::day_of;
use crate::accounts::Me;
use crate::appointments::model::{Appointment, SeriesDeed, check_reason};
use crate::error::{AppError, Result};
use crate::ids::{AppointmentId, SeriesId, UserId};
use crate::server::db::Tx;
use crate::time::Moment;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use sqlx::PgConnection;

/// What a series has at most.
const WEEKS: u8 = 26;

/// How often a series repeats, and whether weeks that are not free are left out.
#[derive(Clone, Copy, Debug)]
pub struct Weekly {
    /// 2 to 26.
    pub weeks: u8,
    pub skip_taken: bool,
}

/// Books so many weeks at the same time of the practice's wall clock: all of them, or those that are free where that
/// is asked for; otherwise the error names the dates that are not, and those that are too far ahead.
pub async fn book_series(tx: &mut Tx, me: &Me, new: NewAppointment, weekly: Weekly) -> Result<Vec<Appointment>> {
    if !(2..=WEEKS).contains(&weekly.weeks) {
        return Err(AppError::invalid("weeks", "A series has 2 to 26 weeks."));
    }
    let zone = zone_of(tx, me.practice.id).await?;
    let kind = type_for(tx, me.practice.id, new.slot.type_id).await?;
    let (mut free, mut taken, mut practitioner) = (Vec::new(), Vec::new(), new.slot.practitioner);
    for week in 0..weekly.weeks {
        let starts_at = weeks_later(&zone, new.slot.starts_at, week)?;
        match who_is_free(tx, me, Slot { practitioner, starts_at, ..new.slot }, &kind).await {
            // Whoever is free first keeps the series.
            Ok(one) => {
                practitioner = Some(one);
                free.push(starts_at);
            }
            Err(AppError::Invalid { .. }) => taken.push(starts_at),
            Err(other) => return Err(other),
        }
    }
    let keeps = practitioner.filter(|_| !free.is_empty() && (taken.is_empty() || weekly.skip_taken));
    let Some(practitioner) = keeps else {
        let reach = reach(tx, me, Slot { practitioner, ..new.slot }).await?;
        return Err(not_all_free(&me.practice.time_zone, &taken, reach));
    };
    let asked = Asked {
        reason: check_reason(&new.reason)?,
        pet: new.pet,
        series: Some(SeriesId::new()),
        is_confirmed: is_confirmed_at_once(me, &kind),
    };
    let client = client_for(tx, me, new.client).await?;
    let mut booked = Vec::new();
    for starts_at in free {
        let row = NewRow { practice: me.practice.id, client, practitioner, kind: &kind, starts_at };
        booked.push(place(tx, me, &row, asked.clone()).await?);
    }
    Ok(booked)
}

/// At the same time of the clock on the wall, whatever the clock does in between.
fn weeks_later(zone: &TimeZone, first: Moment, weeks: u8) -> Result<Moment> {
    let first = Timestamp::from_second(first.unix_seconds()).map_err(AppError::broken)?;
    let later = first.to_zoned(zone.clone()).checked_add(i64::from(weeks).weeks()).map_err(AppError::broken)?;
    Ok(Moment::from_unix_millis(later.timestamp().as_millisecond()))
}

/// Until before when the practitioner can be booked, or else any who offers the type.
async fn reach(conn: &mut PgConnection, me: &Me, slot: Slot) -> Result<Moment> {
    const DAY: i64 = 24 * 60;
    let people: Vec<UserId> = if let Some(one) = slot.practitioner {
        vec![one]
    } else {
        let people = practitioners_for(conn, me.practice.id, slot.type_id).await?;
        people.into_iter().map(|person| person.id).collect()
    };
    let mut days = 0;
    for person in people {
        days = days.max(days_ahead_of(conn, person).await?);
    }
    Ok(Moment::now().plus_minutes(i64::from(days) * DAY))
}

fn not_all_free(zone: &str, refused: &[Moment], reach: Moment) -> AppError {
    let (taken, beyond): (Vec<Moment>, Vec<Moment>) = refused.iter().partition(|at| **at < reach);
    let sentences: Vec<String> = [("Not free at that time", taken), ("Further ahead than can be booked", beyond)]
        .into_iter()
        .filter(|(_, times)| !times.is_empty())
        .map(|(why, times)| {
            let days: Vec<String> = times.iter().map(|at| at.civil(zone).day_short()).collect();
            format!("{why}: {}.", days.join(", "))
        })
        .collect();
    AppError::invalid("weeks", &sentences.join(" "))
}

/// The series to which an appointment belongs, the earliest first; nothing where it stands alone.
pub async fn series_of(conn: &mut PgConnection, me: &Me, id: AppointmentId) -> Result<Vec<Appointment>> {
    match appointment_for(conn, me.id, id).await?.series {
        Some(series) => all_in(conn, me, series).await,
        None => Ok(Vec::new()),
    }
}

async fn all_in(conn: &mut PgConnection, me: &Me, series: SeriesId) -> Result<Vec<Appointment>> {
    let search = AppointmentSearch {
        status: None,
        series: Some(series),
        from: None,
        until: None,
        after: None,
        limit: WEEKS.into(),
    };
    find_appointments(conn, me, search).await
}

/// Confirms what is asked for in a series and lies ahead, each as it is done singly; answers with those.
pub async fn confirm_series(tx: &mut Tx, me: &Me, series: SeriesId) -> Result<Vec<Appointment>> {
    decide_all(tx, me, series, SeriesDeed::Confirm, "").await
}

/// Cancels what lies ahead of a series, each as it is done singly; answers with those.
pub async fn cancel_series(tx: &mut Tx, me: &Me, series: SeriesId, note: &str) -> Result<Vec<Appointment>> {
    decide_all(tx, me, series, SeriesDeed::Cancel, note).await
}

async fn decide_all(
    tx: &mut Tx,
    me: &Me,
    series: SeriesId,
    wanted: SeriesDeed,
    note: &str,
) -> Result<Vec<Appointment>> {
    let all = locked(tx, me, series, wanted).await?;
    let now = Moment::now();
    let mut decided = Vec::new();
    for one in &all {
        if let Some(deed) = wanted.to(one, me, now) {
            decided.push(decide(tx, me, one.id, deed, note).await?);
        }
    }
    if decided.is_empty() {
        // Why none may be is said as of one of them.
        let ahead = || all.iter().filter(move |one| one.starts_at > now);
        let one = ahead().find(|one| one.status.is_open()).or_else(|| ahead().next());
        let one = one.ok_or_else(|| AppError::conflict("All of this series is over."))?;
        decided.push(decide(tx, me, one.id, wanted.deed(), note).await?);
    }
    Ok(decided)
}

/// All of them, on which nobody else decides until this is done. As where one is cancelled, the day comes first.
async fn locked(tx: &mut Tx, me: &Me, series: SeriesId, wanted: SeriesDeed) -> Result<Vec<Appointment>> {
    let found = all_in(tx, me, series).await?;
    let first = found.first().ok_or(AppError::NotFound)?;
    if wanted == SeriesDeed::Cancel {
        day_of(tx, me, first.id).await?;
    }
    for one in &found {
        lock(tx, one.id).await?;
    }
    all_in(tx, me, series).await
}
