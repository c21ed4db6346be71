//! `/api/v1/chat/rooms/{room}/files`: what was sent in a room besides words.

use crate::chat::model::SharedFile;
use crate::chat::store;
use crate::error::Result;
use crate::ids::{RoomId, read_id};
use crate::server::listing::{Listing, PageQuery, not_a_cursor};
use crate::server::session::Visitor;
use crate::server::state::AppState;
use axum::extract::{Path, Query, State};
use axum::routing::get;
use axum::{Json, Router};

pub(super) fn routes() -> Router<AppState> {
    Router::new().route("/chat/rooms/{room}/files", get(list_files))
}

/// The newest first.
async fn list_files(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(room): Path<String>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Listing<SharedFile>>> {
    let room: RoomId = read_id(&room)?;
    let limit = page.limit()?;
    let after = page.cursor()?.one_way().map(|(field, cursor)| read_cursor(field, cursor)).transpose()?;
    let mut conn = state.read().await?;
    store::must_be_member(&mut conn, visitor.me.id(), room).await?;
    let found = store::files_of(&mut conn, room, after, limit + 1).await?;
    Ok(Json(Listing::cut(found, limit, |shared| format!("{}~{}", shared.number, shared.place))))
}

fn read_cursor(field: &str, text: &str) -> Result<(i64, i16)> {
    let read = || {
        let (number, place) = text.split_once('~')?;
        Some((number.parse().ok()?, place.parse().ok()?))
    };
    read().ok_or_else(|| not_a_cursor(field))
}
