//! The jobs of announcements. Each tells some people at a time and then lets others have their turn, so that no
//! conversation is slowed by ten thousand who are told something.

use super::store;
use crate::error::Result;
use crate::ids::AnnouncementId;
use crate::server::jobs::{Lane, Outcome};
use crate::server::state::AppState;
use crate::time::Moment;
use serde_json::Value;
use std::pin::Pin;
use std::time::{Duration, Instant};

pub const SENDING: Lane = Lane { name: "announcement", at_once: 2, work: send };
pub const REMINDING: Lane = Lane { name: "announcement-reminder", at_once: 2, work: remind };

/// People who are told in one transaction.
pub const BATCH: i64 = 125;
/// Between two of them.
const PAUSE: Duration = Duration::from_millis(50);
/// A job that goes on for longer is taken anew, well before whoever took it is thought to be dead.
const TURN: Duration = Duration::from_secs(30);

type Doing = Pin<Box<dyn Future<Output = Result<Outcome>> + Send>>;

fn send(state: AppState, payload: Value) -> Doing {
    Box::pin(async move {
        let Some(id) = which(&payload) else { return Ok(Outcome::Done) };
        let began = Instant::now();
        while tell_batch(&state, id, BATCH).await? {
            if began.elapsed() > TURN {
                return Ok(Outcome::At(Moment::now()));
            }
            tokio::time::sleep(PAUSE).await;
        }
        Ok(Outcome::Done)
    })
}

fn remind(state: AppState, payload: Value) -> Doing {
    Box::pin(async move {
        let Some(id) = which(&payload) else { return Ok(Outcome::Done) };
        let began = Instant::now();
        while remind_batch(&state, id).await? {
            if began.elapsed() > TURN {
                return Ok(Outcome::At(Moment::now()));
            }
            tokio::time::sleep(PAUSE).await;
        }
        Ok(Outcome::Done)
    })
}

fn which(payload: &Value) -> Option<AnnouncementId> {
    payload["announcement"].as_str()?.parse().ok()
}

/// False where nobody is left to be told.
pub async fn tell_batch(state: &AppState, id: AnnouncementId, at_most: i64) -> Result<bool> {
    let mut tx = state.begin().await?;
    let is_on = store::tell_next(&mut tx, id, at_most).await?;
    tx.commit().await?;
    Ok(is_on)
}

async fn remind_batch(state: &AppState, id: AnnouncementId) -> Result<bool> {
    let mut tx = state.begin().await?;
    let is_on = store::remind_next(&mut tx, id, BATCH).await?;
    tx.commit().await?;
    Ok(is_on)
}
