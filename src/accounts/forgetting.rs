//! A forgotten password: whoever asks is answered alike, after the same work, whether or not there is an account. What
//! follows from it is a job's, which nobody sees.

use super::letters::{self, Reason};
use super::model::parse_email;
use super::signing_in::{digest, secret};
use super::store;
use crate::error::{AppError, Result};
use crate::server::jobs::{Lane, NewJob, Outcome, put};
use crate::server::state::AppState;
use crate::time::Moment;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::net::IpAddr;
use utoipa::ToSchema;

pub const LANE: Lane = Lane::new("forgotten", 2, |state, job| Box::pin(make_link(state, job)));

/// The address that one signs in with.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Forgotten {
    pub email: String,
}

/// Asks for a letter with a link. It is for the account's address and for nobody else.
pub async fn ask_for_link(state: &AppState, forgotten: &Forgotten, address: IpAddr) -> Result<()> {
    if !state.mailer.is_on() {
        return Err(AppError::conflict("No e-mail goes out from here. Please ask your practice for a link."));
    }
    let email = parse_email(&forgotten.email)?;
    state.limits.take_sign_up(address)?;
    state.limits.take_reset(&email)?;
    let payload = json!({ "email": email });
    let job = NewJob { lane: LANE.name, key: Some(email), payload, run_at: Moment::now() };
    put(&mut *state.read().await?, job).await
}

/// The job `{"email": …}`. Where nobody has that address, or an admin has suspended them, it comes to nothing.
async fn make_link(state: AppState, payload: Value) -> Result<Outcome> {
    let email = payload["email"].as_str().ok_or(AppError::NotFound)?;
    let secret = secret();
    let mut tx = state.begin().await?;
    store::add_own_reset(&mut tx, email, &digest(&secret)).await?;
    letters::send_later(&mut tx, Reason::Forgotten, &secret, "an hour").await?;
    tx.commit().await?;
    Ok(Outcome::Done)
}
