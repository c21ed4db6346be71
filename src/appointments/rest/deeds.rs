//! `/api/v1/appointments/{appointment}/…`: what becomes of one.

use super::Perhaps;
use crate::appointments::model::{Appointment, Deed};
use crate::appointments::store;
use crate::error::Result;
use crate::ids::read_id;
use crate::server::body::Body;
use crate::server::session::Visitor;
use crate::server::state::AppState;
use crate::time::Moment;
use axum::extract::{Path, State};
use axum::routing::{MethodRouter, post};
use axum::{Json, Router};
use serde::Deserialize;
use utoipa::ToSchema;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/appointments/{appointment}/confirm", does(Deed::Confirm))
        .route("/appointments/{appointment}/decline", does(Deed::Decline))
        .route("/appointments/{appointment}/cancel", does(Deed::Cancel))
        .route("/appointments/{appointment}/complete", does(Deed::Complete))
        .route("/appointments/{appointment}/no-show", does(Deed::Miss))
        .route("/appointments/{appointment}/reschedule", post(reschedule))
}

/// What the other side is told.
#[derive(Default, Deserialize, ToSchema)]
pub struct Note {
    /// At most 500 characters.
    #[serde(default)]
    pub(super) note: String,
}

/// Another time for an appointment.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NewTime {
    pub(super) starts_at: Moment,
    /// Why: at most 500 characters.
    #[serde(default)]
    pub(super) note: String,
}

fn does(deed: Deed) -> MethodRouter<AppState> {
    post(async move |State(state): State<AppState>, visitor, Path(appointment), Perhaps(Note { note })| {
        decide(state, visitor, (appointment, deed), note).await
    })
}

async fn decide(
    state: AppState,
    visitor: Visitor,
    (appointment, deed): (String, Deed),
    note: String,
) -> Result<Json<Appointment>> {
    state.limits.take_command(visitor.me.id())?;
    let id = read_id(&appointment)?;
    let mut tx = state.begin().await?;
    let decided = store::decide(&mut tx, &visitor.me, id, deed, &note).await?;
    tx.commit().await?;
    Ok(Json(decided))
}

async fn reschedule(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(appointment): Path<String>,
    Body(new): Body<NewTime>,
) -> Result<Json<Appointment>> {
    state.limits.take_command(visitor.me.id())?;
    let id = read_id(&appointment)?;
    let mut tx = state.begin().await?;
    let moved = store::reschedule(&mut tx, &visitor.me, id, new.starts_at, &new.note).await?;
    tx.commit().await?;
    Ok(Json(moved))
}
