//! What comes to a desk from elsewhere: another page of this browser has sent what lies on it, or the server refused
//! what left from it.

use super::desk::{Desk, Desks};
use super::kept;
use crate::chat::Begun;
use crate::error::AppError;
use crate::ids::ClientId;
use crate::live::event::{Answer, Incoming, Refusal};
use leptos::prelude::*;

impl Desks {
    /// Another page of this browser has changed what is kept.
    pub(super) fn follow_other_pages(self) {
        Effect::new(move |_| {
            let listener = window_event_listener(leptos::ev::storage, move |event| {
                let Some(key) = event.key() else { return };
                if let Some(desk) = self.find(|desk| kept::is_begun(&key, desk.chat.me, desk.room)) {
                    let read = |text: Option<String>| text.map(kept::read_begun).unwrap_or_default();
                    desk.follow(&read(event.old_value()), &read(event.new_value()));
                }
            });
            on_cleanup(move || listener.remove());
        });
    }

    pub(super) fn hear(self, incoming: &Incoming) {
        if let Incoming::Answer(Answer::Error(refusal)) = incoming
            && let Some(id) = refusal.id.as_ref().and_then(|id| id.parse::<ClientId>().ok())
            && let Some(desk) = self.find(|desk| desk.posted.with_value(|posted| is_that(posted.as_ref(), id)))
        {
            desk.take_back(id, refusal);
        }
    }
}

impl Desk {
    /// It was `before`, and another page made `after` of it. What was sent or removed there is gone here too; what this
    /// page made of it otherwise stays. Nothing is kept over what the other page keeps until something changes here.
    fn follow(self, before: &Begun, after: &Begun) {
        if !self.is_taken_up.get_untracked() {
            return;
        }
        let here = untrack(|| self.begun());
        let is_theirs = here.is_same(before) || self.taken_up.with_value(|taken_up| here.is_same(taken_up));
        let is_gone = *after == Begun::default();
        if is_gone && is_theirs && !here.is_waiting {
            self.uploads.clear();
            self.clear();
        } else if is_gone {
            self.uploads.lose(&before.files_gone(after));
            // Nothing of the other page's is kept by now: this is kept in its place.
            kept::keep_begun(self.chat.me, self.room, &untrack(|| self.begun()));
        }
        self.stored.set_value(untrack(|| self.begun()));
    }

    /// A message with files that was refused as it stands is here again, with the reason, unless something else is
    /// already: then it waits in the log.
    fn take_back(self, id: ClientId, refusal: &Refusal) {
        if refusal.code != "invalid" || !untrack(|| self.begun()).is_silent() {
            return;
        }
        let Some((_, begun)) = self.posted.try_update_value(Option::take).flatten() else { return };
        self.chat.arrived(id);
        self.text.set(begun.text);
        self.replying.set(begun.reply_to);
        self.urgent.set(begun.urgent);
        self.asking.set(begun.asking);
        self.uploads.restore(begun.files);
        self.refuse(AppError::invalid("attachments", &refusal.message));
    }

    /// Writes the words of a message that was refused once more, behind what is here.
    pub fn write_again(self, words: &str) {
        self.text.update(|text| {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(words);
        });
    }
}

fn is_that(posted: Option<&(ClientId, Begun)>, id: ClientId) -> bool {
    posted.is_some_and(|(posted, begun)| *posted == id && !begun.files.is_empty())
}
