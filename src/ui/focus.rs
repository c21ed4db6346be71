//! Where the focus goes when what has it goes: to what it was in. Without this it would be nowhere, the tabulator would
//! begin again at the top of the page, and a screen reader would fall silent.

use super::once_alive;
use leptos::prelude::*;
use std::cell::RefCell;
use std::iter::successors;
use std::thread::LocalKey;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, FocusOptions, HtmlElement, MutationObserver, MutationObserverInit};

/// What takes the focus in the place of something in it. Each says what it is.
const AROUND: &str = "main, section, dialog[open]";

thread_local! {
    /// What has the focus, and then what it is in, from the inside out; and the same as it was outside of dialogs.
    static FOCUSED: RefCell<Vec<Element>> = RefCell::default();
    static OUTSIDE: RefCell<Vec<Element>> = RefCell::default();
}

/// For as long as the page is open. Call it once.
pub fn keep_focus() {
    once_alive(|| {
        window_event_listener_untyped("focusin", |event| {
            let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
            let is_outside = target.closest("dialog").is_ok_and(|dialog| dialog.is_none());
            let path: Vec<Element> = successors(Some(target), |element| element.parent_element()).collect();
            if is_outside {
                OUTSIDE.set(path.clone());
            }
            FOCUSED.set(path);
        });
        // A dialog gives the focus back to what opened it, if that is still there. It says so without bubbling.
        let closed = Closure::<dyn Fn()>::new(|| settle(&OUTSIDE));
        document().add_event_listener_with_callback_and_bool("close", closed.as_ref().unchecked_ref(), true).ok();
        closed.forget();
        let changed = Closure::<dyn Fn()>::new(|| settle(&FOCUSED));
        if let (Ok(observer), Some(body)) = (MutationObserver::new(changed.as_ref().unchecked_ref()), document().body())
        {
            let options = MutationObserverInit::new();
            options.set_child_list(true);
            options.set_subtree(true);
            observer.observe_with_options(&body, &options).ok();
        }
        changed.forget();
    });
}

/// Where the first of these is gone, and nothing else has the focus, the next that is there takes it.
fn settle(path: &'static LocalKey<RefCell<Vec<Element>>>) {
    let is_gone = path.with_borrow(|path| path.first().is_some_and(|focused| !focused.is_connected()));
    let is_nowhere = document().active_element().is_none_or(|active| active.tag_name() == "BODY");
    if !is_gone || !is_nowhere {
        return;
    }
    // The next one to have the focus is noted while this goes on.
    let path = path.with_borrow(Vec::clone);
    let is_around = |element: &&Element| element.is_connected() && element.matches(AROUND).unwrap_or(false);
    let around = path.iter().find(is_around).cloned().or_else(|| document().get_element_by_id("main"));
    let Some(around) = around.and_then(|around| around.dyn_into::<HtmlElement>().ok()) else { return };
    if !around.has_attribute("tabindex") {
        around.set_tab_index(-1);
    }
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    around.focus_with_options(&options).ok();
}
