//! `/api/v1/courses`, and whom one meets through them.

mod courses;
mod people;
mod students;

pub use courses::{ConversationWith, Enrolment};

use crate::error::{AppError, Result};
use crate::server::state::AppState;
use axum::Router;
use serde::Deserialize;

pub fn routes() -> Router<AppState> {
    Router::new().merge(courses::routes()).merge(students::routes()).merge(people::routes())
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
