//! A multipart form as it comes in: no more of it is held than what has not been looked at yet, and whoever sends it
//! too slowly is sent away.

use crate::error::{AppError, Result};
use crate::files::formats::{HEAD, refused};
use axum::body::Body;
use axum::extract::multipart::{Field, Multipart};
use axum::extract::{FromRequest, Request};
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// How long nothing may come.
const PATIENCE: Duration = Duration::from_secs(20);
/// Bytes a second that have to come on average, once the first half minute has passed.
const PACE: u64 = 2_000;
const FIRST: Duration = Duration::from_secs(30);
/// Bytes that may wait to be looked at; a head of a part that has no end would pile up here.
const WAITING_AT_MOST: usize = 4_000_000;
const PARTS_AT_MOST: usize = 8;
/// Bytes of a refused form that are still read: a browser reads an answer only once it has sent everything.
const DRAINED_AT_MOST: u64 = 300_000_000;

pub struct Form {
    multipart: Multipart,
    pace: Pace,
    parts: usize,
}

/// How much has come since when. Shared with the stream, which counts what is waiting.
struct Pace {
    began: Instant,
    taken: u64,
    waiting: Arc<AtomicUsize>,
    /// The sender is gone or too slow: nothing more is waited for.
    is_over: bool,
}

pub struct Part<'a> {
    field: Field<'a>,
    pace: &'a mut Pace,
    /// What was looked at and not yet taken.
    held: Option<Bytes>,
}

impl Form {
    pub async fn open(request: Request) -> Result<Self> {
        let waiting = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&waiting);
        let request = request.map(|body| {
            Body::from_stream(body.into_data_stream().map(move |chunk| {
                let chunk = chunk.map_err(io::Error::other)?;
                let before = counted.fetch_add(chunk.len(), Ordering::Relaxed);
                if before > WAITING_AT_MOST { Err(io::Error::other("too much at once")) } else { Ok(chunk) }
            }))
        });
        let multipart = Multipart::from_request(request, &()).await;
        let multipart = multipart.map_err(|_| refused("Send a form (multipart/form-data) with the field file."))?;
        let pace = Pace { began: Instant::now(), taken: 0, waiting, is_over: false };
        Ok(Self { multipart, pace, parts: 0 })
    }

    /// The next part; the one before it has been taken whole.
    pub async fn next(&mut self) -> Result<Option<Part<'_>>> {
        self.parts += 1;
        if self.parts > PARTS_AT_MOST {
            return Err(refused("This form has too many parts."));
        }
        let Self { multipart, pace, .. } = self;
        let next = tokio::time::timeout(PATIENCE, multipart.next_field()).await;
        match next {
            Ok(Ok(field)) => Ok(field.map(|field| Part { field, pace, held: None })),
            Ok(Err(_)) => Err(pace.give_up("The upload broke off, or its form cannot be read.")),
            Err(_) => Err(pace.give_up("The upload stood still.")),
        }
    }

    /// Reads what is left of a refused form, so that its sender reads the answer.
    pub async fn drain(&mut self) {
        let until = self.pace.taken + DRAINED_AT_MOST;
        self.parts = 0;
        while !self.pace.is_over
            && let Ok(Some(mut part)) = self.next().await
        {
            while let Ok(Some(_)) = part.chunk().await {
                if part.pace.taken > until {
                    return;
                }
            }
        }
    }
}

impl Pace {
    fn give_up(&mut self, why: &str) -> AppError {
        self.is_over = true;
        refused(why)
    }

    fn took(&mut self, bytes: usize) -> Result<()> {
        self.taken += bytes as u64;
        self.waiting
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |waiting| Some(waiting.saturating_sub(bytes)))
            .ok();
        let passed = self.began.elapsed();
        if passed > FIRST && self.taken < PACE * passed.as_secs() {
            return Err(self.give_up("The upload is too slow."));
        }
        Ok(())
    }
}

impl Part<'_> {
    pub fn name(&self) -> &str {
        self.field.name().unwrap_or_default()
    }

    /// As the sender calls it.
    pub fn file_name(&self) -> String {
        unescape(self.field.file_name().unwrap_or_default())
    }

    /// The beginning, which is given out again by `chunk`.
    pub async fn head(&mut self) -> Result<Bytes> {
        let mut head = BytesMut::new();
        while head.len() < HEAD
            && let Some(chunk) = self.chunk().await?
        {
            head.extend_from_slice(&chunk);
        }
        let head = head.freeze();
        self.held = Some(head.clone()).filter(|head| !head.is_empty());
        Ok(head)
    }

    pub async fn chunk(&mut self) -> Result<Option<Bytes>> {
        if let Some(held) = self.held.take() {
            return Ok(Some(held));
        }
        match tokio::time::timeout(PATIENCE, self.field.chunk()).await {
            Ok(Ok(Some(chunk))) => self.pace.took(chunk.len()).map(|()| Some(chunk)),
            Ok(Ok(None)) => Ok(None),
            Ok(Err(_)) => Err(self.pace.give_up("The upload broke off.")),
            Err(_) => Err(self.pace.give_up("The upload stood still.")),
        }
    }

    pub async fn skip(&mut self) -> Result<()> {
        let mut skipped = 0;
        while let Some(chunk) = self.chunk().await? {
            skipped += chunk.len();
            if skipped > HEAD {
                return Err(refused("This form holds more than a file."));
            }
        }
        Ok(())
    }
}

/// What the forms of browsers escape in a name: these three and nothing else, so a `%` may as well be itself.
fn unescape(name: &str) -> String {
    name.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n")
}

#[cfg(test)]
mod tests {
    use super::unescape;

    #[test]
    fn a_name_is_as_it_was_before_the_browser_escaped_it() {
        for (sent, meant) in [
            ("notes %22final%22 100%.txt", "notes \"final\" 100%.txt"),
            ("two%0D%0Alines.txt", "two\r\nlines.txt"),
            ("100%25 %2f %41.txt", "100%25 %2f %41.txt"),
            ("%%2222.txt", "%\"22.txt"),
        ] {
            assert_eq!(unescape(sent), meant);
        }
    }
}
