//! What people change of themselves, and who is told of it.

use super::event::Event;
use super::model::{Me, Scope, TOKEN_PREFIX, parse_lifetime, parse_name};
use super::signing_in::{digest, secret};
use super::store::{self, NewToken};
use crate::error::{AppError, Result};
use crate::ids::{TokenId, UserId};
use crate::server::db::Tx;
use crate::server::state::AppState;
use crate::time::is_zone;

/// Takes a name and a time zone over; answers with the person as they are now.
pub async fn update_profile(state: &AppState, user: UserId, name: &str, time_zone: &str) -> Result<Me> {
    let name = parse_name(name)?;
    if !is_zone(time_zone) {
        return Err(AppError::invalid("time_zone", "There is no time zone of this name."));
    }
    let mut tx = state.begin().await?;
    store::update_profile(&mut tx, user, &name, time_zone).await?;
    let me = tell_own_devices(&mut tx, user).await?;
    tx.commit().await?;
    Ok(me)
}

/// Hides from others when the person was last here, or shows it again. Whoever sees them as offline is told at once.
pub async fn hide_last_seen(state: &AppState, me: &Me, hidden: bool) -> Result<Me> {
    let user = me.id();
    let mut tx = state.begin().await?;
    store::hide_last_seen(&mut tx, user, hidden).await?;
    if !state.hub.is_online(user) {
        let viewers = store::viewers_among(&mut tx, user, &state.hub.online_in(me.practice.id)).await?;
        let last_seen = store::last_seen(&mut tx, user).await?;
        tx.tell(viewers, Event::WentOffline { user, last_seen });
    }
    let me = tell_own_devices(&mut tx, user).await?;
    tx.commit().await?;
    Ok(me)
}

/// Answers with the token itself: it is told this once, and only its digest is kept.
pub async fn make_token(state: &AppState, user: UserId, name: &str, scope: Scope, expires: &str) -> Result<String> {
    let (name, days) = (parse_name(name)?, parse_lifetime(expires)?);
    let token = format!("{TOKEN_PREFIX}{}", secret());
    let mut tx = state.begin().await?;
    store::add_token(&mut tx, user, &NewToken { name: &name, scope, days, digest: &digest(&token) }).await?;
    tx.commit().await?;
    Ok(token)
}

/// Ends a token and its sockets.
pub async fn revoke_token(state: &AppState, user: UserId, token: TokenId) -> Result<()> {
    let mut tx = state.begin().await?;
    store::revoke_token(&mut tx, user, token).await?;
    tx.commit().await
}

async fn tell_own_devices(tx: &mut Tx, user: UserId) -> Result<Me> {
    let me = store::me(tx, user).await?;
    tx.tell(vec![user], Event::AccountChanged { user: Box::new(me.clone()) });
    Ok(me)
}
