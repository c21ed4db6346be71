//! The input as it is written in. What is begun lies on the room's desk.

use super::mentions::Mentions;
use super::{Input, has_keyboard};
use crate::chat::Command;
use crate::chat::view::desk::{Desk, use_desk};
use crate::chat::view::thread::OpenThread;
use crate::chat::view::{kept, use_chat};
use crate::files::Uploads;
use crate::ids::{RoomId, UserId};
use crate::live::{Live, use_live};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// The others are told this often that somebody is still typing; their lease is 6 s.
const TYPING_EVERY: f64 = 3_000.0;

#[derive(Clone, Copy)]
pub struct Writing {
    pub desk: Desk,
    me: UserId,
    live: Live,
    open: OpenThread,
    pub input: Input,
    /// In characters.
    pub length: Memo<usize>,
    pub mentions: Mentions,
    typing_told_at: StoredValue<f64>,
}

impl Writing {
    pub fn new(room: RoomId) -> Self {
        let open = expect_context::<OpenThread>();
        let (desk, input) = (use_desk(room), Input::new());
        Self {
            desk,
            me: use_chat().me,
            live: use_live(),
            open,
            input,
            length: Memo::new(move |_| desk.text.with(|text| text.chars().count())),
            mentions: Mentions::new(open, input),
            typing_told_at: StoredValue::new(0.0),
        }
    }

    /// Those of the desk, with the inputs of this view.
    pub fn uploads(self) -> Uploads {
        self.open.uploads
    }

    /// Takes up what was begun here, and is ready for the keys.
    pub fn begin(self) {
        self.desk.show();
        self.show_text();
        self.follow_replies();
        // What has left from here is shown where the log ends.
        Effect::new(move |before: Option<u32>| {
            let sent = self.desk.sent.get();
            if before.is_some_and(|before| before != sent) {
                self.typing_told_at.set_value(0.0);
                self.open.to_end.update(|asked| *asked += 1);
            }
            sent
        });
        on_cleanup(move || self.stop_typing());
    }

    /// The input shows what is on the desk; the first time it takes that up from the browser.
    fn show_text(self) {
        Effect::new(move |is_ready: Option<bool>| {
            let Some(input) = self.input.get() else { return false };
            self.desk.take_up(&input.value());
            let text = self.desk.text.get();
            if input.value() != text {
                input.set_value(&text);
            }
            if is_ready != Some(true) {
                if has_keyboard() {
                    input.focus().ok();
                }
                self.reopen_edit();
            }
            true
        });
    }

    /// A message that was being edited here goes on being edited.
    fn reopen_edit(self) {
        let edited = self.open.thread.with_untracked(|thread| {
            let own = thread.messages.iter().rev().filter(|message| message.is_by(self.me));
            own.filter(|message| message.deleted_at.is_none())
                .map(|message| message.id)
                .find(|id| kept::edit_of(self.me, *id).is_some())
        });
        if edited.is_some() {
            self.open.editing.set(edited);
        }
    }

    /// Whoever chooses to reply begins to write.
    fn follow_replies(self) {
        Effect::new(move |before: Option<()>| {
            let is_replying = self.open.replying.with(Option::is_some);
            if before.is_some()
                && is_replying
                && let Some(input) = self.input.get_untracked()
            {
                input.focus().ok();
            }
        });
    }

    pub fn changed(self) {
        let Some(input) = self.input.get_untracked() else { return };
        let text = input.value();
        let is_empty = text.is_empty();
        self.desk.text.set(text);
        self.desk.error.set(None);
        self.desk.hold();
        self.mentions.look();
        let now = now_millis();
        if is_empty {
            self.stop_typing();
        } else if now - self.typing_told_at.get_value() > TYPING_EVERY {
            self.typing_told_at.set_value(now);
            self.live.send(&Command::StartTyping { room: self.desk.room });
        }
    }

    /// An input that is removed while it has the focus still sends a last blur, when all of this is gone.
    pub fn stop_typing(self) {
        if self.typing_told_at.try_get_value().is_some_and(|told_at| told_at > 0.0) {
            self.typing_told_at.set_value(0.0);
            self.live.send(&Command::StopTyping { room: self.desk.room });
        }
    }

    pub fn key(self, event: &KeyboardEvent) {
        if self.mentions.takes(event) {
            event.prevent_default();
            self.changed();
        } else if event.key() == "Enter" && !event.shift_key() && !event.is_composing() {
            event.prevent_default();
            self.send();
        } else if event.key() == "Escape" {
            self.open.replying.set(None);
        }
    }

    pub fn send(self) {
        self.desk.send();
        if let Some(input) = self.input.get_untracked() {
            input.focus().ok();
        }
    }
}

#[cfg(feature = "hydrate")]
fn now_millis() -> f64 {
    js_sys::Date::now()
}

#[cfg(not(feature = "hydrate"))]
fn now_millis() -> f64 {
    0.0
}
