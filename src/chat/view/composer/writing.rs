//! What is being written in a room, and what becomes of it.

use super::asking::Asking;
use super::forms::Written;
use super::mentions::Mentions;
use super::{Input, has_keyboard};
use crate::chat::view::thread::OpenThread;
use crate::chat::view::{Chat, kept, use_chat};
use crate::chat::{Command, Draft, check_body};
use crate::files::Uploads;
use crate::ids::RoomId;
use crate::live::{Live, use_live};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// The others are told this often that somebody is still typing; their lease is 6 s.
const TYPING_EVERY: f64 = 3_000.0;

#[derive(Clone, Copy)]
pub struct Writing {
    room: RoomId,
    chat: Chat,
    live: Live,
    open: OpenThread,
    pub input: Input,
    /// In characters.
    pub length: RwSignal<usize>,
    /// Why it cannot be sent as it stands.
    pub error: RwSignal<Option<String>>,
    pub mentions: Mentions,
    pub uploads: Uploads,
    pub asking: Asking,
    /// Whether it is sent by itself once its files have arrived.
    pub is_waiting: RwSignal<bool>,
    /// Whether the next message is an emergency.
    pub urgent: RwSignal<bool>,
    typing_told_at: StoredValue<f64>,
}

impl Writing {
    pub fn new(room: RoomId) -> Self {
        let open = expect_context::<OpenThread>();
        let input = Input::new();
        Self {
            room,
            chat: use_chat(),
            live: use_live(),
            open,
            input,
            length: RwSignal::new(0),
            error: RwSignal::new(None),
            mentions: Mentions::new(open, input),
            uploads: open.uploads,
            asking: Asking::new(),
            is_waiting: RwSignal::new(false),
            urgent: RwSignal::new(false),
            typing_told_at: StoredValue::new(0.0),
        }
    }

    /// Takes up what was begun here, and is ready for the keys.
    pub fn begin(self) {
        Effect::new(move || {
            if let Some(input) = self.input.get() {
                // What was typed before the page came alive counts more than what was kept.
                if input.value().is_empty() {
                    input.set_value(&kept::text_of(self.chat.me, self.room));
                }
                self.length.set(input.value().chars().count());
                if has_keyboard() {
                    input.focus().ok();
                }
            }
        });
        Effect::new(move |_| {
            if self.open.replying.get().is_some()
                && let Some(input) = self.input.get()
            {
                input.focus().ok();
            }
        });
        Effect::new(move |_| {
            if self.is_waiting.get() && !self.uploads.is_busy() {
                self.send();
            }
        });
        on_cleanup(move || self.stop_typing());
    }

    pub fn changed(self) {
        let Some(input) = self.input.get_untracked() else { return };
        let text = input.value();
        kept::keep_text(self.chat.me, self.room, &text);
        self.length.set(text.chars().count());
        self.error.set(None);
        self.mentions.look();
        let now = now_millis();
        if text.is_empty() {
            self.stop_typing();
        } else if now - self.typing_told_at.get_value() > TYPING_EVERY {
            self.typing_told_at.set_value(now);
            self.live.send(&Command::StartTyping { room: self.room });
        }
    }

    /// An input that is removed while it has the focus still sends a last blur, when all of this is gone.
    pub fn stop_typing(self) {
        if self.typing_told_at.try_get_value().is_some_and(|told_at| told_at > 0.0) {
            self.typing_told_at.set_value(0.0);
            self.live.send(&Command::StopTyping { room: self.room });
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
        let Some(input) = self.input.get_untracked() else { return };
        if input.value().trim().is_empty() && self.uploads.is_empty() {
            return;
        }
        if self.uploads.has_failed() {
            return self.error.set(Some("A file was not uploaded. Try again, or take it out.".into()));
        }
        // What is on its way goes with the message: it is sent when that has arrived.
        self.is_waiting.set(self.uploads.is_busy());
        if self.uploads.is_busy() {
            return;
        }
        match self.draft(&input.value()) {
            Ok(draft) => {
                self.post(draft);
                self.clear();
            }
            Err(refusal) => self.error.set(Some(refusal.to_string())),
        }
        input.focus().ok();
    }

    pub fn post_form(self, (kind, payload): Written) {
        self.post(Draft { payload: Some(payload), ..Draft::new(self.room, kind, String::new()) });
    }

    /// Sends it as an answer to what is being replied to.
    fn post(self, draft: Draft) {
        let reply_to = self.open.replying.get_untracked().map(|quote| quote.id);
        self.open.replying.set(None);
        self.chat.post(Draft { reply_to, ..draft });
        self.open.to_end.update(|asked| *asked += 1);
    }

    fn draft(self, text: &str) -> crate::error::Result<Draft> {
        let files = self.uploads.ready();
        let body = check_body(&text.replace('\r', ""), !files.is_empty())?;
        let is_text = files.is_empty();
        let draft = if is_text { Draft::text(self.room, body) } else { Draft::of_files(self.room, body, &files) };
        let draft = self.asking.dress(draft)?;
        Ok(Draft { emergency: self.urgent.get_untracked().then_some(true), ..draft })
    }

    fn clear(self) {
        self.uploads.clear();
        self.asking.clear();
        self.urgent.set(false);
        if let Some(input) = self.input.get_untracked() {
            input.set_value("");
        }
        kept::keep_text(self.chat.me, self.room, "");
        self.length.set(0);
        self.typing_told_at.set_value(0.0);
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
