//! Keeping what a page shows of announcements true.

use crate::announcements::Event::Changed;
use crate::ids::AnnouncementId;
use crate::live::event::{Event, Incoming};
use crate::live::{Connection, use_live};
use leptos::prelude::*;
use std::time::Duration;

/// What comes within this time is read at once: when ten thousand open something, nobody reads ten thousand times.
const GATHERED: Duration = Duration::from_millis(400);

/// Calls `reread` soon after an announcement has changed, this one or any, or may have while there was no connection.
pub fn announcement_changes(only: Option<AnnouncementId>, reread: impl Fn() + Copy + 'static) {
    let live = use_live();
    let is_waiting = StoredValue::new(false);
    let soon = move || {
        if is_waiting.get_value() {
            return;
        }
        is_waiting.set_value(true);
        set_timeout(
            move || {
                // Nothing is left of it where the page was left.
                if is_waiting.try_set_value(false).is_none() {
                    reread();
                }
            },
            GATHERED,
        );
    };
    live.listen(move |incoming| {
        if let Incoming::Event(Event::Announcements(Changed { announcement })) = incoming
            && only.is_none_or(|only| only == *announcement)
        {
            soon();
        }
    });
    Effect::new(move |was: Option<Connection>| {
        let is = live.connection.get();
        if is == Connection::Online
            && was.is_some_and(|was| !matches!(was, Connection::Connecting | Connection::Online))
        {
            reread();
        }
        is
    });
}
