//! Changes of hours that are not saved yet. The router has no way to hold a navigation, and the browser none to hold
//! *Back*: so within the site nobody is asked, but the changes are kept in this tab and are there again on return, also
//! after a reload. Whoever closes the tab while they are on the page is asked, since with it they would be gone.

use super::form::HoursForm;
use crate::ids::UserId;
use crate::ui::tab_storage;
use leptos::ev::beforeunload;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What was typed, and what was saved when it was begun.
#[derive(Clone, Serialize, Deserialize)]
pub struct Draft {
    pub base: HoursForm,
    pub form: HoursForm,
}

/// Who is changing whose hours.
#[derive(Clone, Copy)]
pub struct Whose {
    pub editor: UserId,
    pub practitioner: UserId,
}

impl Whose {
    fn key(self) -> String {
        format!("attend.hours.{}.{}", self.editor, self.practitioner)
    }
}

pub fn draft_of(whose: Whose) -> Option<Draft> {
    crate::ui::read_json(&tab_storage()?.get_item(&whose.key()).ok().flatten()?).ok()
}

pub fn keep_draft(whose: Whose, draft: &Draft) {
    if let (Some(storage), Ok(text)) = (tab_storage(), serde_json::to_string(draft)) {
        storage.set_item(&whose.key(), &text).ok();
    }
}

pub fn drop_draft(whose: Whose) {
    if let Some(storage) = tab_storage() {
        storage.remove_item(&whose.key()).ok();
    }
}

/// Asks before the page is closed, for as long as it is there.
pub fn ask_before_unload(is_changed: impl Fn() -> bool + Copy + 'static) {
    Effect::new(move |_| {
        let listener = window_event_listener(beforeunload, move |event| {
            if is_changed() {
                event.prevent_default();
            }
        });
        on_cleanup(move || listener.remove());
    });
}
