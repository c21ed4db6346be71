//! What people do with the links that an admin gives them, or that they ask for themselves: join the practice, or set a
//! new password.

use super::model::{Welcoming, parse_email, parse_name};
use super::password;
use super::signing_in::{SignedIn, begin, digest};
use super::store::{self, NewUser, ResetOf};
use crate::error::{AppError, Result};
use crate::ids::UserId;
use crate::server::state::AppState;
use serde::{Deserialize, Serialize};
use std::net::IpAddr;
use utoipa::ToSchema;

/// `secret` is the last part of the link; `timeZone` as in [`Application`](super::signing_in::Application).
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Joining {
    pub secret: String,
    pub name: String,
    pub email: String,
    pub password: String,
    pub time_zone: Option<String>,
}

/// `secret` is the last part of the link.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct NewPassword {
    pub secret: String,
    pub password: String,
}

/// To what the link leads. A link that works no more and one that never did are told alike.
pub async fn welcoming(state: &AppState, secret: &str) -> Result<Welcoming> {
    store::welcoming(&mut *state.read().await?, &digest(secret)).await
}

/// Makes a person of the invitation's practice and role, and signs them in. A form that is refused uses nothing up.
pub async fn join(state: &AppState, joining: Joining, address: IpAddr) -> Result<SignedIn> {
    state.limits.take_sign_up(address)?;
    let digest = digest(&joining.secret);
    let invitation = store::welcoming(&mut *state.read().await?, &digest).await?;
    let (name, email) = (parse_name(&joining.name)?, parse_email(&joining.email)?);
    if invitation.email.is_some_and(|only| only != email) {
        return Err(AppError::invalid("email", "This invitation is for another address."));
    }
    password::check_new(&joining.password, [&name, &email]).await?;
    let password_hash = password::hash_password(joining.password).await?;
    let id = UserId::new();
    let mut tx = state.begin().await?;
    let place = store::take_place(&mut tx, &digest).await?;
    let (practice, role, time_zone) = (place.practice, place.role, joining.time_zone);
    store::add_user(&mut tx, &NewUser { id, practice, role, name, email, password_hash, time_zone }).await?;
    store::note_arrival(&mut tx, id, &place).await?;
    tx.commit().await?;
    begin(state, id).await
}

/// Whose password the link sets.
pub async fn reset_of(state: &AppState, secret: &str) -> Result<ResetOf> {
    store::reset_of(&mut *state.read().await?, &digest(secret)).await
}

/// Sets a new password, once; the person is signed out everywhere.
pub async fn set_password(state: &AppState, new: NewPassword, address: IpAddr) -> Result<()> {
    state.limits.take_sign_up(address)?;
    let digest = digest(&new.secret);
    let owner = store::reset_of(&mut *state.read().await?, &digest).await?;
    password::check_new(&new.password, [&owner.user.name, &owner.email]).await?;
    let password_hash = password::hash_password(new.password).await?;
    let mut tx = state.begin().await?;
    store::set_password(&mut tx, &digest, &password_hash).await?;
    tx.commit().await
}
