//! `/api/v1/chat/rooms/{room}/members`: who is in a room.

use crate::accounts::model::check_query;
use crate::accounts::store::NameSearch;
use crate::chat::model::{Participant, Room};
use crate::chat::store;
use crate::error::Result;
use crate::ids::{RoomId, read_id};
use crate::server::listing::{Listing, limit, read_after};
use crate::server::session::Visitor;
use crate::server::state::AppState;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::{get, put};
use axum::{Json, Router};
use serde::Deserialize;

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/chat/rooms/{room}/members", get(list_members))
        .route("/chat/rooms/{room}/members/{user}", put(add_member).delete(remove_member))
}

#[derive(Deserialize)]
struct Asked {
    q: Option<String>,
    before: Option<String>,
    after: Option<String>,
    limit: Option<String>,
}

/// In the order in which they came.
async fn list_members(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(room): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Json<Listing<Participant>>> {
    let room: RoomId = read_id(&room)?;
    let limit = limit(asked.limit.as_deref())?;
    let after = read_after(asked.before.as_deref(), asked.after.as_deref())?;
    let search = NameSearch { text: check_query(&asked.q.unwrap_or_default())?, after, limit: limit + 1 };
    let mut conn = state.read().await?;
    store::must_be_member(&mut conn, visitor.me.id(), room).await?;
    let found = store::participants(&mut conn, room, &search).await?;
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
