//! The same appointment every week.

mod booking;
mod deciding;

pub use booking::{Weekly, book_series};
pub use deciding::{cancel_series, confirm_series};

use super::appointments::{AppointmentSearch, appointment_for, find_appointments};
use crate::accounts::Me;
use crate::appointments::model::Appointment;
use crate::error::Result;
use crate::ids::{AppointmentId, SeriesId};
use sqlx::PgConnection;

/// What a series has at most.
const WEEKS: u8 = 26;

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
