//! Changes of hours that are not saved yet. The router has no way to hold a navigation, and the browser none to hold
//! *Back*: so within the site nobody is asked, but the changes are kept and are there again on return. Whoever closes
//! the tab is asked, since with it they would be gone.

use super::form::HoursForm;
use crate::ids::UserId;
use leptos::ev::beforeunload;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

/// What was typed, and what was saved when it was begun.
#[derive(Clone)]
pub struct Draft {
    pub base: HoursForm,
    pub form: HoursForm,
}

// Of whoever sits at this browser, by practitioner. Nothing on a server puts anything in here.
thread_local! {
    static DRAFTS: RefCell<HashMap<UserId, Draft>> = RefCell::default();
    static ASKS: Cell<bool> = const { Cell::new(false) };
}

pub fn draft_of(practitioner: UserId) -> Option<Draft> {
    DRAFTS.with_borrow(|drafts| drafts.get(&practitioner).cloned())
}

pub fn keep_draft(practitioner: UserId, draft: Draft) {
    DRAFTS.with_borrow_mut(|drafts| drafts.insert(practitioner, draft));
    if !ASKS.replace(true) {
        ask_before_unload();
    }
}

pub fn drop_draft(practitioner: UserId) {
    DRAFTS.with_borrow_mut(|drafts| drafts.remove(&practitioner));
}

/// For as long as the tab is there: a draft outlasts its page.
fn ask_before_unload() {
    // The handle only serves to end it.
    let _ = window_event_listener(beforeunload, |event| {
        if DRAFTS.with_borrow(|drafts| !drafts.is_empty()) {
            event.prevent_default();
        }
    });
}
