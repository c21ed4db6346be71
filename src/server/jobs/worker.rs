//! Doing the jobs: each lane has a worker of its own, so that a slow mail server keeps no push waiting.

use super::store::{settle, take};
use crate::error::{AppError, Result};
use crate::server::state::AppState;
use crate::time::Moment;
use futures_util::future::join_all;
use serde_json::Value;
use std::pin::Pin;
use std::time::Duration;

/// How often a lane that is empty is looked at.
const EVERY: Duration = Duration::from_millis(500);

/// What came of one try.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    Done,
    /// Not yet: at that time.
    At(Moment),
    /// It failed, for that reason; it is tried again after a pause that grows.
    Again(String),
}

type Work = fn(AppState, Value) -> Pin<Box<dyn Future<Output = Result<Outcome>> + Send>>;

/// One kind of jobs, and who does them.
#[derive(Clone, Copy)]
pub struct Lane {
    pub name: &'static str,
    /// Jobs done at once.
    pub at_once: i64,
    pub work: Work,
}

/// Works on every lane until it is dropped.
pub async fn work(state: AppState, lanes: Vec<Lane>) {
    join_all(lanes.into_iter().map(|lane| work_on(state.clone(), lane))).await;
}

async fn work_on(state: AppState, lane: Lane) {
    loop {
        // What failed is in the log, and is tried again.
        if run_due(&state, lane).await.unwrap_or(0) == 0 {
            tokio::time::sleep(EVERY).await;
        }
    }
}

/// Does what is due now, as much as is done at once. How many jobs that were.
pub async fn run_due(state: &AppState, lane: Lane) -> Result<usize> {
    let jobs = take(&state.pool, lane.name, lane.at_once).await?;
    let tries = jobs.iter().map(|job| async {
        let outcome = match (lane.work)(state.clone(), job.payload.clone()).await {
            Ok(outcome) => outcome,
            Err(AppError::NotFound) => Outcome::Done,
            Err(error) => Outcome::Again(error.to_string()),
        };
        if let Outcome::Again(reason) = &outcome {
            tracing::warn!(lane = lane.name, attempts = job.attempts, reason, "a job is tried again");
        }
        settle(&state.pool, job, outcome).await
    });
    join_all(tries).await.into_iter().collect::<Result<()>>()?;
    Ok(jobs.len())
}
