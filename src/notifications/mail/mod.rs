//! The way by mail: one letter for one notification, or one that gathers the messages somebody has not read.

mod event;
mod gathered;
mod letter;
mod single;
mod store;
#[cfg(test)]
mod tests;
mod tried;

use crate::server::jobs::Lane;
use gathered::send_gathered;
use single::{send_gently, send_letter};

pub const LANE: Lane = Lane { name: "mail", at_once: 8, work: |state, job| Box::pin(send_letter(state, job)) };
/// Letters of announcements: many at once, which nothing else has to wait for.
pub const TO_MANY: Lane =
    Lane { name: "mail-to-many", at_once: 4, work: |state, job| Box::pin(send_gently(state, job)) };
pub const GATHERED: Lane = Lane { name: "digest", at_once: 4, work: |state, job| Box::pin(send_gathered(state, job)) };
