//! One device's line: frames wait here until its socket task writes them.

use crate::accounts::Scope;
use crate::chat::Author;
use crate::ids::{Pass, UserId};
use crate::server::session::Visitor;
use crate::server::telemetry::names;
use crate::time::Moment;
use axum::extract::ws::Utf8Bytes;
use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use tokio::sync::Notify;

/// A reader further behind than this many bytes is closed, and catches up by version when it is back.
const BACKLOG_BYTES: usize = 4 * 1024 * 1024;

/// Why a socket is closed; the numbers are those of docs/protocol.md.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Close {
    GoingAway = 1001,
    TooLarge = 1009,
    TooBroken = 4400,
    SignedOut = 4401,
    TooSlow = 4408,
    TooMany = 4429,
}

impl Close {
    /// What a person who debugs a client reads.
    pub fn reason(self) -> &'static str {
        match self {
            Self::GoingAway => "the server is going away",
            Self::TooLarge => "a frame has at most 65536 bytes",
            Self::TooBroken => "too many broken frames",
            Self::SignedOut => "signed out",
            Self::TooSlow => "read too slowly",
            Self::TooMany => "too many refused frames",
        }
    }
}

pub struct Line {
    pub user: UserId,
    pub author: Author,
    pub pass: Pass,
    pub scope: Scope,
    until: Option<Moment>,
    waiting: Mutex<Waiting>,
    wake: Notify,
}

#[derive(Default)]
struct Waiting {
    frames: VecDeque<Utf8Bytes>,
    /// How many of them stand before all that is not urgent.
    first: usize,
    bytes: usize,
    close: Option<Close>,
}

/// What a socket task has to do next.
pub enum Next {
    Write(VecDeque<Utf8Bytes>),
    Close(Close),
}

impl Line {
    pub fn of(visitor: &Visitor) -> Self {
        Self {
            user: visitor.me.id(),
            author: Author::of(&visitor.me),
            pass: visitor.pass,
            scope: visitor.scope,
            until: visitor.until,
            waiting: Mutex::default(),
            wake: Notify::new(),
        }
    }

    /// Whether what let it in has run out meanwhile.
    pub fn has_expired(&self) -> bool {
        self.until.is_some_and(|until| until <= Moment::now())
    }

    /// Queues a frame. A line that has fallen too far behind is closed instead; frames are never skipped.
    pub fn push(&self, frame: Utf8Bytes) {
        self.queue(frame, |waiting, frame| waiting.frames.push_back(frame));
    }

    /// Queues an urgent frame: behind those that are urgent as well, before all others.
    pub fn push_first(&self, frame: Utf8Bytes) {
        self.queue(frame, |waiting, frame| {
            waiting.frames.insert(waiting.first, frame);
            waiting.first += 1;
        });
    }

    fn queue(&self, frame: Utf8Bytes, put: impl FnOnce(&mut Waiting, Utf8Bytes)) {
        let mut waiting = self.lock();
        if waiting.close.is_some() {
            return;
        }
        waiting.bytes += frame.len();
        if waiting.bytes > BACKLOG_BYTES {
            metrics::counter!(names::LAGGED).increment(1);
            *waiting = Waiting { close: Some(Close::TooSlow), ..Waiting::default() };
        } else {
            put(&mut waiting, frame);
        }
        drop(waiting);
        self.wake.notify_one();
    }

    /// Puts the first frames of a connection before whatever was told since it was connected.
    pub fn greet(&self, frames: [Utf8Bytes; 2]) {
        let mut waiting = self.lock();
        for frame in frames.into_iter().rev() {
            waiting.bytes += frame.len();
            waiting.frames.push_front(frame);
            waiting.first += 1;
        }
        drop(waiting);
        self.wake.notify_one();
    }

    pub fn close(&self, why: Close) {
        self.lock().close.get_or_insert(why);
        self.wake.notify_one();
    }

    pub fn is_closing(&self) -> Option<Close> {
        self.lock().close
    }

    /// Waits for something to do. What was queued before a close is written first.
    pub async fn next(&self) -> Next {
        loop {
            if let Some(next) = self.take() {
                return next;
            }
            self.wake.notified().await;
        }
    }

    /// Resolves once the line is to be closed, for a task that is stuck in writing.
    pub async fn closing(&self) -> Close {
        loop {
            if let Some(why) = self.is_closing() {
                return why;
            }
            self.wake.notified().await;
        }
    }

    fn take(&self) -> Option<Next> {
        let mut waiting = self.lock();
        if waiting.frames.is_empty() {
            return waiting.close.map(Next::Close);
        }
        waiting.bytes = 0;
        waiting.first = 0;
        Some(Next::Write(std::mem::take(&mut waiting.frames)))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
