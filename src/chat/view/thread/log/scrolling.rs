//! Where the log stands: at its end while one reads there, still while pages come in around it, at a message that is
//! asked for.

use super::going::{Goal, Going};
use super::paging::{End, Paging};
use crate::chat::view::rows::Row;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use std::time::Duration;
use web_sys::{Element, HtmlElement};

/// Pixels from the end within which one is at the end, and from either end within which more messages are fetched.
const AT_END: i32 = 80;
const NEAR: i32 = 600;
/// How long a message that was asked for stands out.
const FOUND: Duration = Duration::from_secs(3);

pub type LogRef = NodeRef<html::Div>;

/// To the end with each new row while one is there, and to whatever is asked for.
pub fn keep_place(paging: Paging, going: Going, shown: Memo<Vec<Row>>) {
    let (open, log) = (paging.open, paging.log);
    Effect::new(move |_| {
        shown.track();
        open.typing.track();
        if log.get().is_some() {
            if open.stands_at_end() {
                scroll_to_end(log);
            }
            request_animation_frame(move || look(paging));
        }
    });
    Effect::new(move |_| {
        if open.to_end.get() > 0 {
            going.go(Goal::Newest);
        }
    });
    Effect::new(move |_| {
        if let (Some(number), Some(_)) = (open.wanted.get(), log.get()) {
            open.wanted.set(None);
            going.go(Goal::Message(number));
        }
    });
}

/// What the place in the log says: whether it is the end, how far has been seen, whether more is needed.
pub fn look(paging: Paging) {
    let open = paging.open;
    let Some(log) = paging.log.try_get_untracked().flatten() else { return };
    let below = log.scroll_height() - log.scroll_top() - log.client_height();
    let is_at_end = below < AT_END && !open.has_newer();
    if open.is_at_end.get_untracked() != is_at_end {
        open.is_at_end.set(is_at_end);
    }
    if let Some(seen) = last_in_view(&log).filter(|seen| *seen > open.seen.get_untracked()) {
        open.seen.set(seen);
    }
    if log.scroll_top() < NEAR {
        paging.want(End::Older);
    }
    if below < NEAR {
        paging.want(End::Newer);
    }
}

/// What is in view stays where it is, whatever `change` puts above it or takes away; whoever is at the end stays there,
/// also where they have just been sent to it.
pub fn hold_view(paging: Paging, log: &HtmlElement, change: impl FnOnce()) {
    let anchor = first_in_view(log).map(|(number, message)| (number, top_of(&message)));
    change();
    let log = log.clone();
    request_animation_frame(move || {
        if paging.open.stands_at_end() {
            log.set_scroll_top(log.scroll_height());
        } else if let Some((number, top)) = anchor
            && let Some(message) = find(&log, number)
        {
            #[allow(clippy::cast_possible_truncation)]
            log.set_scroll_top(log.scroll_top() + (top_of(&message) - top).round() as i32);
        }
    });
}

/// A message that was asked for stands in the middle of the log, and out for a while.
pub fn stand_at(paging: Paging, number: i64) {
    let (open, log) = (paging.open, paging.log);
    open.is_at_end.try_set(false);
    open.found.try_set(Some(number));
    let mark = open.marks.ask();
    request_animation_frame(move || {
        if let Some(log) = log.try_get_untracked().flatten()
            && let Some(message) = find(&log, number)
        {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Center);
            message.scroll_into_view_with_scroll_into_view_options(&options);
            open.led_to.try_set_value(Some(number));
            message.dyn_ref::<HtmlElement>().map(HtmlElement::focus);
        }
        look(paging);
    });
    set_timeout(
        move || {
            if mark.is_last() {
                open.found.try_set(None);
            }
        },
        FOUND,
    );
}

pub fn stand_at_end(paging: Paging) {
    paging.open.is_at_end.try_set(true);
    scroll_to_end(paging.log);
}

pub fn scroll_to_end(log: LogRef) {
    request_animation_frame(move || {
        // The room may have been left before this frame.
        if let Some(log) = log.try_get_untracked().flatten() {
            log.set_scroll_top(log.scroll_height());
        }
    });
}

/// The line above what was unread comes to the top.
pub fn scroll_to_fresh(log: LogRef) {
    request_animation_frame(move || {
        if let Some(log) = log.try_get_untracked().flatten()
            && let Ok(Some(line)) = log.query_selector(".log__fresh")
        {
            line.scroll_into_view();
        }
    });
}

fn messages(log: &HtmlElement) -> impl DoubleEndedIterator<Item = (i64, Element)> + use<> {
    let nodes = log.query_selector_all("article[data-number]").ok();
    let count = nodes.as_ref().map_or(0, web_sys::NodeList::length);
    (0..count).filter_map(move |place| {
        let message = nodes.as_ref()?.item(place)?.dyn_into::<Element>().ok()?;
        Some((message.get_attribute("data-number")?.parse().ok()?, message))
    })
}

fn find(log: &HtmlElement, number: i64) -> Option<Element> {
    log.query_selector(&format!("article[data-number='{number}']")).ok().flatten()
}

fn first_in_view(log: &HtmlElement) -> Option<(i64, Element)> {
    let top = log.get_bounding_client_rect().top();
    messages(log).find(|(_, message)| message.get_bounding_client_rect().bottom() > top)
}

fn last_in_view(log: &HtmlElement) -> Option<i64> {
    let bottom = log.get_bounding_client_rect().bottom() + f64::from(AT_END);
    messages(log)
        .rev()
        .find(|(_, message)| message.get_bounding_client_rect().bottom() <= bottom)
        .map(|(number, _)| number)
}

fn top_of(message: &Element) -> f64 {
    message.get_bounding_client_rect().top()
}
