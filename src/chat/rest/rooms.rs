//! `/api/v1/chat/rooms`: one's own rooms.

use super::{Page, read_id};
use crate::chat::model::Room;
use crate::chat::store;
use crate::error::{AppError, Result};
use crate::ids::RoomId;
use crate::server::listing::{Listing, limit};
use crate::server::session::Visitor;
use crate::server::state::AppState;
use crate::time::Moment;
use axum::extract::{Path, Query, State};
use axum::routing::get;
use axum::{Json, Router};

pub(super) fn routes() -> Router<AppState> {
    Router::new().route("/chat/rooms", get(list_rooms)).route("/chat/rooms/{room}", get(show_room))
}

/// One's own rooms, by last activity.
async fn list_rooms(
    State(state): State<AppState>,
    visitor: Visitor,
    Query(page): Query<Page>,
) -> Result<Json<Listing<Room>>> {
    let limit = limit(page.limit.as_deref())?;
    let before = page.before.as_deref().map(read_cursor).transpose()?;
    let found = store::rooms_of(&mut *state.read().await?, visitor.me.id(), before, limit + 1).await?;
    let listing = Listing::cut(found, limit, |(room, at)| format!("{}~{}", at.rfc3339(), room.id));
    Ok(Json(listing.map(|(room, _)| room)))
}

async fn show_room(State(state): State<AppState>, visitor: Visitor, Path(room): Path<String>) -> Result<Json<Room>> {
    Ok(Json(store::room_for(&mut *state.read().await?, visitor.me.id(), read_id(&room)?).await?))
}

/// When a room was last active, and which room: the place after which the next page begins.
fn read_cursor(text: &str) -> Result<(Moment, RoomId)> {
    let read = || {
        let (at, room) = text.split_once('~')?;
        Some((Moment::parse(at)?, room.parse().ok()?))
    };
    read().ok_or_else(|| AppError::invalid("before", "This is not a cursor of this list."))
}
