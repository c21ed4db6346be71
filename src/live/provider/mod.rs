//! The browser's end of the bell wire: one socket a page, and everything on the page that listens to it.

#[cfg(feature = "hydrate")]
mod wire;

use super::event::{Answer, Event, Incoming};
use crate::accounts;
use crate::ids::UserId;
use crate::time::Moment;
#[cfg(feature = "hydrate")]
use crate::ui::once_alive;
use leptos::prelude::*;
use serde::Serialize;
use std::collections::{HashMap, HashSet};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connection {
    /// The page has just been drawn.
    Connecting,
    Online,
    Reconnecting,
    Offline,
}

/// A handle to the wire; it outlives pages, and they clean up after themselves.
#[derive(Clone, Copy)]
pub struct Live {
    pub connection: RwSignal<Connection>,
    online: RwSignal<HashSet<UserId>>,
    last_seen: RwSignal<HashMap<UserId, Option<Moment>>>,
}

/// Provides the wire, and in a browser connects it. Call it once, where somebody is signed in.
pub fn provide_live() -> Live {
    let live = Live {
        connection: RwSignal::new(Connection::Connecting),
        online: RwSignal::default(),
        last_seen: RwSignal::default(),
    };
    provide_context(live);
    live.listen(move |incoming| live.note_presence(incoming));
    #[cfg(feature = "hydrate")]
    once_alive(move || wire::connect(live.connection));
    live
}

pub fn use_live() -> Live {
    expect_context()
}

impl Live {
    /// Sends a frame; false where there is no connection to send it on.
    #[cfg_attr(not(feature = "hydrate"), allow(unused_variables))]
    pub fn send(self, frame: &impl Serialize) -> bool {
        #[cfg(feature = "hydrate")]
        return wire::send(frame);
        #[cfg(not(feature = "hydrate"))]
        false
    }

    /// Hears every frame until the component that listens is gone.
    #[cfg_attr(not(feature = "hydrate"), allow(unused_variables))]
    pub fn listen(self, hear: impl Fn(&Incoming) + 'static) {
        #[cfg(feature = "hydrate")]
        {
            let ticket = wire::listen(hear);
            on_cleanup(move || wire::unlisten(ticket));
        }
    }

    /// Calls `reread` whenever there is a connection again: what happened meanwhile was not heard.
    pub fn once_back(self, reread: impl Fn() + 'static) {
        Effect::new(move |was: Option<Connection>| {
            let is = self.connection.get();
            let was_away = was.is_some_and(|was| !matches!(was, Connection::Connecting | Connection::Online));
            if is == Connection::Online && was_away {
                reread();
            }
            is
        });
    }

    pub fn is_online(self, user: UserId) -> Signal<bool> {
        let online = self.online;
        Signal::derive(move || online.with(|online| online.contains(&user)))
    }

    /// When somebody went while this page was open, where they went at all; `Some(None)` where they do not say.
    pub fn went_at(self, user: UserId) -> Option<Option<Moment>> {
        self.last_seen.with(|seen| seen.get(&user).copied())
    }

    fn note_presence(self, incoming: &Incoming) {
        match incoming {
            Incoming::Answer(Answer::Presence { online }) => self.online.set(online.iter().copied().collect()),
            Incoming::Event(Event::Accounts(accounts::Event::CameOnline { user })) => {
                self.online.update(|online| {
                    online.insert(*user);
                });
            }
            Incoming::Event(Event::Accounts(accounts::Event::WentOffline { user, last_seen })) => {
                self.online.update(|online| {
                    online.remove(user);
                });
                self.last_seen.update(|seen| {
                    seen.insert(*user, *last_seen);
                });
            }
            _ => {}
        }
    }
}
