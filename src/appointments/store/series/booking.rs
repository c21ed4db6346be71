//! Asking for a time in each of several weeks.

use super::WEEKS;
use crate::accounts::Me;
use crate::appointments::model::{Appointment, AppointmentType, check_reason};
use crate::appointments::store::booking::{
    Asked, NewAppointment, NewRow, Slot, client_for, is_confirmed_at_once, place, who_is_free,
};
use crate::appointments::store::engaged::{Visit, is_engaged, why_engaged};
use crate::appointments::store::free::zone_of;
use crate::appointments::store::hours::days_ahead_of;
use crate::appointments::store::kinds::{practitioners_for, type_for};
use crate::error::{AppError, Result};
use crate::ids::{SeriesId, UserId};
use crate::server::db::Tx;
use crate::time::Moment;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use sqlx::PgConnection;

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
    let client = client_for(tx, me, new.client).await?;
    let kind = type_for(tx, me.practice.id, new.slot.type_id).await?;
    let wanted = Wanted { client, first: new.slot, kind: &kind, weeks: weekly.weeks };
    let found = look_for(tx, me, &wanted).await?;
    let Some(practitioner) = found.practitioner.filter(|_| found.will_do(weekly.skip_taken)) else {
        let reach = reach(tx, me, Slot { practitioner: found.practitioner, ..new.slot }).await?;
        return Err(found.not_all_free(me, client, reach));
    };
    let (practice, kind, series) = (me.practice.id, &kind, Some(SeriesId::new()));
    let row = |starts_at| NewRow { practice, client, practitioner, kind, starts_at, series };
    let rows: Vec<NewRow<'_>> = found.free.into_iter().map(row).collect();
    let (reason, is_confirmed) = (check_reason(&new.reason)?, is_confirmed_at_once(me, kind));
    place(tx, me, &rows, Asked { reason, pet: new.pet, is_confirmed }).await
}

/// A series that somebody would like to begin with a time.
struct Wanted<'a> {
    client: UserId,
    first: Slot,
    kind: &'a AppointmentType,
    weeks: u8,
}

/// Its weeks: which can be had, and why the others cannot.
#[derive(Default)]
struct Found {
    practitioner: Option<UserId>,
    free: Vec<Moment>,
    taken: Vec<Moment>,
    /// The client has something else then.
    engaged: Vec<Moment>,
}

async fn look_for(tx: &mut Tx, me: &Me, wanted: &Wanted<'_>) -> Result<Found> {
    let zone = zone_of(tx, me.practice.id).await?;
    let (client, minutes) = (wanted.client, wanted.kind.minutes);
    let mut found = Found { practitioner: wanted.first.practitioner, ..Found::default() };
    for week in 0..wanted.weeks {
        let starts_at = weeks_later(&zone, wanted.first.starts_at, week)?;
        if is_engaged(tx, Visit { client, starts_at, minutes, moving: None }).await? {
            found.engaged.push(starts_at);
            continue;
        }
        let slot = Slot { practitioner: found.practitioner, starts_at, ..wanted.first };
        match who_is_free(tx, me, slot, wanted.kind).await {
            // Whoever is free first keeps the series.
            Ok(one) => {
                found.practitioner = Some(one);
                found.free.push(starts_at);
            }
            Err(AppError::Invalid { .. }) => found.taken.push(starts_at),
            Err(other) => return Err(other),
        }
    }
    Ok(found)
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

impl Found {
    fn will_do(&self, skip_taken: bool) -> bool {
        let is_whole = self.taken.is_empty() && self.engaged.is_empty();
        !self.free.is_empty() && (is_whole || skip_taken)
    }

    fn not_all_free(self, me: &Me, client: UserId, reach: Moment) -> AppError {
        let (taken, beyond): (Vec<Moment>, Vec<Moment>) = self.taken.into_iter().partition(|at| *at < reach);
        let why = why_engaged(me, client);
        let sentences: Vec<String> =
            [("Not free at that time", taken), ("Further ahead than can be booked", beyond), (&*why, self.engaged)]
                .into_iter()
                .filter(|(_, times)| !times.is_empty())
                .map(|(why, times)| {
                    let days: Vec<String> =
                        times.iter().map(|at| at.civil(&me.practice.time_zone).day_short()).collect();
                    format!("{why}: {}.", days.join(", "))
                })
                .collect();
        AppError::invalid("weeks", &sentences.join(" "))
    }
}
