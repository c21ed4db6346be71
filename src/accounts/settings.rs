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
use serde::Deserialize;
use utoipa::ToSchema;

/// What is to be different of what others learn of the person, and of who may write to them; what is left out stays.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct PrivacyChange {
    pub last_seen_hidden: Option<bool>,
    pub closed_to_groups: Option<bool>,
}

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

/// All of the change, or nothing; answers with the person as they are now.
pub async fn change_privacy(state: &AppState, me: &Me, change: PrivacyChange) -> Result<Me> {
    let mut tx = state.begin().await?;
    if let Some(hidden) = change.last_seen_hidden {
        hide_last_seen(&mut tx, state, me, hidden).await?;
    }
    if let Some(closed) = change.closed_to_groups {
        store::close_to_groups(&mut tx, me.id(), closed).await?;
    }
    let me = tell_own_devices(&mut tx, me.id()).await?;
    tx.commit().await?;
    Ok(me)
}

/// Hides from others when the person was last here, or shows it again. Whoever sees them as offline is told at once.
async fn hide_last_seen(tx: &mut Tx, state: &AppState, me: &Me, hidden: bool) -> Result<()> {
    let user = me.id();
    store::hide_last_seen(tx, user, hidden).await?;
    if !state.hub.is_online(user) {
        let viewers = store::viewers_among(tx, user, &state.hub.online_in(me.practice.id)).await?;
        let last_seen = store::last_seen(tx, user).await?;
        tx.tell(viewers, Event::WentOffline { user, last_seen });
    }
    Ok(())
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
