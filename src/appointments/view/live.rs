//! Keeping what a page shows of appointments true.

use crate::appointments::Event::SettingsChanged;
use crate::live::event::{Event, Incoming};
use crate::live::{Connection, use_live};
use leptos::prelude::*;

/// Calls `reread` whenever one of the person's appointments has changed, or may have while there was no connection.
pub fn changes(reread: impl Fn(()) + Copy + 'static) {
    use_live().listen(move |incoming| {
        if let Incoming::Event(Event::Appointments(_)) = incoming {
            reread(());
        }
    });
    once_back(move || reread(()));
}

/// Calls `reread` whenever hours, types, holidays or deadlines may be others.
pub fn settings_changes(reread: impl Fn() + Copy + 'static) {
    use_live().listen(move |incoming| {
        if let Incoming::Event(Event::Appointments(SettingsChanged { .. })) = incoming {
            reread();
        }
    });
    once_back(reread);
}

/// What happened while there was no connection was not heard.
fn once_back(reread: impl Fn() + Copy + 'static) {
    let live = use_live();
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
