//! What the parts of an open thread share.

use super::names::Names;
use crate::chat::view::desk::use_desk;
use crate::chat::{Message, Opened, Page, Place, Quote, Thread, find_first_reply, read_history};
use crate::error::Result;
use crate::files::Uploads;
use crate::ids::{MessageId, RoomId, UserId};
use crate::time::Moment;
use crate::ui::Questions;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How long something said to the person stays.
const SAID: Duration = Duration::from_secs(6);
/// How often a page of history is read that changes while it is on its way.
const PAGE_TRIES: u32 = 3;

#[derive(Clone, Copy)]
pub struct OpenThread {
    pub me: UserId,
    pub thread: RwSignal<Thread>,
    /// Who is typing here.
    pub typing: RwSignal<Vec<UserId>>,
    /// When the other person of a room of two was here last.
    pub last_seen: Option<Moment>,
    pub opened_at: Moment,
    /// The read position when the room was opened: what comes after it is new. Beyond all numbers where nothing was
    /// unread then: what comes while one is here is not set apart.
    pub fresh_after: i64,
    /// Whether the log begins where the new messages do, instead of at its end.
    pub begins_at_fresh: bool,
    /// Whether the newest message is in view.
    pub is_at_end: RwSignal<bool>,
    /// The greatest number that has been in view.
    pub seen: RwSignal<i64>,
    /// The numbers of the messages that have changed or were replied to, as it was heard.
    touched: StoredValue<Vec<i64>>,
    /// Whether the server has been asked what changed and has not answered yet.
    pub is_joining: StoredValue<bool>,
    /// The names of those who are mentioned here, in a crowd.
    pub mentioned: RwSignal<Vec<String>>,
    /// The names that were asked for.
    pub names: Names,
    /// Whether all others may have come further since it was asked how far they are, in a crowd.
    pub is_outrun: RwSignal<bool>,
    /// Rises to ask the log to go to its end.
    pub to_end: RwSignal<u32>,
    /// The number of the message that the log is to go to.
    pub wanted: RwSignal<Option<i64>>,
    /// The message that was asked for, while it stands out.
    pub found: RwSignal<Option<i64>>,
    /// Each stands out for its own time.
    pub marks: Questions,
    /// The message that shows what can be done with it.
    pub active: RwSignal<Option<i64>>,
    /// The message that has the focus since a link led to it. What can be done with it would lie over the message above,
    /// and is shown once somebody goes on from there.
    pub led_to: StoredValue<Option<i64>>,
    pub replying: RwSignal<Option<Quote>>,
    /// Files that go with the next message.
    pub uploads: Uploads,
    pub editing: RwSignal<Option<MessageId>>,
    pub deleting: RwSignal<Option<MessageId>>,
    /// The message whose readers are asked for.
    pub asks_readers: RwSignal<Option<i64>>,
    /// The message of which it is asked who has confirmed it.
    pub asks_confirmed: RwSignal<Option<i64>>,
    /// The message of which it is asked what it said before.
    pub asks_earlier: RwSignal<Option<MessageId>>,
    /// What has just been done or has failed, in a few words.
    pub said: RwSignal<String>,
}

impl OpenThread {
    pub fn new(opened: Opened, me: UserId) -> Self {
        let unread = opened.thread.room.first_unread(me);
        let desk = use_desk(opened.thread.room.id);
        Self {
            me,
            fresh_after: unread.map_or(i64::MAX, |_| opened.thread.read_by(me)),
            begins_at_fresh: unread.is_some() && opened.at.is_none(),
            is_at_end: RwSignal::new(unread.is_none() && opened.at.is_none()),
            thread: RwSignal::new(opened.thread),
            typing: RwSignal::default(),
            last_seen: opened.last_seen,
            opened_at: Moment::now(),
            seen: RwSignal::new(0),
            touched: StoredValue::default(),
            is_joining: StoredValue::new(false),
            mentioned: RwSignal::default(),
            names: Names::default(),
            is_outrun: RwSignal::new(false),
            to_end: RwSignal::new(0),
            wanted: RwSignal::new(None),
            found: RwSignal::new(None),
            marks: Questions::default(),
            active: RwSignal::new(None),
            led_to: StoredValue::new(None),
            replying: desk.replying,
            uploads: desk.uploads.in_view(),
            editing: RwSignal::new(None),
            deleting: RwSignal::new(None),
            asks_readers: RwSignal::new(None),
            asks_confirmed: RwSignal::new(None),
            asks_earlier: RwSignal::new(None),
            said: RwSignal::default(),
        }
    }

    /// Whether one is where the next message will be.
    pub fn stands_at_end(self) -> bool {
        self.is_at_end.try_get_untracked() == Some(true) && !self.has_newer()
    }

    pub fn has_newer(self) -> bool {
        self.thread.with_untracked(|thread| thread.has_newer)
    }

    /// Who may be meant by an `@` in a text. Follows what is told of them where there is one.
    pub fn names_in(self, text: &str) -> Vec<String> {
        let mut names = self.thread.with_untracked(|thread| thread.room.names());
        if text.contains('@') {
            names.extend(self.mentioned.get());
        }
        names
    }

    /// A part of the history. What is heard of it while it is on its way may be missing in it: it is read again then, a
    /// few times at most, since where a crowd is at it there is always something.
    pub async fn read_page(self, room: RoomId, place: Place) -> Result<Page> {
        let mut tries = 1..PAGE_TRIES;
        loop {
            let heard = self.touched.try_with_value(Vec::len).unwrap_or(0);
            let page = read_history(room, place).await?;
            let is_outdated = |touched: &Vec<i64>| touched[heard..].iter().any(|number| page.has(*number));
            if self.touched.try_with_value(is_outdated) != Some(true) || tries.next().is_none() {
                return Ok(page);
            }
        }
    }

    /// What was heard of a message concerns itself, unless it is new, and what it replies to.
    pub fn touch(self, message: &Message, is_new: bool) {
        let original = message.reply_to.as_ref().map(|quote| quote.number);
        let touched = original.into_iter().chain((!is_new).then_some(message.number));
        self.touched.update_value(|numbers| numbers.extend(touched));
    }

    pub fn want(self, number: i64) {
        self.wanted.set(Some(number));
    }

    pub fn activate(self, number: i64) {
        if self.active.get_untracked() != Some(number) {
            self.active.set(Some(number));
        }
    }

    /// The focus has come to a message, or to something in it.
    pub fn note_focus(self, number: i64, is_on_itself: bool) {
        if is_on_itself && self.led_to.try_get_value() == Some(Some(number)) {
            return;
        }
        self.led_to.set_value(None);
        self.activate(number);
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
