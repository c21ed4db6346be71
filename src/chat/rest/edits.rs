//! `/api/v1/chat/messages/{message}/edits`: what a message said before.

use crate::chat::model::EarlierVersion;
use crate::chat::store::{self, VersionsFrom};
use crate::error::Result;
use crate::ids::read_id;
use crate::server::listing::{Listing, PageQuery, not_a_cursor};
use crate::server::session::Visitor;
use crate::server::state::AppState;
use axum::extract::{Path, Query, State};
use axum::routing::get;
use axum::{Json, Router};

pub(super) fn routes() -> Router<AppState> {
    Router::new().route("/chat/messages/{message}/edits", get(list_edits))
}

/// The oldest first.
async fn list_edits(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(message): Path<String>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Listing<EarlierVersion>>> {
    let message = read_id(&message)?;
    let limit = page.limit()?;
    let read = |(field, cursor): (&str, &str)| cursor.parse().map_err(|_| not_a_cursor(field));
    let after = page.cursor()?.one_way().map(read).transpose()?;
    let from = VersionsFrom { after, limit: limit + 1 };
    let found = store::earlier_versions(&mut *state.read().await?, &visitor.me, message, from).await?;
    Ok(Json(Listing::cut(found, limit, |earlier| earlier.version.to_string())))
}
