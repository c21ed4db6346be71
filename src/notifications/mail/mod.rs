//! The way by mail: one letter for one notification, or one that gathers the messages somebody has not read.

mod event;
mod gathered;
mod letter;
mod single;
mod store;
#[cfg(test)]
mod tests;
mod tried;
mod unclear;

use crate::server::jobs::Lane;
use gathered::send_gathered;
use single::send_letter;
use std::time::Duration;

/// Emergencies, which wait behind nothing else.
pub const URGENT: Lane = Lane::new("mail-urgent", 8, LANE.work);
pub const LANE: Lane = Lane::new("mail", 8, |state, job| Box::pin(send_letter(state, job)));
/// Letters of announcements, which nothing else has to wait for: forty a second at most, so that conversations feel
/// nothing of ten thousand.
pub const TO_MANY: Lane = Lane::new("mail-to-many", 4, LANE.work).resting(Duration::from_millis(100));
pub const GATHERED: Lane = Lane::new("digest", 4, |state, job| Box::pin(send_gathered(state, job)));
