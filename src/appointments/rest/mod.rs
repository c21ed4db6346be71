//! `/api/v1`: what programs ask of appointments.

mod waiting;

use crate::server::state::AppState;
use axum::Router;

pub fn routes() -> Router<AppState> {
    Router::new().merge(waiting::routes())
}
