//! `/api/v1/chat`: rooms, what is said in them, and finding it.

mod members;
mod messages;
pub(super) mod rooms;
mod search;

use crate::error::{AppError, Result};
use crate::server::state::AppState;
use axum::Router;
use serde::Deserialize;

pub fn routes() -> Router<AppState> {
    Router::new().merge(rooms::routes()).merge(members::routes()).merge(messages::routes()).merge(search::routes())
}

/// Which page of a list is asked for.
#[derive(Deserialize)]
struct Page {
    before: Option<String>,
    after: Option<String>,
    limit: Option<String>,
}

/// An id in a path; what is none belongs to nothing.
fn read_id<T: std::str::FromStr>(text: &str) -> Result<T> {
    text.parse().map_err(|_| AppError::NotFound)
}
