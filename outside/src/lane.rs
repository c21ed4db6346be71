//! One sender who writes without a pause, and never gives up a draft: what was not acknowledged when a connection
//! was lost is sent again, in order and before anything new.

use super::person::{Message, Person};
use super::socket::{Draft, Socket};
use super::{LOOK_EVERY, Outcome};
use serde_json::Value;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use uuid::Uuid;

/// Drafts that may wait for their acknowledgement.
const WINDOW: usize = 16;

/// What all senders share: how many messages were acknowledged, and whether to begin new ones.
#[derive(Default)]
pub struct Orders {
    pub acknowledged: AtomicUsize,
    pub is_over: AtomicBool,
}

pub struct Lane {
    pub person: Person,
    pub room: Uuid,
    name: String,
    waiting: VecDeque<Draft>,
    /// Every draft, in the order in which they were first sent.
    pub sent: Vec<Draft>,
    /// Every answer, as it came.
    pub acknowledged: Vec<Message>,
}

impl Lane {
    pub fn new(person: Person, room: Uuid, name: String) -> Self {
        Self { person, room, name, waiting: VecDeque::new(), sent: Vec::new(), acknowledged: Vec::new() }
    }

    /// Writes until the orders are over and all is acknowledged, over as many connections as that takes.
    pub async fn writes(mut self, orders: &Orders) -> Outcome<Self> {
        loop {
            if let Ok(socket) = self.person.connects().await
                && self.writes_to(socket, orders).await?
            {
                return Ok(self);
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }

    /// False where the connection was lost. A failed write shows in what is heard next.
    async fn writes_to(&mut self, mut socket: Socket, orders: &Orders) -> Outcome<bool> {
        for draft in &self.waiting {
            socket.posts(draft).await.ok();
        }
        loop {
            while self.waiting.len() < WINDOW && !orders.is_over.load(Relaxed) {
                socket.posts(self.draft()).await.ok();
            }
            if self.waiting.is_empty() {
                return Ok(true);
            }
            match socket.next().await? {
                Some(frame) => self.hears(frame, orders)?,
                None => return Ok(false),
            }
        }
    }

    fn draft(&mut self) -> &Draft {
        let body = format!("{}, message {}", self.name, self.sent.len() + 1);
        let draft = Draft::new(self.room, body);
        self.waiting.push_back(draft.clone());
        self.sent.push(draft);
        &self.sent[self.sent.len() - 1]
    }

    fn hears(&mut self, mut frame: Value, orders: &Orders) -> Outcome {
        if frame["type"] == "error" {
            return Err(format!("{} was refused: {frame}", self.name).into());
        }
        if frame["type"] == "ack" {
            let message: Message = serde_json::from_value(frame["message"].take())?;
            self.waiting.retain(|draft| draft.client_id != message.client_id);
            self.acknowledged.push(message);
            orders.acknowledged.fetch_add(1, Relaxed);
        }
        Ok(())
    }
}
