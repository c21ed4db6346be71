//! The one writer of messages and positions. While commits are in flight the next letters gather, and each batch is
//! written as one transaction: the busier a room, the cheaper a message. Several batches are under way at once, as long
//! as they have nothing to do with each other.

mod authors;
mod batch;
mod clerk;
mod memory;
mod sorter;
mod tray;
mod urgent;

use super::model::{Draft, Message};
use super::ringing::Bells;
use crate::error::{AppError, Result};
use crate::ids::{RoomId, UserId};
use crate::live::bus::Bus;
use crate::live::event::Answer;
use crate::live::hub::{Line, frame};
use clerk::Clerk;
use sorter::Sorter;
use sqlx::PgPool;
use std::sync::Arc;
use tokio::sync::{mpsc, oneshot};
pub use urgent::{PostUrgently, post_within};

/// Letters that may wait to be sorted, beside those that are; beyond that, senders wait for a place.
const WAITING: usize = 8192;

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

/// Who waits for the message: a frame of a socket, or a caller.
pub enum Reply {
    Socket { line: Arc<Line>, id: String },
    Caller(oneshot::Sender<Result<Posted>>),
}

impl Mailroom {
    /// Starts the writer, with a clerk for each connection of the pool, which should be for it alone.
    pub fn start(pool: &PgPool, bus: &Bus, bells: &Arc<Bells>) -> Self {
        let (letters, waiting) = mpsc::channel(WAITING);
        let clerk = |_| Clerk::new(pool.clone(), bus.clone(), Arc::clone(bells));
        let clerks = (0..pool.options().get_max_connections()).map(clerk).collect();
        tokio::spawn(Sorter::new(clerks).run(waiting));
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

impl Letter {
    fn is_post(&self) -> bool {
        matches!(self.errand, Errand::Post { .. })
    }

    fn answer(self, outcome: Result<Option<Posted>>) {
        if let Errand::Post { reply, .. } = self.errand {
            reply.answer(outcome.and_then(|posted| posted.ok_or(AppError::NotFound)));
        }
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
