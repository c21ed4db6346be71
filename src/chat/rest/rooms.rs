//! `/api/v1/chat/rooms`: one's own rooms, opening them, and what becomes of them.

use crate::chat::model::{NewConversation, Room, RoomChange};
use crate::chat::store::{self, RoomSearch};
use crate::error::Result;
use crate::ids::{RoomId, read_id};
use crate::server::body::Body;
use crate::server::listing::{Cursor, Listing, limit, not_a_cursor};
use crate::server::session::Visitor;
use crate::server::state::AppState;
use crate::time::Moment;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/chat/rooms", get(list_rooms).post(open_room))
        .route("/chat/rooms/{room}", get(show_room).patch(change_room))
        .route("/chat/rooms/{room}/end", post(end_room))
}

/// Which rooms are asked for: all, or those about a course.
#[derive(Deserialize)]
struct RoomsAsked {
    course: Option<String>,
    before: Option<String>,
    after: Option<String>,
    limit: Option<String>,
}

/// One's own rooms, by last activity: `before` a cursor the newest first, `after` one the nearest first.
async fn list_rooms(
    State(state): State<AppState>,
    visitor: Visitor,
    Query(page): Query<RoomsAsked>,
) -> Result<Json<Listing<Room>>> {
    let limit = limit(page.limit.as_deref())?;
    let (from, is_upwards) = match Cursor::read(page.before.as_deref(), page.after.as_deref())? {
        Cursor::Start => (None, false),
        Cursor::Before(before) => (Some(read_cursor("before", before)?), false),
        Cursor::After(after) => (Some(read_cursor("after", after)?), true),
    };
    let course = page.course.as_deref().map(read_id).transpose()?;
    let search = RoomSearch { course, from, is_upwards, ..RoomSearch::default() };
    let found = store::find_rooms(&mut *state.read().await?, visitor.me.id(), search, limit + 1).await?;
    let listing = Listing::cut(found, limit, |(room, at)| write_cursor(room.id, *at));
    Ok(Json(listing.map(|(room, _)| room)))
}

/// 201 for a new room, 200 for the direct one that is there.
async fn open_room(
    State(state): State<AppState>,
    visitor: Visitor,
    Body(new): Body<NewConversation>,
) -> Result<(StatusCode, Json<Room>)> {
    state.limits.take_command(visitor.me.id())?;
    let opening = new.checked(visitor.me.id())?;
    let mut tx = state.begin().await?;
    let (room, is_new) = store::open_conversation(&mut tx, &visitor.me, opening).await?;
    let room = store::room_for(&mut tx, visitor.me.id(), room).await?;
    tx.commit().await?;
    Ok((if is_new { StatusCode::CREATED } else { StatusCode::OK }, Json(room)))
}

async fn show_room(State(state): State<AppState>, visitor: Visitor, Path(room): Path<String>) -> Result<Json<Room>> {
    Ok(Json(store::room_for(&mut *state.read().await?, visitor.me.id(), read_id(&room)?).await?))
}

async fn change_room(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(room): Path<String>,
    Body(change): Body<RoomChange>,
) -> Result<Json<Room>> {
    state.limits.take_command(visitor.me.id())?;
    let room = read_id(&room)?;
    let mut tx = state.begin().await?;
    store::change_room(&mut tx, &visitor.me, room, change).await?;
    let room = store::room_for(&mut tx, visitor.me.id(), room).await?;
    tx.commit().await?;
    Ok(Json(room))
}

async fn end_room(State(state): State<AppState>, visitor: Visitor, Path(room): Path<String>) -> Result<Json<Room>> {
    state.limits.take_command(visitor.me.id())?;
    let room = read_id(&room)?;
    let mut tx = state.begin().await?;
    store::end_conversation(&mut tx, &visitor.me, room).await?;
    let room = store::room_for(&mut tx, visitor.me.id(), room).await?;
    tx.commit().await?;
    Ok(Json(room))
}

/// When a room was last active, and which room: the place after which the next page begins.
pub(in crate::chat) fn write_cursor(room: RoomId, at: Moment) -> String {
    format!("{}~{room}", at.rfc3339())
}

pub(in crate::chat) fn read_cursor(field: &str, text: &str) -> Result<(Moment, RoomId)> {
    let read = || {
        let (at, room) = text.split_once('~')?;
        Some((Moment::parse(at)?, room.parse().ok()?))
    };
    read().ok_or_else(|| not_a_cursor(field))
}
