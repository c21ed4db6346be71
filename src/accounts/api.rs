//! What the pages ask of accounts.

use super::{Me, Scope, Token, Welcoming};
use crate::error::Result;
use crate::ids::TokenId;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// Answers with the path to go to.
#[server(prefix = "/fn", endpoint = "sign-in")]
pub async fn sign_in(email: String, password: String, next: Option<String>) -> Result<String> {
    use super::signing_in::{self, Attempt};
    let door = crate::server::door::Door::open()?;
    let typed = [email.clone()];
    door.answer_form(crate::app::paths::SIGN_IN, &typed, async {
        let signed_in = signing_in::sign_in(&door.state, Attempt { email, password }, door.address()).await?;
        door.welcome(&signed_in, next).await
    })
    .await
}

/// `practice` is the join code; `time_zone` stays empty without JavaScript. Answers with the path to go to.
#[server(prefix = "/fn", endpoint = "sign-up")]
pub async fn sign_up(
    practice: String,
    name: String,
    email: String,
    password: String,
    time_zone: Option<String>,
) -> Result<String> {
    use super::signing_in::{self, Application};
    let door = crate::server::door::Door::open()?;
    let typed = [practice.clone(), name.clone(), email.clone()];
    door.answer_form(crate::app::paths::SIGN_UP, &typed, async {
        let application = Application { practice, name, email, password, time_zone };
        let signed_in = signing_in::sign_up(&door.state, application, door.address()).await?;
        door.welcome(&signed_in, None).await
    })
    .await
}

/// Answers with the person as they are now.
#[server(prefix = "/fn", endpoint = "update-profile")]
pub async fn update_profile(name: String, time_zone: String) -> Result<Me> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { super::settings::update_profile(&door.state, door.who()?.me.id(), &name, &time_zone).await })
        .await
}

/// Answers with the person as they are now.
#[server(prefix = "/fn", endpoint = "hide-last-seen")]
pub async fn hide_last_seen(hidden: bool) -> Result<Me> {
    use super::settings::{PrivacyChange, change_privacy};
    let door = crate::server::door::Door::open()?;
    let change = PrivacyChange { last_seen_hidden: Some(hidden), ..PrivacyChange::default() };
    door.answer(async { change_privacy(&door.state, &door.who()?.me, change).await }).await
}

/// Answers with the person as they are now.
#[server(prefix = "/fn", endpoint = "close-to-groups")]
pub async fn close_to_groups(closed: bool) -> Result<Me> {
    use super::settings::{PrivacyChange, change_privacy};
    let door = crate::server::door::Door::open()?;
    let change = PrivacyChange { closed_to_groups: Some(closed), ..PrivacyChange::default() };
    door.answer(async { change_privacy(&door.state, &door.who()?.me, change).await }).await
}

#[server(prefix = "/fn", endpoint = "tokens", input = Json)]
pub async fn list_tokens() -> Result<Vec<Token>> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { super::store::tokens_of(&mut *door.state.read().await?, door.who()?.me.id()).await }).await
}

/// Answers with the token, which is told this once; a form sent without JavaScript is led to a page that shows it.
#[server(prefix = "/fn", endpoint = "make-token")]
pub async fn make_token(name: String, scope: Scope, expires: String) -> Result<String> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let token = super::settings::make_token(&door.state, door.who()?.me.id(), &name, scope, &expires).await?;
        door.show_once(crate::app::paths::TOKENS, &token);
        Ok(token)
    })
    .await
}

#[server(prefix = "/fn", endpoint = "revoke-token")]
pub async fn revoke_token(token: TokenId) -> Result<()> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { super::settings::revoke_token(&door.state, door.who()?.me.id(), token).await }).await
}

/// Asks whether the sign-in of this page still holds.
#[server(prefix = "/fn", endpoint = "who-am-i")]
pub async fn who_am_i() -> Result<crate::ids::UserId> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { Ok(door.who()?.me.id()) }).await
}

/// To what an invitation leads; `NotFound` where it works no more, or never did.
#[server(prefix = "/fn", endpoint = "show-invitation", input = Json)]
pub async fn show_invitation(secret: String) -> Result<Welcoming> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { super::joining::welcoming(&door.state, &secret).await }).await
}

/// Answers with the path to go to.
#[server(prefix = "/fn", endpoint = "join")]
pub async fn join(
    secret: String,
    name: String,
    email: String,
    password: String,
    time_zone: Option<String>,
) -> Result<String> {
    use super::joining::{self, Joining};
    let door = crate::server::door::Door::open()?;
    let (path, typed) = (crate::app::paths::join(&secret), [name.clone(), email.clone()]);
    door.answer_form(&path, &typed, async {
        let joining = Joining { secret, name, email, password, time_zone };
        let signed_in = joining::join(&door.state, joining, door.address()).await?;
        door.welcome(&signed_in, None).await
    })
    .await
}

/// Asks for a link with which one sets a new password. Answers with the path to go to, whether or not the address has
/// an account.
#[server(prefix = "/fn", endpoint = "forget-password")]
pub async fn forget_password(email: String) -> Result<String> {
    use super::forgetting::{self, Forgotten};
    let door = crate::server::door::Door::open()?;
    let typed = [email.clone()];
    door.answer_form(crate::app::paths::FORGOTTEN, &typed, async {
        forgetting::ask_for_link(&door.state, &Forgotten { email }, door.address()).await?;
        door.lead_to(crate::app::paths::LETTER_SENT);
        Ok(crate::app::paths::LETTER_SENT.to_owned())
    })
    .await
}

/// Whose password a link sets: their address; `NotFound` where it works no more, or never did.
#[server(prefix = "/fn", endpoint = "show-reset", input = Json)]
pub async fn show_reset(secret: String) -> Result<String> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { Ok(super::joining::reset_of(&door.state, &secret).await?.email) }).await
}

/// Answers with the path to go to, which is where one signs in.
#[server(prefix = "/fn", endpoint = "set-password")]
pub async fn set_password(secret: String, password: String) -> Result<String> {
    use super::joining::{self, NewPassword};
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        joining::set_password(&door.state, NewPassword { secret, password }, door.address()).await?;
        door.lead_to(crate::app::paths::SIGN_IN);
        Ok(crate::app::paths::SIGN_IN.to_owned())
    })
    .await
}
