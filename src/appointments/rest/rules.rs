//! `/api/v1/appointment-rules`: until when clients may change what is confirmed.

use crate::appointments::model::PracticeRules;
use crate::appointments::store::{self, must_be_admin};
use crate::error::Result;
use crate::server::body::Body;
use crate::server::session::Visitor;
use crate::server::state::AppState;
use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};

pub fn routes() -> Router<AppState> {
    Router::new().route("/appointment-rules", get(show_rules).put(set_rules))
}

async fn show_rules(State(state): State<AppState>, visitor: Visitor) -> Result<Json<PracticeRules>> {
    Ok(Json(store::rules_of(&mut *state.read().await?, visitor.me.practice.id).await?))
}

async fn set_rules(
    State(state): State<AppState>,
    visitor: Visitor,
    Body(rules): Body<PracticeRules>,
) -> Result<Json<PracticeRules>> {
    state.limits.take_command(visitor.me.id())?;
    must_be_admin(&visitor.me)?;
    let mut tx = state.begin().await?;
    store::set_rules(&mut tx, visitor.me.practice.id, rules).await?;
    tx.commit().await?;
    Ok(Json(rules))
}
