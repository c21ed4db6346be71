//! Keeping what a page shows of appointments true.

use crate::app::use_me;
use crate::appointments::Event::SettingsChanged;
use crate::live::event::{Event, Incoming};
use crate::live::use_live;

/// Calls `reread` whenever one of the person's appointments has changed, or may have while there was no connection.
/// What a client has booked stays when a practitioner receives at other hours.
pub fn changes(reread: impl Fn(()) + Copy + 'static) {
    let is_client = use_me().is_client();
    let live = use_live();
    live.listen(move |incoming| match incoming {
        Incoming::Event(Event::Appointments(SettingsChanged { user: Some(_) })) if is_client => {}
        Incoming::Event(Event::Appointments(_)) => reread(()),
        _ => {}
    });
    live.once_back(move || reread(()));
}

/// Calls `reread` whenever hours, types, holidays or deadlines may be others.
pub fn settings_changes(reread: impl Fn() + Copy + 'static) {
    let live = use_live();
    live.listen(move |incoming| {
        if let Incoming::Event(Event::Appointments(SettingsChanged { .. })) = incoming {
            reread();
        }
    });
    live.once_back(reread);
}
