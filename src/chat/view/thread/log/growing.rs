//! What grows by itself: a picture whose sides nobody knew, or the composer under the log. Where the log stands at its
//! end, it goes on standing there.

use super::paging::Paging;
use crate::chat::view::rows::Row;
use leptos::prelude::*;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, ResizeObserver};

/// Lives as long as what is called by it.
struct Growth {
    observer: ResizeObserver,
    _grown: Closure<dyn Fn()>,
}

pub fn follow_growth(paging: Paging, shown: Memo<Vec<Row>>) {
    Effect::new(move |_| {
        let Some(log) = paging.log.get() else { return };
        let Some(growth) = Growth::new(paging).map(Rc::new) else { return };
        Effect::new(move |_| {
            shown.track();
            // The new rows are drawn by then.
            let (growth, log) = (Rc::clone(&growth), log.clone());
            request_animation_frame(move || growth.watch(&log));
        });
    });
}

impl Growth {
    fn new(paging: Paging) -> Option<Self> {
        let grown = Closure::<dyn Fn()>::new(move || stay_at_end(paging));
        let observer = ResizeObserver::new(grown.as_ref().unchecked_ref()).ok()?;
        Some(Self { observer, _grown: grown })
    }

    /// The log and what is in it just now.
    fn watch(&self, log: &Element) {
        self.observer.disconnect();
        self.observer.observe(log);
        let Ok(rows) = log.query_selector_all(":scope > *") else { return };
        for row in (0..rows.length()).filter_map(|place| rows.item(place)?.dyn_into::<Element>().ok()) {
            self.observer.observe(&row);
        }
    }
}

impl Drop for Growth {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

fn stay_at_end(paging: Paging) {
    let is_at_end = paging.open.is_at_end.try_get_untracked() == Some(true);
    // Whoever edits an older message has it before them, also when it grows.
    let is_editing = paging.open.editing.try_get_untracked() != Some(None);
    let has_newer = paging.open.thread.try_with_untracked(|thread| thread.has_newer) != Some(false);
    if is_at_end
        && !is_editing
        && !has_newer
        && let Some(log) = paging.log.try_get_untracked().flatten()
    {
        log.set_scroll_top(log.scroll_height());
    }
}
