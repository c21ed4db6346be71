//! What admins do: the same steps for the page and for HTTP, each one transaction with the audit's row in it.

use super::model::{Announcement, NewAnnouncement};
use super::store;
use crate::accounts::Me;
use crate::accounts::store::{hold_as_admin, not_an_admin};
use crate::error::Result;
use crate::ids::{AnnouncementId, PracticeId};
use crate::server::state::AppState;
use crate::words::Role;

/// The practice, for an admin who looks at it.
pub fn practice_of_admin(me: &Me) -> Result<PracticeId> {
    if me.role == Role::Admin { Ok(me.practice.id) } else { Err(not_an_admin()) }
}

/// True where it is new.
pub async fn send(state: &AppState, me: &Me, new: NewAnnouncement) -> Result<(Announcement, bool)> {
    let mut tx = state.begin().await?;
    hold_as_admin(&mut tx, me).await?;
    let (id, is_new) = store::send(&mut tx, me, new).await?;
    let announcement = store::announcement_for(&mut tx, me, id).await?;
    tx.commit().await?;
    Ok((announcement, is_new))
}

pub async fn stop(state: &AppState, me: &Me, id: AnnouncementId) -> Result<Announcement> {
    let mut tx = state.begin().await?;
    hold_as_admin(&mut tx, me).await?;
    store::stop(&mut tx, me, id).await?;
    let announcement = store::announcement_for(&mut tx, me, id).await?;
    tx.commit().await?;
    Ok(announcement)
}

pub async fn mark_opened(state: &AppState, me: &Me, id: AnnouncementId) -> Result<()> {
    let mut tx = state.begin().await?;
    store::announcement_for(&mut tx, me, id).await?;
    store::mark_opened(&mut tx, me, id).await?;
    tx.commit().await
}

pub async fn acknowledge(state: &AppState, me: &Me, id: AnnouncementId) -> Result<Announcement> {
    let mut tx = state.begin().await?;
    store::acknowledge(&mut tx, me, id).await?;
    let announcement = store::announcement_for(&mut tx, me, id).await?;
    tx.commit().await?;
    Ok(announcement)
}
