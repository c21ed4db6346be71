//! What becomes of all of a series at once.

use super::all_in;
use crate::accounts::Me;
use crate::appointments::model::{Appointment, SeriesDeed};
use crate::appointments::store::deciding::{decide, lock};
use crate::appointments::store::lateness::day_of;
use crate::error::{AppError, Result};
use crate::ids::SeriesId;
use crate::server::db::Tx;
use crate::time::Moment;

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
    let day = if wanted == SeriesDeed::Cancel { Some(day_of(tx, me, first.id).await?) } else { None };
    for one in &found {
        lock(tx, one.id).await?;
    }
    if let Some(day) = day {
        day.hold_rooms_with(tx, found.iter().map(|one| one.id)).await?;
    }
    all_in(tx, me, series).await
}
