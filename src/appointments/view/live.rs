//! Keeping what a page shows of appointments true.

use crate::app::use_me;
use crate::appointments::Event::SettingsChanged;
use crate::live::event::{Event, Incoming};
use crate::live::{Connection, use_live};
use leptos::prelude::*;

/// Calls `reread` whenever one of the person's appointments has changed, or may have while there was no connection.
/// What a client has booked stays when a practitioner receives at other hours.
pub fn changes(reread: impl Fn(()) + Copy + 'static) {
    let is_client = use_me().is_client();
    use_live().listen(move |incoming| match incoming {
        Incoming::Event(Event::Appointments(SettingsChanged { user: Some(_) })) if is_client => {}
        Incoming::Event(Event::Appointments(_)) => reread(()),
        _ => {}
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
