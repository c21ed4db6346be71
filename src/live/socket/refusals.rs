//! Telling a socket what was refused, and closing one that does nothing but be refused.

use super::frame::Head;
use crate::error::AppError;
use crate::live::event::Answer;
use crate::live::hub::{Close, Line, frame};
use crate::server::telemetry::names;
use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// More frames than this in a minute that are none close the socket.
const BROKEN: (usize, Duration) = (20, Duration::from_mins(1));
/// This many refusals in ten seconds close the socket.
const SLOWED: (usize, Duration) = (199, Duration::from_secs(10));

#[derive(Default)]
pub struct Refusals {
    broken: Strikes,
    slowed: Strikes,
}

impl Refusals {
    /// What came was no frame at all.
    pub fn broken(&mut self, line: &Line, why: &str) {
        tell(line, None, None, &AppError::invalid("frame", why));
        if self.broken.strike(BROKEN) {
            line.close(Close::TooBroken);
        }
    }

    /// A frame was understood and refused.
    pub fn refuse(&mut self, line: &Line, head: &Head, error: &AppError) {
        tell(line, head.id(), Some(head.about.clone()), error);
        if matches!(error, AppError::SlowDown { .. }) && self.slowed.strike(SLOWED) {
            line.close(Close::TooMany);
        }
    }
}

fn tell(line: &Line, id: Option<String>, about: Option<String>, error: &AppError) {
    metrics::counter!(names::REFUSALS, "code" => error.code().0).increment(1);
    line.push(frame(&Answer::refusal(id, about, error)));
}

/// When the latest strikes fell; nothing is allocated before the first.
#[derive(Default)]
struct Strikes(VecDeque<Instant>);

impl Strikes {
    /// Adds one; true where there are now more than `most` within `window`.
    fn strike(&mut self, (most, window): (usize, Duration)) -> bool {
        let now = Instant::now();
        self.0.push_back(now);
        while self.0.front().is_some_and(|at| now.duration_since(*at) > window) {
            self.0.pop_front();
        }
        self.0.len() > most
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strikes_are_counted_within_their_window() {
        let mut strikes = Strikes::default();
        let minute = Duration::from_mins(1);
        assert_eq!((0..25).filter(|_| strikes.strike((20, minute))).count(), 5);
        let mut strikes = Strikes::default();
        assert!((0..25).all(|_| !strikes.strike((1, Duration::ZERO)) || strikes.0.len() > 1));
    }
}
