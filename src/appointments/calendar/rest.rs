//! `/api/v1/appointments/{id}/calendar.ics` and `/api/v1/calendar-feed`.

use super::{feed, file, new_feed, site};
use crate::appointments::store;
use crate::error::Result;
use crate::ids::read_id;
use crate::server::session::Visitor;
use crate::server::state::AppState;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Serialize;
use utoipa::ToSchema;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/appointments/{id}/calendar.ics", get(show_file))
        .route("/calendar-feed", post(create_feed).delete(delete_feed))
}

/// A feed that has just been made.
#[derive(Serialize, ToSchema)]
pub struct NewFeed {
    /// Its address, which is the key to it and is told this once.
    url: String,
}

async fn show_file(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<impl IntoResponse> {
    let entry = store::entry_of(&mut *state.read().await?, visitor.me.id, read_id(&id)?).await?;
    let name = format!("attachment; filename=\"appointment-{}.ics\"", entry.appointment.starts_at.0.date());
    let text = file::write(&[entry], &visitor.me, &site(&state.settings, &headers));
    Ok(([(header::CONTENT_TYPE, feed::CALENDAR.to_owned()), (header::CONTENT_DISPOSITION, name)], text))
}

/// A feed outlives the token that would make it, so making one needs a sign-in.
async fn create_feed(
    State(state): State<AppState>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Result<(StatusCode, Json<NewFeed>)> {
    visitor.sign_in()?;
    let mut tx = state.begin().await?;
    let url = new_feed(&mut tx, &visitor.me, &site(&state.settings, &headers)).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(NewFeed { url })))
}

async fn delete_feed(State(state): State<AppState>, visitor: Visitor) -> Result<StatusCode> {
    let mut tx = state.begin().await?;
    store::revoke_feed(&mut tx, visitor.me.id).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
