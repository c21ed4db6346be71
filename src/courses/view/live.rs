//! Keeping what a page shows of courses true.

use crate::live::event::{Event, Incoming};
use crate::live::use_live;

/// Calls `reread` whenever one of the person's courses has changed, or may have while there was no connection.
pub fn course_changes(reread: impl Fn() + Copy + 'static) {
    let live = use_live();
    live.listen(move |incoming| {
        if let Incoming::Event(Event::Courses(_)) = incoming {
            reread();
        }
    });
    live.once_back(reread);
}
