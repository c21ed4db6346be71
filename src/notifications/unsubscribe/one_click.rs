//! `POST /unsubscribe/{token}`: what a mail program sends when its own button is pressed (RFC 8058). It comes from
//! another's server without a cookie and without an origin of ours; the token is all it has to show.

use super::store::stop_letters;
use crate::error::Result;
use crate::server::state::AppState;
use axum::extract::{Path, State};

pub async fn one_click(State(state): State<AppState>, Path(token): Path<String>) -> Result<&'static str> {
    let mut tx = state.begin().await?;
    stop_letters(&mut tx, &token).await?;
    tx.commit().await?;
    Ok("You get no more of these letters.\n")
}
