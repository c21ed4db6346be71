//! Bringing what has just come, or changed, before the eyes.

use leptos::prelude::request_animation_frame;
use web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Scrolls no further than it takes to see all of it, once the page around it is drawn.
pub fn bring_into_view(part: &Element) {
    let part = part.clone();
    request_animation_frame(move || {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        part.scroll_into_view_with_scroll_into_view_options(&options);
    });
}
