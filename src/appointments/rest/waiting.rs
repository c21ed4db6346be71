//! `/api/v1/waitlist`: who waits for a time, and what they are offered; `/api/v1/running-late`.

use crate::appointments::model::{Appointment, Delay, WaitRequest, Waiting};
use crate::appointments::store;
use crate::error::Result;
use crate::ids::{WaitEntryId, read_id};
use crate::server::body::Body;
use crate::server::listing::{Listing, PageQuery, not_a_cursor};
use crate::server::session::Visitor;
use crate::server::state::AppState;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::{delete, get, post};
use axum::{Json, Router};

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/waitlist", get(list_waitlist).post(join_waitlist))
        .route("/waitlist/{entry}", delete(leave_waitlist))
        .route("/waitlist/offers/{offer}", delete(pass_offer))
        .route("/waitlist/offers/{offer}/take", post(take_offer))
        .route("/running-late", post(run_late))
}

/// In their order.
async fn list_waitlist(
    State(state): State<AppState>,
    visitor: Visitor,
    Query(page): Query<PageQuery>,
) -> Result<Json<Listing<Waiting>>> {
    let limit = page.limit()?;
    let from = match page.cursor()?.one_way() {
        Some((field, cursor)) => Some(cursor.parse::<WaitEntryId>().map_err(|_| not_a_cursor(field))?),
        None => None,
    };
    let found = store::waitlist_for(&mut *state.read().await?, visitor.me.id(), from, limit + 1).await?;
    Ok(Json(Listing::cut(found, limit, |entry| entry.id.to_string())))
}

/// 201 for a new place, 200 where somebody waits for the same already.
async fn join_waitlist(
    State(state): State<AppState>,
    visitor: Visitor,
    Body(request): Body<WaitRequest>,
) -> Result<(StatusCode, Json<Waiting>)> {
    state.limits.take_command(visitor.me.id())?;
    let mut tx = state.begin().await?;
    let (entry, is_new) = store::join_waitlist(&mut tx, &visitor.me, request).await?;
    tx.commit().await?;
    Ok((created(is_new), Json(entry)))
}

async fn leave_waitlist(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(entry): Path<String>,
) -> Result<StatusCode> {
    state.limits.take_command(visitor.me.id())?;
    let mut tx = state.begin().await?;
    store::leave_waitlist(&mut tx, &visitor.me, read_id(&entry)?).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn pass_offer(State(state): State<AppState>, visitor: Visitor, Path(offer): Path<String>) -> Result<StatusCode> {
    state.limits.take_command(visitor.me.id())?;
    let mut tx = state.begin().await?;
    store::pass_offer(&mut tx, &visitor.me, read_id(&offer)?).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// 201 where it is taken now, 200 where it was already.
async fn take_offer(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(offer): Path<String>,
) -> Result<(StatusCode, Json<Appointment>)> {
    state.limits.take_command(visitor.me.id())?;
    let mut tx = state.begin().await?;
    let (appointment, is_new) = store::take_offer(&mut tx, &visitor.me, read_id(&offer)?).await?;
    tx.commit().await?;
    Ok((created(is_new), Json(appointment)))
}

/// Answers with the appointments that are expected at another time since.
async fn run_late(
    State(state): State<AppState>,
    visitor: Visitor,
    Body(delay): Body<Delay>,
) -> Result<Json<Listing<Appointment>>> {
    state.limits.take_command(visitor.me.id())?;
    let mut tx = state.begin().await?;
    let items = store::run_late(&mut tx, &visitor.me, delay).await?;
    tx.commit().await?;
    Ok(Json(Listing { items, next: None }))
}

fn created(is_new: bool) -> StatusCode {
    if is_new { StatusCode::CREATED } else { StatusCode::OK }
}
