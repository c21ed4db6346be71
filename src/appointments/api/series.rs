//! All of a weekly series at once.

use crate::appointments::model::Appointment;
use crate::error::Result;
use crate::ids::{AppointmentId, SeriesId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// The series to which an appointment belongs, the earliest first; nothing where it stands alone.
#[server(prefix = "/fn", endpoint = "series-of-appointment", input = Json)]
pub async fn list_series(id: AppointmentId) -> Result<Vec<Appointment>> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        crate::appointments::store::series_of(&mut *door.state.read().await?, &door.who()?.me, id).await
    })
    .await
}

/// Confirms what is asked for and lies ahead; answers with those.
#[server(prefix = "/fn", endpoint = "confirm-series", input = Json)]
pub async fn confirm_series(id: SeriesId) -> Result<Vec<Appointment>> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut tx = door.state.begin().await?;
        let confirmed = crate::appointments::store::confirm_series(&mut tx, &door.who()?.me, id).await?;
        tx.commit().await?;
        Ok(confirmed)
    })
    .await
}

/// Cancels what lies ahead, with a note for the other side; answers with those.
#[server(prefix = "/fn", endpoint = "cancel-series", input = Json)]
pub async fn cancel_series(id: SeriesId, note: String) -> Result<Vec<Appointment>> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut tx = door.state.begin().await?;
        let cancelled = crate::appointments::store::cancel_series(&mut tx, &door.who()?.me, id, &note).await?;
        tx.commit().await?;
        Ok(cancelled)
    })
    .await
}
