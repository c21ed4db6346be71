//! What happens when a time has come: offers of the waitlist go to the next in turn, holds are forgotten, requests that
//! nobody answered are declined, clients are reminded, and rooms end after their grace period. Any number of servers
//! may do this at once, and none has to remember anything.

use super::store::{decline_unanswered, end_rooms_past_grace, forget_old_holds, pass_on_expired, remind};
use crate::error::Result;
use crate::server::state::AppState;
use std::time::Duration;

const EVERY: Duration = Duration::from_secs(2);
/// Rooms are looked after once in so many rounds: their grace is counted in hours.
const ROUNDS: u32 = 30;

/// Runs until it is dropped.
pub async fn run(state: AppState) {
    let mut round = 0_u32;
    loop {
        // What failed is in the log, and is tried again.
        pass_offers_on(&state).await.ok();
        decline_what_nobody_answered(&state).await.ok();
        remind_of_what_is_near(&state).await.ok();
        if round.is_multiple_of(ROUNDS) {
            end_rooms(&state).await.ok();
        }
        round = round.wrapping_add(1);
        tokio::time::sleep(EVERY).await;
    }
}

/// Each offer in a transaction of its own, and the holds that nobody came back for after them.
pub async fn pass_offers_on(state: &AppState) -> Result<()> {
    loop {
        let mut tx = state.begin().await?;
        let has_passed = pass_on_expired(&mut tx).await?;
        tx.commit().await?;
        if !has_passed {
            break;
        }
    }
    forget_old_holds(&mut *state.read().await?).await
}

pub async fn decline_what_nobody_answered(state: &AppState) -> Result<()> {
    loop {
        let mut tx = state.begin().await?;
        let has_declined = decline_unanswered(&mut tx).await?;
        tx.commit().await?;
        if !has_declined {
            return Ok(());
        }
    }
}

pub async fn remind_of_what_is_near(state: &AppState) -> Result<()> {
    let mut tx = state.begin().await?;
    remind(&mut tx).await?;
    tx.commit().await
}

pub async fn end_rooms(state: &AppState) -> Result<()> {
    let mut tx = state.begin().await?;
    end_rooms_past_grace(&mut tx).await?;
    tx.commit().await
}
