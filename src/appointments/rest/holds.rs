//! `/api/v1/holds`: the time that is kept for somebody while they describe what it is for.

use crate::appointments::model::Hold;
use crate::appointments::store::{self, Slot};
use crate::error::Result;
use crate::ids::{AppointmentTypeId, UserId};
use crate::server::body::Body;
use crate::server::session::Visitor;
use crate::server::state::AppState;
use crate::time::Moment;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::put;
use axum::{Json, Router};
use serde::Deserialize;
use utoipa::ToSchema;

pub fn routes() -> Router<AppState> {
    Router::new().route("/holds", put(hold).delete(release))
}

/// A time that somebody would like.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct WantedTime {
    /// Without one: whoever is free then.
    practitioner: Option<UserId>,
    type_id: AppointmentTypeId,
    starts_at: Moment,
}

async fn hold(
    State(state): State<AppState>,
    visitor: Visitor,
    Body(wanted): Body<WantedTime>,
) -> Result<(StatusCode, Json<Hold>)> {
    state.limits.take_command(visitor.me.id())?;
    let WantedTime { practitioner, type_id, starts_at } = wanted;
    let mut tx = state.begin().await?;
    let hold = store::hold_slot(&mut tx, &visitor.me, Slot { practitioner, type_id, starts_at }).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(hold)))
}

async fn release(State(state): State<AppState>, visitor: Visitor) -> Result<StatusCode> {
    state.limits.take_command(visitor.me.id())?;
    let mut tx = state.begin().await?;
    store::release_holds(&mut tx, visitor.me.id()).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
