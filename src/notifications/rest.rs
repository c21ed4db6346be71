//! `/api/v1/notifications`.

use super::model::{Delivery, Filter, Notification, Place, PreferenceChanges, Preferences, Sort};
use super::store;
use crate::error::{AppError, Result};
use crate::ids::{UserId, read_id};
use crate::server::body::Body;
use crate::server::listing::{Cursor, Listing, limit, not_a_cursor};
use crate::server::session::Visitor;
use crate::server::state::AppState;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use serde::Deserialize;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/notifications", get(list))
        .route("/notifications/read", post(read_all))
        .route("/notifications/preferences", get(show_preferences).patch(change_preferences))
        .route("/notifications/{id}", delete(remove))
        .route("/notifications/{id}/deliveries", get(list_deliveries))
        .route("/notifications/{id}/read", post(read))
}

#[derive(Deserialize)]
struct Asked {
    unread: Option<String>,
    sort: Option<String>,
    before: Option<String>,
    after: Option<String>,
    limit: Option<String>,
}

async fn list(
    State(state): State<AppState>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Json<Listing<Notification>>> {
    let unread = match asked.unread.as_deref() {
        None | Some("false") => false,
        Some("true") => true,
        Some(_) => return Err(AppError::invalid("unread", "Say true or false.")),
    };
    let sort = match asked.sort.as_deref() {
        None => None,
        Some(text) => Some(Sort::read(text).ok_or_else(|| AppError::invalid("sort", "There is no such sort."))?),
    };
    let cursor = Cursor::read(asked.before.as_deref(), asked.after.as_deref())?.one_way();
    let limit = limit(asked.limit.as_deref())?;
    let filter = Filter { unread, sort, everywhere: false };
    Ok(Json(find_page(&state, visitor.me.id(), filter, cursor, limit).await?))
}

/// A page of a person's notifications, from before a cursor, which comes with the name of its field.
pub async fn find_page(
    state: &AppState,
    me: UserId,
    filter: Filter,
    cursor: Option<(&str, &str)>,
    limit: i64,
) -> Result<Listing<Notification>> {
    let read = |(field, text): (&str, &str)| Place::read(text).ok_or_else(|| not_a_cursor(field));
    let before = cursor.map(read).transpose()?;
    let items = store::list_notifications(&mut *state.read().await?, me, filter, before, limit).await?;
    Ok(Listing::cut(items, limit, |item| item.place().to_string()))
}

async fn read(State(state): State<AppState>, visitor: Visitor, Path(id): Path<String>) -> Result<StatusCode> {
    let mut tx = state.begin().await?;
    store::mark_read(&mut tx, visitor.me.id(), read_id(&id)?).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn read_all(State(state): State<AppState>, visitor: Visitor) -> Result<StatusCode> {
    let mut tx = state.begin().await?;
    store::mark_all_read(&mut tx, visitor.me.id(), None).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn remove(State(state): State<AppState>, visitor: Visitor, Path(id): Path<String>) -> Result<StatusCode> {
    let mut tx = state.begin().await?;
    store::remove_notification(&mut tx, visitor.me.id(), read_id(&id)?).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn list_deliveries(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Json<Listing<Delivery>>> {
    let items = store::deliveries_of(&mut *state.read().await?, visitor.me.id(), read_id(&id)?).await?;
    Ok(Json(Listing { items, next: None }))
}

async fn show_preferences(State(state): State<AppState>, visitor: Visitor) -> Result<Json<Preferences>> {
    Ok(Json(store::preferences_of(&mut *state.read().await?, visitor.me.id()).await?))
}

async fn change_preferences(
    State(state): State<AppState>,
    visitor: Visitor,
    Body(changes): Body<PreferenceChanges>,
) -> Result<Json<Preferences>> {
    let mut tx = state.begin().await?;
    let preferences = store::change_preferences(&mut tx, visitor.me.id(), &changes).await?;
    tx.commit().await?;
    Ok(Json(preferences))
}
