//! The one writer of messages and positions. While one commit is in flight the next letters gather,
//! and each batch is written as one transaction: the busier the room, the cheaper a message.

mod authors;
mod batch;
mod memory;
mod urgent;

use super::model::{Draft, Message};
use super::ringing::Bells;
use crate::error::{AppError, Result};
use crate::ids::{RoomId, UserId};
use crate::live::bus::Bus;
use crate::live::event::Answer;
use crate::live::hub::{Line, frame};
use crate::server::telemetry::names;
use batch::Care;
use memory::Memory;
use sqlx::pool::PoolConnection;
use sqlx::{PgPool, Postgres};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::{mpsc, oneshot};
pub use urgent::{PostUrgently, post_within};

/// Letters written in one transaction at most.
const BATCH: usize = 1024;
/// Letters that may wait; beyond that, senders wait for a place.
const WAITING: usize = 8192;
/// How long positions wait for a message that they can be written with: a commit costs the disk the same either way.
const POSITIONS_WAIT: Duration = Duration::from_millis(10);
/// How often and how patiently a batch is tried again while Postgres is away.
const TRIES: u32 = 40;
const BETWEEN_TRIES: Duration = Duration::from_millis(250);

#[derive(Clone)]
pub struct Mailroom {
    letters: mpsc::Sender<Letter>,
}

struct Letter {
    room: RoomId,
    user: UserId,
    errand: Errand,
}

enum Errand {
    Post { draft: Box<Draft>, reply: Reply },
    MoveDelivered(i64),
    MoveRead(i64),
}

/// A message that was written, now or by an earlier try.
pub struct Posted {
    pub message: Message,
    pub is_new: bool,
}

/// What the one writer has at hand.
struct Desk {
    pool: PgPool,
    bus: Bus,
    bells: Arc<Bells>,
    memory: Memory,
    /// Its own, kept while it works.
    conn: Option<PoolConnection<Postgres>>,
}

/// Who waits for the message: a frame of a socket, or a caller.
pub enum Reply {
    Socket { line: Arc<Line>, id: String },
    Caller(oneshot::Sender<Result<Posted>>),
}

impl Mailroom {
    /// Starts the writer. The pool should have a connection to spare for it alone.
    pub fn start(pool: PgPool, bus: Bus, bells: Arc<Bells>) -> Self {
        let (letters, mut waiting) = mpsc::channel(WAITING);
        tokio::spawn(async move {
            let mut desk = Desk { pool, bus, bells, memory: Memory::default(), conn: None };
            let mut batch = Vec::with_capacity(BATCH);
            while gather(&mut waiting, &mut batch).await {
                desk.write(std::mem::take(&mut batch)).await;
            }
        });
        Self { letters }
    }

    /// Takes a checked draft. The answer goes to `reply` after the commit.
    pub async fn post(&self, user: UserId, draft: Box<Draft>, reply: Reply) -> Result<()> {
        let room = draft.room;
        self.put(Letter { room, user, errand: Errand::Post { draft, reply } }).await
    }

    /// Posts and waits for the message.
    pub async fn post_and_wait(&self, user: UserId, draft: Draft) -> Result<Posted> {
        let (reply, answer) = oneshot::channel();
        self.post(user, Box::new(draft), Reply::Caller(reply)).await?;
        answer.await.map_err(AppError::broken)?
    }

    /// Moves the delivered position forward, if the person is in the room and not yet that far.
    pub async fn move_delivered(&self, user: UserId, room: RoomId, number: i64) -> Result<()> {
        self.put(Letter { room, user, errand: Errand::MoveDelivered(number) }).await
    }

    /// Moves the read position forward; reading implies delivered.
    pub async fn move_read(&self, user: UserId, room: RoomId, number: i64) -> Result<()> {
        self.put(Letter { room, user, errand: Errand::MoveRead(number) }).await
    }

    async fn put(&self, letter: Letter) -> Result<()> {
        self.letters.send(letter).await.map_err(AppError::broken)
    }
}

/// All letters that wait. Where they only move positions, those that come within a moment as well, up to the first
/// message. False when nobody will send any more.
async fn gather(waiting: &mut mpsc::Receiver<Letter>, batch: &mut Vec<Letter>) -> bool {
    if waiting.recv_many(batch, BATCH).await == 0 {
        return false;
    }
    let deadline = tokio::time::Instant::now() + POSITIONS_WAIT;
    while batch.len() < BATCH && !batch.iter().any(Letter::is_post) {
        let room = BATCH - batch.len();
        match tokio::time::timeout_at(deadline, waiting.recv_many(batch, room)).await {
            Ok(1..) => {}
            _ => break,
        }
    }
    true
}

impl Letter {
    fn is_post(&self) -> bool {
        matches!(self.errand, Errand::Post { .. })
    }
}

impl Reply {
    fn answer(self, answer: Result<Posted>) {
        match self {
            Self::Caller(waiting) => {
                waiting.send(answer).ok();
            }
            Self::Socket { line, id } => line.push(frame(&match answer {
                Ok(posted) => Answer::Ack { id, message: Box::new(posted.message) },
                Err(error) => Answer::refusal(Some(id), Some("message:send".into()), &error),
            })),
        }
    }
}

impl Desk {
    /// Writes a batch, whatever it takes. A repeat cannot double a message, so it is safe to try again
    /// when it is not known whether the commit went through.
    async fn write(&mut self, letters: Vec<Letter>) {
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
        let error = AppError::broken("Postgres was away for too long");
        for letter in letters {
            answer(letter, Err(error.clone()));
        }
    }

    /// One letter that Postgres cannot take must not take the others with it.
    async fn write_apart(&mut self, letters: Vec<Letter>, cause: sqlx::Error) {
        if letters.len() == 1 {
            let error = AppError::broken(cause);
            return letters.into_iter().for_each(|letter| answer(letter, Err(error.clone())));
        }
        for letter in letters {
            let single = [letter];
            let written = self.write_batch(&single, Care::Repeats).await;
            let [letter] = single;
            answer(letter, written.map_err(AppError::broken).and_then(|mut answers| answers.pop().unwrap_or(Ok(None))));
        }
    }
}

fn answer_all(letters: Vec<Letter>, answers: batch::Answers) {
    for (letter, outcome) in letters.into_iter().zip(answers) {
        answer(letter, outcome);
    }
}

fn answer(letter: Letter, outcome: Result<Option<Posted>>) {
    if let Errand::Post { reply, .. } = letter.errand {
        reply.answer(outcome.and_then(|posted| posted.ok_or(AppError::NotFound)));
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
