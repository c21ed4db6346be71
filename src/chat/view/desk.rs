//! What a person has begun in a room. It belongs to their time on the page, not to the room that is open: while they
//! are elsewhere its files go on, and a message that waits for them is sent when they have arrived.

use super::{Chat, kept};
use crate::accounts::Me;
use crate::app::{paths, use_me_signal};
use crate::chat::{Begun, Draft, MessageKind, Quote};
use crate::error::AppError;
use crate::files::Uploads;
use crate::ids::{ClientId, RoomId};
use crate::live::use_live;
use crate::ui::{Toast, Toasts};
use leptos::prelude::*;
use serde_json::Value;
use std::collections::HashMap;

#[derive(Clone, Copy)]
pub struct Desks {
    chat: Chat,
    /// What each desk lives as long as.
    owner: StoredValue<Option<WeakOwner>>,
    known: StoredValue<HashMap<RoomId, Desk>>,
}

#[derive(Clone, Copy)]
pub struct Desk {
    pub room: RoomId,
    pub text: RwSignal<String>,
    pub replying: RwSignal<Option<Quote>>,
    /// Whether the message is an emergency.
    pub urgent: RwSignal<bool>,
    /// Where all are asked to confirm it, the deadline as it was typed, which may be empty.
    pub asking: RwSignal<Option<String>>,
    pub uploads: Uploads,
    /// Whether it is sent by itself once its files have arrived.
    pub is_waiting: RwSignal<bool>,
    /// Whether somebody wrote on while it was waiting, and has it still to send.
    pub is_held: RwSignal<bool>,
    /// Why it cannot be sent as it stands.
    pub error: RwSignal<Option<AppError>>,
    /// Rises with each message that leaves from here.
    pub sent: RwSignal<u32>,
    pub(super) chat: Chat,
    me: RwSignal<Me>,
    /// Whether what the browser kept is here; until then nothing is kept over it.
    pub(super) is_taken_up: RwSignal<bool>,
    /// What it kept then.
    pub(super) taken_up: StoredValue<Begun>,
    /// What it keeps, as far as this page has a part in that.
    pub(super) stored: StoredValue<Begun>,
    /// What left from here last.
    pub(super) posted: StoredValue<Option<(ClientId, Begun)>>,
    /// How many views show it.
    views: StoredValue<u32>,
    toasts: Option<Toasts>,
    on_toast: Callback<()>,
}

/// Call it once, where somebody is signed in.
pub fn provide_desks(chat: Chat) {
    let owner = StoredValue::new(Owner::current().as_ref().map(Owner::downgrade));
    Effect::new(|_| kept::drop_what_is_over());
    let desks = Desks { chat, owner, known: StoredValue::default() };
    provide_context(desks);
    desks.follow_other_pages();
    use_live().listen(move |incoming| desks.hear(incoming));
}

/// What was begun in this room; it is the same one whenever the room is opened.
pub fn use_desk(room: RoomId) -> Desk {
    let desks = expect_context::<Desks>();
    if let Some(desk) = desks.known.with_value(|known| known.get(&room).copied()) {
        return desk;
    }
    let make = || Desk::new(desks.chat, room);
    let owner = desks.owner.get_value().and_then(|owner| owner.upgrade());
    let desk = owner.map_or_else(make, |owner| owner.with(make));
    desks.known.update_value(|known| {
        known.insert(room, desk);
    });
    desk
}

impl Desks {
    pub(super) fn find(self, is_it: impl Fn(&Desk) -> bool) -> Option<Desk> {
        self.known.try_with_value(|known| known.values().find(|desk| is_it(desk)).copied()).flatten()
    }

    /// Nothing that was begun is wanted any more.
    pub fn clear(self) {
        let desks: Vec<Desk> = self.known.with_value(|known| known.values().copied().collect());
        for desk in desks {
            desk.uploads.clear();
            desk.clear();
        }
    }
}

impl Desk {
    fn new(chat: Chat, room: RoomId) -> Self {
        let desk = Self {
            room,
            text: RwSignal::default(),
            replying: RwSignal::new(None),
            urgent: RwSignal::new(false),
            asking: RwSignal::new(None),
            uploads: Uploads::new(),
            is_waiting: RwSignal::new(false),
            is_held: RwSignal::new(false),
            error: RwSignal::new(None),
            sent: RwSignal::new(0),
            chat,
            me: use_me_signal(),
            is_taken_up: RwSignal::new(false),
            taken_up: StoredValue::default(),
            stored: StoredValue::default(),
            posted: StoredValue::new(None),
            views: StoredValue::new(0),
            toasts: use_context(),
            on_toast: Callback::new(|()| {}),
        };
        desk.keep_what_changes();
        Effect::new(move |_| {
            if desk.is_waiting.get() && !desk.uploads.is_busy() {
                untrack(|| desk.send());
            }
        });
        desk
    }

    /// Takes up what the browser kept, once. What was typed before the page came alive counts more.
    pub fn take_up(self, typed: &str) {
        if self.is_taken_up.get_untracked() {
            return;
        }
        let begun = kept::begun_of(self.chat.me, self.room);
        self.taken_up.set_value(begun.clone());
        self.stored.set_value(begun.clone());
        self.text.set(if typed.is_empty() { begun.text } else { typed.to_owned() });
        self.replying.set(begun.reply_to);
        self.urgent.set(begun.urgent);
        self.asking.set(begun.asking);
        self.uploads.restore(begun.files);
        // Whoever writes again already is not done.
        self.is_waiting.set(begun.is_waiting && typed.is_empty());
        self.is_taken_up.set(true);
    }

    /// It is shown for as long as what calls this is there.
    pub fn show(self) {
        self.views.update_value(|views| *views += 1);
        on_cleanup(move || {
            self.views.try_update_value(|views| *views -= 1);
        });
    }

    /// Sends what is here, or has it wait for its files; what is urgent and has words waits for none, and they follow.
    /// What cannot be sent stays, with the reason.
    pub fn send(self) {
        self.is_held.set(false);
        let begun = untrack(|| self.begun());
        if begun.is_silent() {
            return self.is_waiting.set(false);
        }
        let goes_ahead = begun.goes_ahead();
        if !goes_ahead && let Some(why) = untrack(|| self.uploads.show_failed()) {
            return self.refuse(AppError::invalid("attachments", &why));
        }
        let (files, is_busy) = untrack(|| (self.uploads.ready(), self.uploads.is_busy()));
        let waits = is_busy && !goes_ahead;
        let zone = self.me.with_untracked(|me| me.time_zone.clone());
        match begun.draft(self.room, &files, waits, &zone) {
            Err(why) => self.refuse(why),
            Ok(_) if waits => {
                self.error.set(None);
                self.is_waiting.set(true);
            }
            Ok(draft) => {
                self.posted.set_value(Some((draft.client_id, begun.with(files))));
                self.post(draft);
                self.clear();
            }
        }
    }

    /// What is still being written leaves when it is sent, not when a file arrives.
    pub fn hold(self) {
        if self.is_waiting.get_untracked() {
            self.is_waiting.set(false);
            self.is_held.set(true);
        }
    }

    /// Sends a form as an answer to what is being replied to; what else is here stays.
    pub fn post_form(self, kind: MessageKind, payload: Value) {
        let reply_to = self.replying.get_untracked().map(|quote| quote.id);
        self.replying.set(None);
        self.post(Draft { payload: Some(payload), reply_to, ..Draft::new(self.room, kind, String::new()) });
    }

    fn post(self, draft: Draft) {
        self.chat.post(draft);
        self.sent.update(|sent| *sent += 1);
    }

    /// What has left is here no more. Files that stay behind follow as a message of their own.
    pub(super) fn clear(self) {
        self.uploads.leave();
        self.is_waiting.set(untrack(|| !self.uploads.is_empty()));
        self.text.set(String::new());
        self.replying.set(None);
        self.urgent.set(false);
        self.asking.set(None);
        self.is_held.set(false);
        self.error.set(None);
    }

    /// Whoever has gone elsewhere is told where it waits for them.
    pub(super) fn refuse(self, why: AppError) {
        self.is_waiting.set(false);
        if let Some(toasts) = self.toasts.filter(|_| self.views.get_value() == 0) {
            toasts.show(Toast {
                key: format!("begun-{}", self.room),
                title: "Your message was not sent".to_owned(),
                body: why.to_string(),
                link: self.me.with_untracked(|me| paths::room(me, self.room)),
                on_open: self.on_toast,
            });
        }
        self.error.set(Some(why));
    }

    pub(super) fn begun(self) -> Begun {
        Begun {
            text: self.text.get(),
            reply_to: self.replying.get(),
            urgent: self.urgent.get(),
            asking: self.asking.get(),
            files: self.uploads.kept(),
            is_waiting: self.is_waiting.get(),
        }
    }

    fn keep_what_changes(self) {
        let begun = Memo::new(move |_| self.begun());
        Effect::new(move |_| {
            let is_taken_up = self.is_taken_up.get();
            begun.with(|begun| {
                if is_taken_up && self.stored.with_value(|stored| stored != begun) {
                    kept::keep_begun(self.chat.me, self.room, begun);
                    self.stored.set_value(begun.clone());
                }
            });
        });
    }
}
