//! An alert that is being written or sent. What was written is kept on this device until it is sent, also where the
//! dialog is closed or the page is left meanwhile.

use super::use_board;
use crate::app::{paths, use_me};
use crate::emergencies::{Emergency, raise_emergency};
use crate::ids::{ClientId, UserId};
use crate::ui::{Attempt, KeptForm};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// After this the person is told that it takes long, and whom to call.
const PATIENCE: Duration = Duration::from_secs(6);

#[derive(Clone, Copy)]
pub struct Sending {
    pub text: RwSignal<String>,
    /// What was tried last, and under which key: the same words again are the same alert.
    tried: RwSignal<Option<(String, ClientId)>>,
    pub attempt: Attempt,
    pub is_slow: RwSignal<bool>,
}

/// What the browser keeps of it.
#[derive(Default, PartialEq, Serialize, Deserialize)]
struct Begun {
    text: String,
    tried: Option<(String, ClientId)>,
}

impl Sending {
    pub fn new(me: UserId) -> Self {
        let sending = Self {
            text: RwSignal::default(),
            tried: RwSignal::new(None),
            attempt: Attempt::default(),
            is_slow: RwSignal::new(false),
        };
        let begun = move || Begun { text: sending.text.get(), tried: sending.tried.get() };
        KeptForm::of(me, "emergency").follow(Begun::default(), begun, move |begun| {
            sending.text.set(begun.text);
            sending.tried.set(begun.tried);
        });
        sending
    }

    /// What sends it, closes the dialog, and leads to where it is talked about. Nothing while it is on its way.
    pub fn sender(self, open: RwSignal<bool>) -> Callback<()> {
        let (board, me, navigate) = (use_board(), use_me(), use_navigate());
        Callback::new(move |()| {
            if self.attempt.busy.get_untracked() {
                return;
            }
            let text = self.text.get_untracked();
            let tried = self.tried.get_untracked().filter(|(known, _)| *known == text);
            let key = tried.map_or_else(ClientId::new, |(_, key)| key);
            self.tried.set(Some((text.clone(), key)));
            self.is_slow.set(false);
            set_timeout(move || self.mark_slow(), PATIENCE);
            let (me, navigate) = (me.clone(), navigate.clone());
            self.attempt.start(raise_emergency(text, key), move |emergency: Emergency| {
                self.is_slow.try_set(false);
                self.text.try_set(String::new());
                self.tried.try_set(None);
                open.try_set(false);
                navigate(&paths::room(&me, emergency.room), NavigateOptions::default());
                board.put(emergency);
            });
        })
    }

    fn mark_slow(self) {
        if self.attempt.busy.try_get_untracked() == Some(true) {
            self.is_slow.try_set(true);
        }
    }
}
