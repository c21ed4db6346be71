//! `/api/v1/mail`.

use super::{MailStatus, TestLetter, trial};
use crate::error::Result;
use crate::server::session::Visitor;
use crate::server::state::AppState;
use axum::extract::State;
use axum::routing::{get, post};
use axum::{Json, Router};

pub fn routes() -> Router<AppState> {
    Router::new().route("/mail", get(show_status)).route("/mail/test", post(send_test_letter))
}

async fn show_status(State(state): State<AppState>, visitor: Visitor) -> Result<Json<MailStatus>> {
    Ok(Json(trial::mail_status(&state, &visitor.me)?))
}

async fn send_test_letter(State(state): State<AppState>, visitor: Visitor) -> Result<Json<TestLetter>> {
    Ok(Json(trial::send_test_letter(&state, &visitor.me).await?))
}
