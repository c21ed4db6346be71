//! Deeds to people: invited, given a role, shut out, let in, given a way to a new password.

use super::begin;
use crate::accounts::letters::{self, Reason};
use crate::accounts::model::{FreshInvitation, FreshReset, NewInvitation, PersonSheet};
use crate::accounts::signing_in::{digest, secret};
use crate::accounts::{Me, store};
use crate::app::paths;
use crate::error::Result;
use crate::ids::{InvitationId, UserId};
use crate::server::state::AppState;
use crate::words::Role;

/// Answers with the secret: it is told this once, and only its digest is kept. Where there is an address and e-mail
/// goes out, it is sent there too.
pub async fn invite(state: &AppState, me: &Me, new: &NewInvitation) -> Result<FreshInvitation> {
    let mut tx = begin(state, me).await?;
    let (terms, secret) = (new.checked()?, secret());
    let invitation = store::add_invitation(&mut tx, me, &terms, &digest(&secret)).await?;
    let sent_to = terms.email.clone().filter(|_| may_send(state, me));
    if sent_to.is_some() {
        letters::send_later(&mut tx, Reason::Invited, &secret, &terms.lasts()).await?;
    }
    tx.commit().await?;
    Ok(FreshInvitation { invitation, path: paths::join(&secret), secret, sent_to })
}

pub async fn revoke_invitation(state: &AppState, me: &Me, id: InvitationId) -> Result<()> {
    let mut tx = begin(state, me).await?;
    store::revoke_invitation(&mut tx, me, id).await?;
    tx.commit().await
}

pub async fn change_role(state: &AppState, me: &Me, user: UserId, role: Role) -> Result<PersonSheet> {
    let mut tx = begin(state, me).await?;
    store::change_role(&mut tx, me, user, role).await?;
    let person = store::person_of(&mut tx, me.practice.id, user).await?;
    tx.commit().await?;
    Ok(person)
}

pub async fn suspend(state: &AppState, me: &Me, user: UserId) -> Result<PersonSheet> {
    let mut tx = begin(state, me).await?;
    store::suspend(&mut tx, me, user).await?;
    let person = store::person_of(&mut tx, me.practice.id, user).await?;
    tx.commit().await?;
    Ok(person)
}

pub async fn unsuspend(state: &AppState, me: &Me, user: UserId) -> Result<PersonSheet> {
    let mut tx = begin(state, me).await?;
    store::unsuspend(&mut tx, me, user).await?;
    let person = store::person_of(&mut tx, me.practice.id, user).await?;
    tx.commit().await?;
    Ok(person)
}

/// Answers with the secret of the link: it is told this once, and only its digest is kept. Where e-mail goes out, it is
/// sent to the person too.
pub async fn make_reset(state: &AppState, me: &Me, user: UserId) -> Result<FreshReset> {
    let mut tx = begin(state, me).await?;
    let secret = secret();
    let expires_at = store::add_reset(&mut tx, me, user, &digest(&secret)).await?;
    let mut sent_to = None;
    if may_send(state, me) {
        sent_to = Some(store::person_of(&mut tx, me.practice.id, user).await?.email);
        letters::send_later(&mut tx, Reason::Reset, &secret, "24 hours").await?;
    }
    tx.commit().await?;
    Ok(FreshReset { path: paths::reset(&secret), secret, expires_at, sent_to })
}

/// Letters go to whatever address an admin names, under the name of this server: not without end.
fn may_send(state: &AppState, me: &Me) -> bool {
    state.mailer.is_on() && state.limits.may_send_link(me.practice.id)
}
