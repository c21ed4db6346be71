//! Keeping what a page shows of announcements true.

use crate::announcements::Event::Changed;
use crate::ids::AnnouncementId;
use crate::live::event::{Event, Incoming};
use crate::live::use_live;
use leptos::prelude::*;
use std::time::Duration;

/// A page reads no more often than this: when ten thousand open something, nobody reads ten thousand times.
const AT_MOST_EVERY: Duration = Duration::from_secs(2);

/// Reads anew where something has changed: at once, and then after a pause all that came meanwhile together.
#[derive(Clone, Copy)]
pub struct Pace {
    reread: Callback<()>,
    is_resting: StoredValue<bool>,
    is_stale: StoredValue<bool>,
}

impl Pace {
    fn new(reread: Callback<()>) -> Self {
        Self { reread, is_resting: StoredValue::new(false), is_stale: StoredValue::new(false) }
    }

    pub fn soon(self) {
        // Nothing is left of it where the page was left.
        match self.is_resting.try_get_value() {
            Some(true) => self.is_stale.set_value(true),
            Some(false) => self.begin(),
            None => {}
        }
    }

    fn begin(self) {
        self.is_resting.set_value(true);
        self.is_stale.set_value(false);
        self.reread.run(());
        set_timeout(move || self.rest_is_over(), AT_MOST_EVERY);
    }

    fn rest_is_over(self) {
        match self.is_stale.try_get_value() {
            Some(true) => self.begin(),
            Some(false) => self.is_resting.set_value(false),
            None => {}
        }
    }
}

/// Calls `reread` when an announcement has changed, this one or any, or may have while there was no connection. What
/// else has reasons to read anew keeps the same pace.
pub fn announcement_changes(only: Option<AnnouncementId>, reread: impl Fn() + Copy + Send + Sync + 'static) -> Pace {
    let pace = Pace::new(Callback::new(move |()| reread()));
    let live = use_live();
    live.listen(move |incoming| {
        if let Incoming::Event(Event::Announcements(Changed { announcement })) = incoming
            && only.is_none_or(|only| only == *announcement)
        {
            pace.soon();
        }
    });
    live.once_back(move || pace.soon());
    pace
}
