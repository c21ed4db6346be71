//! Keeping what an admin sees of the practice true.

use crate::accounts::Event::AuditGrew;
use crate::live::event::{Event, Incoming};
use crate::live::use_live;

/// Calls `reread` whenever an admin of the practice, oneself included, has done something, somebody has joined, or an
/// emergency has gone on; or may have while there was no connection.
pub fn deeds_done(reread: impl Fn() + Copy + 'static) {
    let live = use_live();
    live.listen(move |incoming| {
        if matches!(incoming, Incoming::Event(Event::Accounts(AuditGrew))) {
            reread();
        }
    });
    live.once_back(reread);
}
