//! `/api/v1/chat/search`.

use crate::chat::model::{Hit, check_query};
use crate::chat::store::{self, Search};
use crate::error::Result;
use crate::ids::read_id;
use crate::server::listing::{Listing, limit, not_a_cursor};
use crate::server::session::Visitor;
use crate::server::state::AppState;
use axum::extract::{Query, State};
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize;

pub fn routes() -> Router<AppState> {
    Router::new().route("/chat/search", get(search))
}

#[derive(Deserialize)]
struct Asked {
    q: Option<String>,
    room: Option<String>,
    before: Option<String>,
    limit: Option<String>,
}

/// In one room, or in all of one's own; newest first.
async fn search(
    State(state): State<AppState>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Json<Listing<Hit>>> {
    let query = check_query(&asked.q.unwrap_or_default())?;
    let room = asked.room.as_deref().map(read_id).transpose()?;
    let limit = limit(asked.limit.as_deref())?;
    let before = asked.before.map(|id| id.parse()).transpose().map_err(|_| not_a_cursor("before"))?;
    let user = visitor.me.id();
    state.limits.take_command(user)?;
    let search = Search { user, room, query: &query, before, limit: limit + 1 };
    let found = store::search(&state.pool, search).await?;
    Ok(Json(Listing::cut(found, limit, |hit| hit.message.id.to_string())))
}
