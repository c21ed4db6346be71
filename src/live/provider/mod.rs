//! The browser's end of the bell wire: one socket a page, and everything on the page that listens to it.

#[cfg(feature = "hydrate")]
mod wire;

use super::event::{Answer, Event, Incoming};
use crate::accounts;
use crate::app::use_boot;
use crate::ids::UserId;
use crate::time::Moment;
#[cfg(feature = "hydrate")]
use crate::ui::once_alive;
use leptos::prelude::*;
use serde::Serialize;
use std::collections::{HashMap, HashSet};
use std::time::Duration;

/// What the server could not do is tried again after this.
const AGAIN_AFTER: Duration = Duration::from_secs(5);

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
    went: RwSignal<HashMap<UserId, Went>>,
    /// When this page was drawn, and whether something was told to this person before it could hear it.
    drawn_at: Moment,
    has_missed: StoredValue<bool>,
}

/// Somebody has gone while this page was open; `at` is none where they do not say when.
#[derive(Clone, Copy)]
struct Went {
    heard_at: Moment,
    at: Option<Moment>,
}

/// Provides the wire, and in a browser connects it. Call it once, where somebody is signed in.
pub fn provide_live() -> Live {
    let live = Live {
        connection: RwSignal::new(Connection::Connecting),
        online: RwSignal::default(),
        went: RwSignal::default(),
        drawn_at: use_boot().with_value(|boot| boot.now),
        has_missed: StoredValue::new(false),
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

    /// Calls `reread` whenever there is a connection again, and when the first one comes too late for what happened since
    /// the page was drawn: that was not heard.
    pub fn once_back(self, reread: impl Fn() + 'static) {
        Effect::new(move |was: Option<Connection>| {
            let is = self.connection.get();
            let was_deaf = match was {
                None | Some(Connection::Online) => false,
                Some(Connection::Connecting) => self.has_missed.get_value(),
                Some(Connection::Reconnecting | Connection::Offline) => true,
            };
            if is == Connection::Online && was_deaf {
                reread();
            }
            is
        });
    }

    /// Tries again in a moment what the server could not do, unless the connection is gone: a new one begins anew.
    pub fn in_a_moment(self, again: impl FnOnce() + 'static) {
        set_timeout(
            move || {
                if self.connection.try_get_untracked() == Some(Connection::Online) {
                    again();
                }
            },
            AGAIN_AFTER,
        );
    }

    /// Who is here is known while there is a connection.
    pub fn is_online(self, user: UserId) -> Signal<bool> {
        Signal::derive(move || !self.is_deaf() && self.online.with(|online| online.contains(&user)))
    }

    /// Whether the connection is gone, and nothing is heard of anybody.
    pub fn is_deaf(self) -> bool {
        matches!(self.connection.get(), Connection::Reconnecting | Connection::Offline)
    }

    /// When somebody was here last, where `known` was read at that moment; `None` where they do not say.
    pub fn last_seen(self, user: UserId, known: Option<Moment>, read_at: Moment) -> Option<Moment> {
        match self.went.with(|went| went.get(&user).copied()) {
            Some(went) if went.heard_at >= read_at => went.at,
            // What was read may be from before.
            Some(went) => known.map(|known| went.at.map_or(known, |at| at.max(known))),
            None => known,
        }
    }

    fn note_presence(self, incoming: &Incoming) {
        match incoming {
            Incoming::Answer(Answer::Authenticated { told_at, .. }) => {
                self.has_missed.set_value(*told_at >= self.drawn_at);
            }
            Incoming::Answer(Answer::Presence { online }) => {
                self.online.set(online.iter().copied().collect());
            }
            Incoming::Event(Event::Accounts(accounts::Event::CameOnline { user })) => {
                self.online.update(|online| {
                    online.insert(*user);
                });
            }
            Incoming::Event(Event::Accounts(accounts::Event::WentOffline { user, last_seen })) => {
                self.online.update(|online| {
                    online.remove(user);
                });
                self.went.update(|went| {
                    went.insert(*user, Went { heard_at: Moment::now(), at: *last_seen });
                });
            }
            _ => {}
        }
    }
}
