//! One device's line: what is told to it, and the connection that it is written to. Whoever has something to tell also
//! writes it (`write`), as far as the connection takes it at once; the rest is left to the line's socket task
//! (`poll_write`). So a frame for a thousand devices costs each of them its bytes, and wakes no task.

use super::Frame;
use super::queue::Queue;
use crate::accounts::Scope;
use crate::chat::Author;
use crate::ids::{Pass, UserId};
use crate::server::session::Visitor;
use crate::server::telemetry::names;
use crate::time::Moment;
use bytes::Bytes;
use std::io::{self, IoSlice};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};
use tokio::io::ReadBuf;
use tokio::net::TcpStream;
use tokio::sync::Notify;

/// A reader further behind than this many bytes is closed, and catches up by version when it is back.
const BACKLOG_BYTES: usize = 4 * 1024 * 1024;
/// Frames that are handed to the connection at once.
const AT_ONCE: usize = 64;

/// Why a socket is closed; the numbers are those of docs/protocol.md.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Close {
    GoingAway = 1001,
    Unreadable = 1002,
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
            Self::Unreadable => "this is no WebSocket frame",
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
    stream: TcpStream,
    told: Mutex<Told>,
    wake: Notify,
}

#[derive(Default)]
struct Told {
    queue: Queue,
    /// Nothing is written before the first frames of a connection.
    is_greeted: bool,
    close: Option<Close>,
    /// The peer has gone.
    is_gone: bool,
}

/// What a socket task has to do next.
pub enum Next {
    Write,
    Close(Close),
    Gone,
}

impl Line {
    pub fn new(visitor: &Visitor, stream: TcpStream) -> Self {
        Self {
            user: visitor.me.id(),
            author: Author::of(&visitor.me),
            pass: visitor.pass,
            scope: visitor.scope,
            until: visitor.until,
            stream,
            told: Mutex::default(),
            wake: Notify::new(),
        }
    }

    /// Whether what let it in has run out meanwhile.
    pub fn has_expired(&self) -> bool {
        self.until.is_some_and(|until| until <= Moment::now())
    }

    /// Tells this line alone.
    pub fn push(&self, frame: Frame) {
        if self.queue(frame) {
            self.wake.notify_one();
        }
    }

    /// Queues a frame, which the caller then has to see written if this is true: nothing waited before it. A line that
    /// has fallen too far behind is closed instead; frames are never skipped.
    pub(super) fn queue(&self, frame: Frame) -> bool {
        self.put(frame.into_bytes(), Queue::push)
    }

    /// As `queue`, behind those frames that are urgent as well, before all others.
    pub(super) fn queue_first(&self, frame: Frame) -> bool {
        self.put(frame.into_bytes(), Queue::push_first)
    }

    fn put(&self, bytes: Bytes, put: fn(&mut Queue, Bytes)) -> bool {
        let mut told = self.lock();
        if told.close.is_some() || told.is_gone {
            return false;
        }
        let is_first = told.queue.is_empty();
        if told.queue.bytes() + bytes.len() > BACKLOG_BYTES {
            metrics::counter!(names::LAGGED).increment(1);
            told.queue.clear();
            told.close = Some(Close::TooSlow);
            drop(told);
            self.wake.notify_one();
            return false;
        }
        put(&mut told.queue, bytes);
        is_first && told.is_greeted
    }

    /// What the protocol itself has to say: pings, pongs, and the close behind all else.
    pub fn queue_control(&self, bytes: &[u8]) -> io::Result<()> {
        let mut told = self.lock();
        if told.is_gone {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        told.queue.push_first(Bytes::copy_from_slice(bytes));
        Ok(())
    }

    /// Puts the first frames of a connection before whatever was told since it was connected.
    pub fn greet(&self, frames: [Frame; 2]) {
        let mut told = self.lock();
        for frame in frames.into_iter().rev() {
            told.queue.push_front(frame.into_bytes());
        }
        told.is_greeted = true;
        drop(told);
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
            if let Some(next) = self.look() {
                return next;
            }
            self.wake.notified().await;
        }
    }

    fn look(&self) -> Option<Next> {
        let told = self.lock();
        match told.close {
            _ if told.is_gone => Some(Next::Gone),
            _ if !told.queue.is_empty() => Some(Next::Write),
            why => why.map(Next::Close),
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

    /// How many bytes the connection has taken so far.
    pub fn written(&self) -> u64 {
        self.lock().queue.written()
    }

    /// Writes what waits, as far as it is taken at once. For whoever told it; what is left wakes the socket task.
    pub(super) fn write(&self) {
        if self.try_write().is_err() {
            self.wake.notify_one();
        }
    }

    /// Writes all that waits; for the socket task.
    pub fn poll_write(&self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        loop {
            match self.try_write() {
                Err(cause) if cause.kind() == io::ErrorKind::WouldBlock => {
                    ready!(self.stream.poll_write_ready(context))?;
                }
                written => return Poll::Ready(written),
            }
        }
    }

    fn try_write(&self) -> io::Result<()> {
        let mut told = self.lock();
        while told.is_greeted && !told.queue.is_empty() {
            let written = if let Some(frame) = told.queue.only() {
                self.stream.try_write(frame)
            } else {
                let frames = told.queue.frames().take(AT_ONCE).map(|bytes| IoSlice::new(bytes));
                self.stream.try_write_vectored(&frames.collect::<Vec<_>>())
            };
            match written {
                Ok(count) => told.queue.advance(count),
                Err(cause) => {
                    told.is_gone = cause.kind() != io::ErrorKind::WouldBlock;
                    return Err(cause);
                }
            }
        }
        Ok(())
    }

    /// Reads what has come; for the socket task.
    pub fn poll_read(&self, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        loop {
            ready!(self.stream.poll_read_ready(context))?;
            match self.stream.try_read(into.initialize_unfilled()) {
                Ok(count) => {
                    into.advance(count);
                    return Poll::Ready(Ok(()));
                }
                Err(cause) if cause.kind() == io::ErrorKind::WouldBlock => {}
                Err(cause) => return Poll::Ready(Err(cause)),
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Told> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
