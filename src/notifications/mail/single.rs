//! One letter for one notification.

use super::store::{self, Queued, Reader};
use super::{gathered, letter, tried};
use crate::error::{AppError, Result};
use crate::ids::{NotificationId, UserId};
use crate::notifications::model::Kind;
use crate::server::jobs::Outcome;
use crate::server::mail::MailError;
use crate::server::state::AppState;
use serde_json::Value;
use std::ops::ControlFlow;

/// The job `{"notification": …}`. What was sent, dropped or given up before is let be.
pub async fn send_letter(state: AppState, payload: Value) -> Result<Outcome> {
    let id: NotificationId =
        payload["notification"].as_str().and_then(|id| id.parse().ok()).ok_or(AppError::NotFound)?;
    let (user, kind, newest) = store::reader_of(&mut *state.read().await?, id).await?;
    if !state.mailer.is_on() {
        return tried::conclude(&state, &[newest], 1, Err(MailError::Off)).await;
    }
    if gathered::is_of_messages(kind) {
        return gathered::send(&state, user, Some(id)).await;
    }
    let (queued, reader, key) = match begin(&state, user, id).await? {
        ControlFlow::Continue(begun) => begun,
        ControlFlow::Break(outcome) => return Ok(outcome),
    };
    let letter = letter::about(&queued, &reader, &state.site(), &key);
    let sent = state.mailer.send(&letter).await;
    tried::conclude(&state, &[queued.place()], queued.attempts + 1, sent).await
}

/// What a letter is made of: what it is about, whom it is for, and what its links are signed with.
type Begun = (Queued, Reader, Vec<u8>);

/// Breaks off where there is nothing to send any more, or not now.
async fn begin(state: &AppState, user: UserId, id: NotificationId) -> Result<ControlFlow<Outcome, Begun>> {
    let mut tx = state.begin().await?;
    let Some(queued) = store::hold_queued(&mut tx, user, Some(id), &Kind::ALL).await?.pop() else {
        return Ok(ControlFlow::Break(Outcome::Done));
    };
    if let Some(fate) = tried::fate_of(&queued) {
        store::settle(&mut tx, &[queued.place()], &fate).await?;
        tx.commit().await?;
        return Ok(ControlFlow::Break(Outcome::Done));
    }
    if let Some(until) = queued.quiet_until {
        store::let_wait(&mut tx, &[queued.place()], until).await?;
        tx.commit().await?;
        return Ok(ControlFlow::Break(Outcome::At(until)));
    }
    store::mark_under_way(&mut tx, &[queued.place()]).await?;
    let (reader, key) = (store::reader(&mut tx, user).await?, store::mail_key(&mut tx).await?);
    tx.commit().await?;
    Ok(ControlFlow::Continue((queued, reader, key)))
}
