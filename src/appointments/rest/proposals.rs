//! `/api/v1/appointments/{appointment}/proposal`: another time, to which the other has to agree.

use super::deeds::NewTime;
use crate::appointments::model::Appointment;
use crate::appointments::store;
use crate::error::Result;
use crate::ids::read_id;
use crate::server::body::Body;
use crate::server::session::Visitor;
use crate::server::state::AppState;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/appointments/{appointment}/proposal", post(propose).delete(dismiss))
        .route("/appointments/{appointment}/proposal/accept", post(accept))
}

async fn propose(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(appointment): Path<String>,
    Body(new): Body<NewTime>,
) -> Result<Json<Appointment>> {
    state.limits.take_command(visitor.me.id())?;
    let id = read_id(&appointment)?;
    let mut tx = state.begin().await?;
    let proposed = store::propose_time(&mut tx, &visitor.me, id, new.starts_at, &new.note).await?;
    tx.commit().await?;
    Ok(Json(proposed))
}

async fn accept(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(appointment): Path<String>,
) -> Result<Json<Appointment>> {
    state.limits.take_command(visitor.me.id())?;
    let id = read_id(&appointment)?;
    let mut tx = state.begin().await?;
    let accepted = store::accept_proposal(&mut tx, &visitor.me, id).await?;
    tx.commit().await?;
    Ok(Json(accepted))
}

/// Where nothing is proposed, there is nothing to say no to.
async fn dismiss(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(appointment): Path<String>,
) -> Result<StatusCode> {
    state.limits.take_command(visitor.me.id())?;
    let id = read_id(&appointment)?;
    let mut tx = state.begin().await?;
    if store::appointment_for(&mut tx, visitor.me.id(), id).await?.proposal.is_some() {
        store::dismiss_proposal(&mut tx, &visitor.me, id).await?;
        tx.commit().await?;
    }
    Ok(StatusCode::NO_CONTENT)
}
