//! `/api/v1/chat`: rooms and their history.

use super::model::{Message, Room};
use super::store;
use crate::error::{AppError, Result};
use crate::ids::RoomId;
use crate::server::listing::{Listing, limit};
use crate::server::session::Visitor;
use crate::server::state::AppState;
use crate::time::Moment;
use axum::extract::{Path, Query, State};
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/chat/rooms", get(list_rooms))
        .route("/chat/rooms/{room}", get(show_room))
        .route("/chat/messages/{room}", get(list_messages))
}

#[derive(Deserialize)]
struct Page {
    before: Option<String>,
    after: Option<String>,
    limit: Option<String>,
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
    let room = room.parse().map_err(|_| AppError::NotFound)?;
    Ok(Json(store::room_for(&mut *state.read().await?, visitor.me.id(), room).await?))
}

/// `before` a number: newest first; `after` a number: oldest first.
async fn list_messages(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(room): Path<String>,
    Query(page): Query<Page>,
) -> Result<Json<Listing<Message>>> {
    let room: RoomId = room.parse().map_err(|_| AppError::NotFound)?;
    let limit = limit(page.limit.as_deref())?;
    let mut conn = state.read().await?;
    if !store::is_member(&mut conn, visitor.me.id(), room).await? {
        return Err(AppError::NotFound);
    }
    let found = match (page.before, page.after) {
        (Some(_), Some(_)) => return Err(AppError::invalid("after", "Give before or after, not both.")),
        (None, Some(after)) => store::page_after(&mut conn, room, read_number("after", &after)?, limit + 1).await?,
        (Some(before), None) => store::page_before(&mut conn, room, read_number("before", &before)?, limit + 1).await?,
        (None, None) => store::page_before(&mut conn, room, i64::MAX, limit + 1).await?,
    };
    Ok(Json(Listing::cut(found, limit, |message| message.number.to_string())))
}

fn read_number(field: &str, text: &str) -> Result<i64> {
    text.parse().map_err(|_| AppError::invalid(field, "This is the number of a message."))
}

/// When a room was last active, and which room: the place after which the next page begins.
fn read_cursor(text: &str) -> Result<(Moment, RoomId)> {
    let read = || {
        let (at, room) = text.split_once('~')?;
        Some((Moment::parse(at)?, room.parse().ok()?))
    };
    read().ok_or_else(|| AppError::invalid("before", "This is not a cursor of this list."))
}
