//! Doing the jobs: each lane has a worker of its own, so that a slow mail server keeps no push waiting.

use super::store::{Taken, lanes_due, settle, take};
use crate::error::{AppError, Result};
use crate::server::state::AppState;
use crate::time::Moment;
use futures_util::future::join_all;
use serde_json::Value;
use std::pin::Pin;
use std::time::Duration;
use tokio::sync::Notify;
use tokio::task::JoinSet;
use tokio::time::timeout;

/// How often it is looked whether a lane has something to do.
const EVERY: Duration = Duration::from_millis(500);
/// How long that may take: a connection whose other end is gone may never answer.
const PATIENCE: Duration = Duration::from_secs(5);

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
    /// After each job, for lanes with so much to do at times that others would feel it.
    pub rest: Duration,
}

impl Lane {
    /// One that does what it can.
    pub const fn new(name: &'static str, at_once: i64, work: Work) -> Self {
        Self { name, at_once, work, rest: Duration::ZERO }
    }

    #[must_use]
    pub const fn resting(self, rest: Duration) -> Self {
        Self { rest, ..self }
    }
}

/// Works on every lane until it is dropped.
pub async fn work(state: AppState, lanes: Vec<Lane>) {
    let lanes: Vec<_> = lanes.into_iter().map(|lane| (lane, Notify::new())).collect();
    let working = join_all(lanes.iter().map(|(lane, is_due)| work_on(&state, *lane, is_due)));
    tokio::join!(working, keep_looking(&state, &lanes));
}

/// Asks for all lanes at once, since most have nothing to do at most times.
async fn keep_looking(state: &AppState, lanes: &[(Lane, Notify)]) {
    let names: Vec<String> = lanes.iter().map(|(lane, _)| lane.name.to_owned()).collect();
    loop {
        tokio::time::sleep(EVERY).await;
        // What failed, or had no answer, is asked again.
        let due = timeout(PATIENCE, lanes_due(&state.pool, &names)).await.ok().and_then(Result::ok).unwrap_or_default();
        for (_, is_due) in lanes.iter().filter(|(lane, _)| due.iter().any(|name| name == lane.name)) {
            is_due.notify_one();
        }
    }
}

/// Whatever comes to its end makes room for the next: a slow one keeps its own place, and no other.
async fn work_on(state: &AppState, lane: Lane, is_due: &Notify) {
    let mut doing = JoinSet::new();
    loop {
        let places = lane.at_once.saturating_sub(i64::try_from(doing.len()).unwrap_or(i64::MAX));
        // What failed is in the log, and is tried again.
        for job in take(&state.pool, lane.name, places).await.unwrap_or_default() {
            let state = state.clone();
            doing.spawn(async move { do_job(&state, lane, &job).await });
        }
        let has_room = i64::try_from(doing.len()).unwrap_or(i64::MAX) < lane.at_once;
        tokio::select! {
            Some(_) = doing.join_next() => {}
            () = is_due.notified(), if has_room => {}
        }
    }
}

/// Does what is due now, as much as is done at once. How many jobs that were.
pub async fn run_due(state: &AppState, lane: Lane) -> Result<usize> {
    let jobs = take(&state.pool, lane.name, lane.at_once).await?;
    let tries = jobs.iter().map(|job| do_job(state, lane, job));
    join_all(tries).await.into_iter().collect::<Result<()>>()?;
    Ok(jobs.len())
}

async fn do_job(state: &AppState, lane: Lane, job: &Taken) -> Result<()> {
    let outcome = match (lane.work)(state.clone(), job.payload.clone()).await {
        Ok(outcome) => outcome,
        Err(AppError::NotFound) => Outcome::Done,
        Err(error) => Outcome::Again(error.to_string()),
    };
    if let Outcome::Again(reason) = &outcome {
        tracing::warn!(lane = lane.name, attempts = job.attempts, reason, "a job is tried again");
    }
    settle(&state.pool, job, outcome).await?;
    if !lane.rest.is_zero() {
        tokio::time::sleep(lane.rest).await;
    }
    Ok(())
}
