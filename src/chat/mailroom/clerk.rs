//! Writes one batch at a time, whatever it takes.

use super::batch::{Answers, Care};
use super::memory::Memory;
use super::{Bells, Letter};
use crate::error::AppError;
use crate::live::bus::Bus;
use crate::server::telemetry::names;
use sqlx::pool::PoolConnection;
use sqlx::{PgPool, Postgres};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How often and how patiently a batch is tried again while Postgres is away.
const TRIES: u32 = 40;
const BETWEEN_TRIES: Duration = Duration::from_millis(250);
/// A connection that was not used for so long may have been lost: the pool is asked for one that works.
const KEPT: Duration = Duration::from_secs(30);

/// What it takes to write.
pub struct Clerk {
    pub pool: PgPool,
    pub bus: Bus,
    pub bells: Arc<Bells>,
    /// Of the rooms that are written in.
    pub memory: Memory,
    /// Kept from the last batch, and since when.
    conn: Option<(PoolConnection<Postgres>, Instant)>,
}

impl Clerk {
    pub fn new(pool: PgPool, bus: Bus, bells: Arc<Bells>) -> Self {
        Self { pool, bus, bells, memory: Memory::default(), conn: None }
    }

    /// Writes a batch and answers it. A repeat cannot double a message, so it is safe to try again when it is not known
    /// whether the commit went through.
    pub async fn write(&mut self, letters: Vec<Letter>) {
        let began = Instant::now();
        metrics::histogram!(names::BATCH).record(u32::try_from(letters.len()).unwrap_or(u32::MAX));
        let mut care = Care::Optimistic;
        for _ in 0..TRIES {
            match self.write_batch(&letters, care).await {
                Ok(answers) => {
                    metrics::histogram!(names::COMMIT).record(began.elapsed());
                    return answer_all(letters, answers);
                }
                Err(cause) if is_passing(&cause) => {
                    tracing::warn!(%cause, "the mailroom waits for Postgres");
                    tokio::time::sleep(BETWEEN_TRIES).await;
                    care = Care::Uncertain;
                }
                // A repeat among the letters, or a room that is not as remembered: look first.
                Err(_) if care == Care::Optimistic => care = Care::Repeats,
                Err(cause) => return self.write_apart(letters, cause).await,
            }
        }
        refuse_all(letters, &AppError::broken("Postgres was away for too long"));
    }

    pub async fn take_connection(&mut self) -> Result<PoolConnection<Postgres>, sqlx::Error> {
        if let Some((conn, since)) = self.conn.take()
            && since.elapsed() < KEPT
        {
            return Ok(conn);
        }
        self.pool.acquire().await
    }

    pub fn keep_connection(&mut self, conn: PoolConnection<Postgres>) {
        self.conn = Some((conn, Instant::now()));
    }

    /// The pool has one connection for each clerk: whoever begins a transaction there gives back the one they have.
    pub fn return_connection(&mut self) {
        self.conn = None;
    }

    /// One letter that Postgres cannot take must not take the others with it.
    async fn write_apart(&mut self, letters: Vec<Letter>, cause: sqlx::Error) {
        if letters.len() == 1 {
            return refuse_all(letters, &AppError::broken(cause));
        }
        for letter in letters {
            let single = [letter];
            let written = self.write_batch(&single, Care::Repeats).await;
            let [letter] = single;
            letter.answer(written.map_err(AppError::broken).and_then(|mut answers| answers.pop().unwrap_or(Ok(None))));
        }
    }
}

fn answer_all(letters: Vec<Letter>, answers: Answers) {
    for (letter, outcome) in letters.into_iter().zip(answers) {
        letter.answer(outcome);
    }
}

fn refuse_all(letters: Vec<Letter>, error: &AppError) {
    for letter in letters {
        letter.answer(Err(error.clone()));
    }
}

/// Whether Postgres is away rather than unwilling: gone, starting up or shutting down (classes 08 and 57P).
fn is_passing(cause: &sqlx::Error) -> bool {
    match cause {
        sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::Protocol(_) => true,
        sqlx::Error::Database(error) => {
            error.code().is_some_and(|code| ["08", "57P", "40"].iter().any(|class| code.starts_with(class)))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::testing::{Cast, Story};
    use sqlx::postgres::PgPoolOptions;

    /// Each clerk may have one, so whoever asks for another must not have the first any more.
    #[tokio::test]
    async fn a_connection_kept_for_too_long_makes_room_for_another() -> Story {
        let cast = Cast::assemble().await?;
        let options = PgPoolOptions::new().max_connections(1).acquire_timeout(Duration::from_secs(5));
        let pool = options.connect_lazy_with(cast.state.pool.connect_options().as_ref().clone());
        let mut clerk = Clerk::new(pool, cast.state.bus.clone(), Arc::clone(&cast.state.bells));
        let conn = clerk.take_connection().await?;
        clerk.conn = Some((conn, Instant::now().checked_sub(KEPT).ok_or("a clock")?));
        clerk.take_connection().await?;
        Ok(())
    }
}
