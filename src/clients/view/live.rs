//! Keeping what a page shows of a client true.

use crate::clients::Event as ClientEvent;
use crate::ids::UserId;
use crate::live::event::{Event, Incoming};
use crate::live::use_live;
use leptos::prelude::*;

/// Calls `reread` whenever what is known of that client (of any whom one hears of, where it is none) has changed, or
/// may have while there was no connection.
pub fn client_changes(client: impl Into<Option<Signal<Option<UserId>>>>, reread: impl Fn(()) + Copy + 'static) {
    let (client, live) = (client.into(), use_live());
    live.listen(move |incoming| {
        if let Incoming::Event(Event::Clients(ClientEvent::Changed { client: changed })) = incoming
            && client.is_none_or(|client| client.try_get_untracked().flatten() == Some(*changed))
        {
            reread(());
        }
    });
    live.once_back(move || reread(()));
}
