//! The same appointment every week.

use super::booking::{Asked, NewAppointment, NewRow, Slot, client_for, is_confirmed_at_once, place, who_is_free};
use super::free::zone_of;
use super::kinds::type_for;
use crate::accounts::Me;
use crate::appointments::model::{Appointment, check_reason};
use crate::error::{AppError, Result};
use crate::ids::SeriesId;
use crate::server::db::Tx;
use crate::time::Moment;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// How often a series repeats, and whether weeks that are not free are left out.
#[derive(Clone, Copy, Debug)]
pub struct Weekly {
    /// 2 to 26.
    pub weeks: u8,
    pub skip_taken: bool,
}

/// Books so many weeks at the same time of the practice's wall clock: all of them, or those that are free where that
/// is asked for; otherwise the error names the dates that are not.
pub async fn book_series(tx: &mut Tx, me: &Me, new: NewAppointment, weekly: Weekly) -> Result<Vec<Appointment>> {
    if !(2..=26).contains(&weekly.weeks) {
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
    let practitioner = keeps.ok_or_else(|| not_all_free(&me.practice.time_zone, &taken))?;
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

fn not_all_free(zone: &str, taken: &[Moment]) -> AppError {
    let days: Vec<String> = taken.iter().map(|at| at.civil(zone).day_short()).collect();
    AppError::invalid("weeks", &format!("Not free at that time: {}.", days.join(", ")))
}
