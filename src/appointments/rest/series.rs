//! `/api/v1/appointment-series/{series}/…`: what becomes of all of a weekly series.

use super::Perhaps;
use super::deeds::Note;
use crate::appointments::model::Appointment;
use crate::appointments::store;
use crate::error::Result;
use crate::ids::read_id;
use crate::server::listing::Listing;
use crate::server::session::Visitor;
use crate::server::state::AppState;
use axum::extract::{Path, State};
use axum::routing::post;
use axum::{Json, Router};

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/appointment-series/{series}/confirm", post(confirm))
        .route("/appointment-series/{series}/cancel", post(cancel))
}

/// Answers with those that it confirmed.
async fn confirm(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(series): Path<String>,
) -> Result<Json<Listing<Appointment>>> {
    state.limits.take_command(visitor.me.id())?;
    let id = read_id(&series)?;
    let mut tx = state.begin().await?;
    let items = store::confirm_series(&mut tx, &visitor.me, id).await?;
    tx.commit().await?;
    Ok(Json(Listing { items, next: None }))
}

/// Answers with those that it cancelled or declined.
async fn cancel(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(series): Path<String>,
    Perhaps(Note { note }): Perhaps<Note>,
) -> Result<Json<Listing<Appointment>>> {
    state.limits.take_command(visitor.me.id())?;
    let id = read_id(&series)?;
    let mut tx = state.begin().await?;
    let items = store::cancel_series(&mut tx, &visitor.me, id, &note).await?;
    tx.commit().await?;
    Ok(Json(Listing { items, next: None }))
}
