//! That a peer is there, as long as something is heard of it.

use std::sync::LazyLock;
use std::time::Duration;
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at};

/// The server pings with each heartbeat; any frame or pong renews the lease, and so many silent beats end it.
const SILENT_BEATS: u32 = 3;
/// Hearts beat together, so far apart: to wake up for each of ten thousand alone costs more than their pings.
const TOGETHER: Duration = Duration::from_millis(250);

pub struct Lease {
    heartbeat: Interval,
    silent_beats: u32,
}

impl Lease {
    pub fn new(pause: Duration) -> Self {
        let mut heartbeat = interval_at(next_together(Instant::now() + pause), pause);
        heartbeat.set_missed_tick_behavior(MissedTickBehavior::Skip);
        Self { heartbeat, silent_beats: 0 }
    }

    pub async fn beat(&mut self) {
        self.heartbeat.tick().await;
        self.silent_beats += 1;
    }

    pub fn renew(&mut self) {
        self.silent_beats = 0;
    }

    pub fn is_over(&self) -> bool {
        self.silent_beats >= SILENT_BEATS
    }
}

/// The first moment from then on at which any socket's heart may beat.
fn next_together(from: Instant) -> Instant {
    static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let steps = from.saturating_duration_since(*BEGAN).as_nanos().div_ceil(TOGETHER.as_nanos());
    *BEGAN + TOGETHER * u32::try_from(steps).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hearts_beat_together_and_none_too_early() {
        let from = Instant::now() + Duration::from_secs(25);
        let beats = [0, 1, 60, 249, 250].map(|late| {
            let from = from + Duration::from_millis(late);
            let beat = next_together(from);
            assert!(beat >= from && beat < from + TOGETHER);
            beat
        });
        for beat in beats {
            assert!(beat == beats[0] || beat == beats[0] + TOGETHER);
        }
    }
}
