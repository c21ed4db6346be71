//! `/api/v1/chat/messages`: what was said.

use super::{Page, read_id};
use crate::chat::model::Message;
use crate::chat::store;
use crate::error::{AppError, Result};
use crate::ids::RoomId;
use crate::server::listing::{Listing, limit};
use crate::server::session::Visitor;
use crate::server::state::AppState;
use axum::extract::{Path, Query, State};
use axum::routing::get;
use axum::{Json, Router};

pub(super) fn routes() -> Router<AppState> {
    Router::new().route("/chat/messages/{room}", get(list_messages))
}

/// `before` a number: newest first; `after` a number: oldest first.
async fn list_messages(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(room): Path<String>,
    Query(page): Query<Page>,
) -> Result<Json<Listing<Message>>> {
    let room: RoomId = read_id(&room)?;
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
