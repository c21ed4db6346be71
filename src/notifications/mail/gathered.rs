//! One letter for all the messages that somebody has not read: how many, and of whom; never what they say.

use super::store::{self, Fate, Queued, Reader};
use super::{letter, tried};
use crate::error::{AppError, Result};
use crate::ids::{NotificationId, RoomId, UserId};
use crate::notifications::model::{Kind, Place, Sort};
use crate::server::jobs::Outcome;
use crate::server::state::AppState;
use serde_json::Value;
use std::ops::ControlFlow;

/// What a letter is made of.
pub struct Gathered {
    pub reader: Reader,
    pub rows: Vec<Queued>,
    pub senders: Vec<(String, i64)>,
    pub key: Vec<u8>,
}

/// The job `{"user": …}`.
pub async fn send_gathered(state: AppState, payload: Value) -> Result<Outcome> {
    let user: UserId = payload["user"].as_str().and_then(|id| id.parse().ok()).ok_or(AppError::NotFound)?;
    send(&state, user, None).await
}

/// Whether letters of that say no more than how many there are.
pub fn is_of_messages(kind: Kind) -> bool {
    matches!(kind.sort(), Sort::Messages | Sort::Groups | Sort::Mentions)
}

/// Of one notification, where somebody wants each at once, or of all that wait.
pub async fn send(state: &AppState, user: UserId, only: Option<NotificationId>) -> Result<Outcome> {
    let gathered = match begin(state, user, only).await? {
        ControlFlow::Continue(gathered) => gathered,
        ControlFlow::Break(outcome) => return Ok(outcome),
    };
    let sent = state.mailer.send(&letter::gathering(&gathered, &state.site())).await;
    let attempts = gathered.rows.iter().map(|row| row.attempts).max().unwrap_or(0) + 1;
    tried::conclude(state, &places(&gathered.rows), attempts, sent).await
}

/// Breaks off where everything was read meanwhile, or nothing is to disturb now.
async fn begin(state: &AppState, user: UserId, only: Option<NotificationId>) -> Result<ControlFlow<Outcome, Gathered>> {
    let mut tx = state.begin().await?;
    let mut rows = Vec::new();
    let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| is_of_messages(*kind)).collect();
    for row in store::hold_queued(&mut tx, user, only, &kinds).await? {
        match tried::fate_of(&row) {
            Some(fate) => store::settle(&mut tx, &[row.place()], &fate).await?,
            None => rows.push(row),
        }
    }
    if let Some(until) = rows.iter().find_map(|row| row.quiet_until) {
        store::let_wait(&mut tx, &places(&rows), until).await?;
        tx.commit().await?;
        return Ok(ControlFlow::Break(Outcome::At(until)));
    }
    let rooms: Vec<RoomId> = rows.iter().filter_map(|row| row.room).collect();
    let senders = store::unread_by_sender(&mut tx, user, &rooms).await?;
    if senders.is_empty() {
        store::settle(&mut tx, &places(&rows), &Fate::Dropped("There is nothing to read any more.")).await?;
        tx.commit().await?;
        return Ok(ControlFlow::Break(Outcome::Done));
    }
    store::mark_under_way(&mut tx, &places(&rows)).await?;
    let (reader, key) = (store::reader(&mut tx, user).await?, store::mail_key(&mut tx).await?);
    tx.commit().await?;
    Ok(ControlFlow::Continue(Gathered { reader, rows, senders, key }))
}

fn places(rows: &[Queued]) -> Vec<Place> {
    rows.iter().map(Queued::place).collect()
}
