//! What the parts of an open thread share.

use crate::chat::{Opened, Quote, Thread, find_first_reply};
use crate::files::Uploads;
use crate::ids::{MessageId, UserId};
use crate::time::Moment;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How long something said to the person stays.
const SAID: Duration = Duration::from_secs(6);

#[derive(Clone, Copy)]
pub struct OpenThread {
    pub thread: RwSignal<Thread>,
    /// Who is typing here.
    pub typing: RwSignal<Vec<UserId>>,
    /// When the other person of a room of two was here last.
    pub last_seen: Option<Moment>,
    /// The read position when the room was opened: what comes after it is new.
    pub fresh_after: i64,
    /// Whether the log begins where the new messages do, instead of at its end.
    pub begins_at_fresh: bool,
    /// Whether the newest message is in view.
    pub is_at_end: RwSignal<bool>,
    /// The greatest number that has been in view.
    pub seen: RwSignal<i64>,
    /// Whether the server has been asked what changed and has not answered yet.
    pub is_joining: StoredValue<bool>,
    /// Whether a page of history is on its way.
    pub is_loading: RwSignal<bool>,
    /// Rises to ask the log to go to its end.
    pub to_end: RwSignal<u32>,
    /// The number of the message that the log is to go to.
    pub wanted: RwSignal<Option<i64>>,
    /// The message that was asked for, while it stands out.
    pub found: RwSignal<Option<i64>>,
    /// The message that shows what can be done with it.
    pub active: RwSignal<Option<i64>>,
    pub replying: RwSignal<Option<Quote>>,
    /// Files that go with the next message.
    pub uploads: Uploads,
    pub editing: RwSignal<Option<MessageId>>,
    pub deleting: RwSignal<Option<MessageId>>,
    /// The message whose readers are asked for.
    pub asks_readers: RwSignal<Option<i64>>,
    /// The message of which it is asked who has confirmed it.
    pub asks_confirmed: RwSignal<Option<i64>>,
    /// What has just been done or has failed, in a few words.
    pub said: RwSignal<String>,
}

impl OpenThread {
    pub fn new(opened: Opened, me: UserId) -> Self {
        let unread = opened.thread.room.first_unread(me);
        Self {
            fresh_after: opened.thread.read_by(me),
            begins_at_fresh: unread.is_some() && opened.at.is_none(),
            is_at_end: RwSignal::new(unread.is_none() && opened.at.is_none()),
            thread: RwSignal::new(opened.thread),
            typing: RwSignal::default(),
            last_seen: opened.last_seen,
            seen: RwSignal::new(0),
            is_joining: StoredValue::new(false),
            is_loading: RwSignal::new(false),
            to_end: RwSignal::new(0),
            wanted: RwSignal::new(None),
            found: RwSignal::new(None),
            active: RwSignal::new(None),
            replying: RwSignal::new(None),
            uploads: Uploads::new(),
            editing: RwSignal::new(None),
            deleting: RwSignal::new(None),
            asks_readers: RwSignal::new(None),
            asks_confirmed: RwSignal::new(None),
            said: RwSignal::default(),
        }
    }

    pub fn has_newer(self) -> bool {
        self.thread.with_untracked(|thread| thread.has_newer)
    }

    pub fn want(self, number: i64) {
        self.wanted.set(Some(number));
    }

    pub fn activate(self, number: i64) {
        if self.active.get_untracked() != Some(number) {
            self.active.set(Some(number));
        }
    }

    pub fn reply_to(self, quote: Quote) {
        self.active.set(None);
        self.replying.set(Some(quote));
    }

    /// Tells the person, for a moment, and assistive technology.
    pub fn say(self, text: &str) {
        self.said.try_set(text.to_owned());
        set_timeout(
            move || {
                self.said.try_set(String::new());
            },
            SAID,
        );
    }

    pub fn show_first_reply(self, original: MessageId) {
        spawn_local(async move {
            match find_first_reply(original).await {
                Ok(number) => self.want(number),
                Err(error) => self.say(&error.to_string()),
            }
        });
    }
}
