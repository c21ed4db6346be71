//! `/api/v1/courses`, and whom one meets through them.

mod courses;
mod people;
mod students;

pub use courses::{ConversationWith, Enrolment};

use crate::server::state::AppState;
use axum::Router;

pub fn routes() -> Router<AppState> {
    Router::new().merge(courses::routes()).merge(students::routes()).merge(people::routes())
}
