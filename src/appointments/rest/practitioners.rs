//! `/api/v1/practitioners`: with whom one can book what.

use crate::appointments::{Offer, store};
use crate::error::Result;
use crate::server::listing::{Listing, PageQuery};
use crate::server::session::Visitor;
use crate::server::state::AppState;
use axum::extract::{Query, State};
use axum::routing::get;
use axum::{Json, Router};

pub fn routes() -> Router<AppState> {
    Router::new().route("/practitioners", get(list_practitioners))
}

/// By name.
async fn list_practitioners(
    State(state): State<AppState>,
    visitor: Visitor,
    Query(page): Query<PageQuery>,
) -> Result<Json<Listing<Offer>>> {
    let offers = store::offers_of(&mut *state.read().await?, visitor.me.practice.id).await?;
    Ok(Json(page.cut(offers, |offer| offer.practitioner.id.to_string())?))
}
