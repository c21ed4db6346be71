//! `/api/v1/chat/rooms/{room}/members`: who is in a room.

use crate::chat::model::{Participant, Room};
use crate::chat::store;
use crate::error::Result;
use crate::ids::{RoomId, read_id};
use crate::server::listing::{Listing, PageQuery, read_after};
use crate::server::session::Visitor;
use crate::server::state::AppState;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::{get, put};
use axum::{Json, Router};

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/chat/rooms/{room}/members", get(list_members))
        .route("/chat/rooms/{room}/members/{user}", put(add_member).delete(remove_member))
}

/// In the order in which they came.
async fn list_members(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(room): Path<String>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Listing<Participant>>> {
    let room: RoomId = read_id(&room)?;
    let limit = page.limit()?;
    let from = read_after(page.before.as_deref(), page.after.as_deref())?;
    let mut conn = state.read().await?;
    store::must_be_member(&mut conn, visitor.me.id(), room).await?;
    let found = store::participants(&mut conn, room, from, limit + 1).await?;
    Ok(Json(Listing::cut(found, limit, |member| member.user.id.to_string())))
}

/// 201 where somebody was added, 200 where they were in it already.
async fn add_member(
    State(state): State<AppState>,
    visitor: Visitor,
    Path((room, user)): Path<(String, String)>,
) -> Result<(StatusCode, Json<Room>)> {
    state.limits.take_command(visitor.me.id())?;
    let room = read_id(&room)?;
    let mut tx = state.begin().await?;
    let is_new = store::add_people(&mut tx, &visitor.me, room, &[read_id(&user)?]).await?;
    let room = store::room_for(&mut tx, visitor.me.id(), room).await?;
    tx.commit().await?;
    Ok((if is_new { StatusCode::CREATED } else { StatusCode::OK }, Json(room)))
}

/// Oneself: to leave.
async fn remove_member(
    State(state): State<AppState>,
    visitor: Visitor,
    Path((room, user)): Path<(String, String)>,
) -> Result<StatusCode> {
    state.limits.take_command(visitor.me.id())?;
    let mut tx = state.begin().await?;
    store::remove_member(&mut tx, &visitor.me, read_id(&room)?, read_id(&user)?).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
