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

pub const SENDING: Lane = Lane::new("announcement", 2, send);
pub const REMINDING: Lane = Lane::new("announcement-reminder", 2, remind);

/// People who are told in one transaction: few, so that no message waits long behind them.
pub const BATCH: i64 = 25;
/// From the beginning of one of them to the next: ten thousand are told within eight seconds.
const EVERY: Duration = Duration::from_millis(16);
/// Between two of them at least, where they take long.
const PAUSE: Duration = Duration::from_millis(5);
/// A job that goes on for longer is taken anew, well before whoever took it is thought to be dead.
const TURN: Duration = Duration::from_secs(30);

type Doing = Pin<Box<dyn Future<Output = Result<Outcome>> + Send>>;

fn send(state: AppState, payload: Value) -> Doing {
    Box::pin(go_on(state, payload, Round::Telling))
}

fn remind(state: AppState, payload: Value) -> Doing {
    Box::pin(go_on(state, payload, Round::Reminding))
}

#[derive(Clone, Copy)]
enum Round {
    Telling,
    Reminding,
}

async fn go_on(state: AppState, payload: Value, round: Round) -> Result<Outcome> {
    let Some(id) = which(&payload) else { return Ok(Outcome::Done) };
    let began = Instant::now();
    loop {
        let turn = Instant::now();
        let is_on = match round {
            Round::Telling => tell_batch(&state, id, BATCH).await?,
            Round::Reminding => remind_batch(&state, id).await?,
        };
        if !is_on {
            return Ok(Outcome::Done);
        }
        if began.elapsed() > TURN {
            return Ok(Outcome::At(Moment::now()));
        }
        tokio::time::sleep(EVERY.saturating_sub(turn.elapsed()).max(PAUSE)).await;
    }
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
