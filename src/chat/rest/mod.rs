//! `/api/v1/chat`: rooms, what is said in them, and finding it.

mod acknowledgements;
mod edits;
mod files;
mod members;
mod messages;
pub(super) mod rooms;
mod search;

use crate::server::state::AppState;
use axum::Router;

pub fn routes() -> Router<AppState> {
    Router::new()
        .merge(rooms::routes())
        .merge(members::routes())
        .merge(files::routes())
        .merge(messages::routes())
        .merge(edits::routes())
        .merge(acknowledgements::routes())
        .merge(search::routes())
}
