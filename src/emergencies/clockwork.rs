//! Frees what belongs to somebody who is gone, and tells again what nobody has taken in time. Any number of servers may
//! do this at once, and none has to remember anything.

use super::store::{escalate_next, free_next};
use crate::error::Result;
use crate::server::state::AppState;
use std::time::Duration;

const EVERY: Duration = Duration::from_secs(2);

/// Runs until it is dropped.
pub async fn run(state: AppState) {
    loop {
        // What failed is in the log, and is tried again.
        escalate(&state).await.ok();
        tokio::time::sleep(EVERY).await;
    }
}

/// Each in a transaction of its own.
pub async fn escalate(state: &AppState) -> Result<()> {
    loop {
        let mut tx = state.begin_urgently().await?;
        let has_told = free_next(&mut tx).await? || escalate_next(&mut tx).await?;
        tx.commit().await?;
        if !has_told {
            return Ok(());
        }
    }
}
