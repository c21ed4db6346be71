//! `/api/v1/chat/messages/{message}/acknowledgement`: confirming that one has read and understood, and who has.

use crate::chat::model::{Confirmation, Message};
use crate::chat::store::{self, Wanted};
use crate::error::{AppError, Result};
use crate::ids::read_id;
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
        .route("/chat/messages/{message}/acknowledgement", put(acknowledge))
        .route("/chat/messages/{message}/acknowledgements", get(list_acknowledgements))
}

/// 201; 200 where one has confirmed it before.
async fn acknowledge(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(message): Path<String>,
) -> Result<(StatusCode, Json<Message>)> {
    let message = read_id(&message)?;
    state.limits.take_command(visitor.me.id())?;
    let mut tx = state.begin().await?;
    let (message, is_new) = store::acknowledge(&mut tx, visitor.me.id(), message).await?;
    tx.commit().await?;
    Ok((if is_new { StatusCode::CREATED } else { StatusCode::OK }, Json(message)))
}

#[derive(Deserialize)]
struct ListQuery {
    confirmed: Option<String>,
    before: Option<String>,
    after: Option<String>,
    limit: Option<String>,
}

/// By name.
async fn list_acknowledgements(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(message): Path<String>,
    Query(query): Query<ListQuery>,
) -> Result<Json<Listing<Confirmation>>> {
    let message = read_id(&message)?;
    let confirmed = query.confirmed.as_deref().map(read_confirmed).transpose()?;
    let after = read_after(query.before.as_deref(), query.after.as_deref())?;
    let limit = limit(query.limit.as_deref())?;
    let wanted = Wanted { confirmed, after, limit: limit + 1 };
    let found = store::confirmations(&mut *state.read().await?, &visitor.me, message, wanted).await?;
    Ok(Json(Listing::cut(found, limit, |confirmation| confirmation.user.id.to_string())))
}

fn read_confirmed(text: &str) -> Result<bool> {
    text.parse().map_err(|_| AppError::invalid("confirmed", "This is true or false."))
}
