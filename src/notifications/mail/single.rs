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
use std::time::Duration;

/// After each letter to many: forty a second at most, so that conversations feel nothing of ten thousand.
const REST: Duration = Duration::from_millis(100);

/// One of many letters.
pub async fn send_gently(state: AppState, payload: Value) -> Result<Outcome> {
    let outcome = send_letter(state, payload).await;
    tokio::time::sleep(REST).await;
    outcome
}

/// The job `{"notification": …}`. What was sent, dropped or given up before is let be.
pub async fn send_letter(state: AppState, payload: Value) -> Result<Outcome> {
    let id: NotificationId =
        payload["notification"].as_str().and_then(|id| id.parse().ok()).ok_or(AppError::NotFound)?;
    if !state.mailer.is_on() {
        return tried::conclude(&state, &[id], 1, Err(MailError::Off)).await;
    }
    let (user, kind) = store::reader_of(&mut *state.read().await?, id).await?;
    if gathered::is_of_messages(kind) {
        return gathered::send(&state, user, Some(id)).await;
    }
    let Some((queued, reader, key)) = begin(&state, user, id).await? else { return Ok(Outcome::Done) };
    let letter = letter::about(&queued, &reader, &state.site(), &key);
    let sent = state.mailer.send(&letter).await;
    tried::conclude(&state, &[id], queued.attempts + 1, sent).await
}

/// Nothing where there is nothing to send any more.
async fn begin(state: &AppState, user: UserId, id: NotificationId) -> Result<Option<(Queued, Reader, Vec<u8>)>> {
    let mut tx = state.begin().await?;
    let Some(queued) = store::hold_queued(&mut tx, user, Some(id), &Kind::ALL).await?.pop() else { return Ok(None) };
    if let Some(fate) = tried::fate_of(&queued) {
        store::settle(&mut tx, &[id], &fate).await?;
        tx.commit().await?;
        return Ok(None);
    }
    store::mark_under_way(&mut tx, &[id]).await?;
    let (reader, key) = (store::reader(&mut tx, user).await?, store::mail_key(&mut tx).await?);
    tx.commit().await?;
    Ok(Some((queued, reader, key)))
}
