//! Signing in and up: the same steps for the page and for HTTP.

use super::model::{Deed, DeedDetails, EMAIL_LENGTH, Me, parse_email, parse_name};
use super::password;
use super::store::{self, Entry, NewUser};
use crate::error::{AppError, Result};
use crate::ids::{SignInId, UserId};
use crate::server::state::AppState;
use crate::words::Role;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::net::IpAddr;
use utoipa::ToSchema;

/// Failures within fifteen minutes after which an account or an address has to wait.
const FAILURES: i64 = 10;

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Attempt {
    pub email: String,
    pub password: String,
}

/// `practice` is the join code; `timeZone` the IANA name of the person's zone, the practice's where it is not given or
/// there is none of that name.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Application {
    pub practice: String,
    pub name: String,
    pub email: String,
    pub password: String,
    pub time_zone: Option<String>,
}

/// A fresh sign-in; the token is told this once, and only its digest is kept.
pub struct SignedIn {
    pub me: Me,
    pub sign_in: SignInId,
    pub token: String,
}

/// The same answer after the same work, whether or not the account exists. What is no address is nobody's, and is
/// looked for and counted all the same.
pub async fn sign_in(state: &AppState, attempt: Attempt, address: IpAddr) -> Result<SignedIn> {
    let email = parse_email(&attempt.email).unwrap_or_default();
    let counted = counted_as(&attempt.email);
    let turn = password::turn().await?;
    let mut conn = state.read().await?;
    if state.limits.are_on() && store::recent_failures(&mut conn, &counted, address).await? >= FAILURES {
        return Err(AppError::SlowDown { seconds: 15 * 60 });
    }
    let found = store::credentials(&mut conn, &email).await?;
    let is_suspended = found.as_ref().is_some_and(|found| found.is_suspended);
    let (user, hash) = found.map(|found| (found.user, found.password_hash)).unzip();
    let fits = password::fits(attempt.password, hash).await?;
    let Some(user) = user.filter(|_| fits) else {
        store::note_failure(&mut conn, &counted, address).await?;
        return Err(AppError::WrongCredentials);
    };
    drop((conn, turn));
    // Told to whoever knows the password alone; to everybody else the account is like any other.
    if is_suspended { Err(AppError::Suspended) } else { begin(state, user).await }
}

/// Under what a failure is counted: an address as it is; of anything else as much as Postgres takes, and its index
/// holds.
fn counted_as(email: &str) -> String {
    email.trim().to_lowercase().chars().filter(|c| !c.is_control()).take(EMAIL_LENGTH).collect()
}

/// Makes a client of the practice whose join code it is, and signs them in.
pub async fn sign_up(state: &AppState, application: Application, address: IpAddr) -> Result<SignedIn> {
    state.limits.take_sign_up(address)?;
    let name = parse_name(&application.name)?;
    let email = parse_email(&application.email)?;
    password::check_new(&application.password, [&name, &email]).await?;
    let mut conn = state.read().await?;
    let practice = store::practice_open_to(&mut conn, &application.practice)
        .await?
        .ok_or_else(|| AppError::invalid("practice", "No practice has this join code."))?;
    drop(conn);
    let password_hash = password::hash_password(application.password).await?;
    let id = UserId::new();
    let mut tx = state.begin().await?;
    let (role, time_zone) = (Role::Client, application.time_zone);
    store::add_user(&mut tx, &NewUser { id, practice, role, name, email, password_hash, time_zone }).await?;
    let (deed, details) = (Deed::SignedUp, DeedDetails::default());
    store::record(&mut tx, Entry { practice, actor: id, deed, subject: Some(id), details }).await?;
    tx.commit().await?;
    begin(state, id).await
}

/// Refuses a new password that is short or easily guessed; `own_words` are guessed first.
pub async fn check_new_password(text: &str, own_words: [&str; 2]) -> Result<()> {
    password::check_new(text, own_words).await
}

/// What is kept of a token.
pub fn digest(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// 256 bits that nobody can guess.
pub fn secret() -> String {
    BASE64_URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

pub(super) async fn begin(state: &AppState, user: UserId) -> Result<SignedIn> {
    let token = secret();
    let mut tx = state.begin().await?;
    let sign_in = store::add_sign_in(&mut tx, user, &digest(&token)).await?;
    let me = store::me(&mut tx, user).await?;
    tx.commit().await?;
    Ok(SignedIn { me, sign_in, token })
}
