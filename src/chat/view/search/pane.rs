//! The pane that looks for words in the open room. It takes the place of the context; on a phone, of the thread.

use super::finder::{Finder, Stage};
use super::hits::Hits;
use crate::chat::view::page::Pane;
use crate::ids::RoomId;
use crate::ui::{Icon, IconName, SearchBox};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::HtmlElement;

#[component]
pub fn SearchPane(room: RoomId) -> impl IntoView {
    let pane = expect_context::<RwSignal<Pane>>();
    let is_open = Memo::new(move |_| pane.get() == Pane::Search);
    // Another room begins without it.
    on_cleanup(move || {
        pane.try_update(|pane| {
            if *pane == Pane::Search {
                *pane = Pane::Thread;
            }
        });
    });
    view! {
        <Show when=move || is_open.get()>
            <OpenPane room pane />
        </Show>
    }
}

#[component]
fn OpenPane(room: RoomId, pane: RwSignal<Pane>) -> impl IntoView {
    let finder = Finder::new(Some(room));
    let input = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            input.focus().ok();
        }
    });
    let close = move || {
        pane.set(Pane::Thread);
        focus_button();
    };
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            close();
        }
    };
    let on_choose = move |()| {
        if lies_over_thread() {
            pane.set(Pane::Thread);
        }
    };
    view! {
        <aside class="finder" aria-label="Search in this conversation" on:keydown=on_key>
            <div class="finder__head">
                <SearchBox
                    label="Search messages"
                    placeholder="Search this conversation"
                    node_ref=input
                    on_type=move |text: String| finder.look_for(&text)
                />
                <button
                    type="button"
                    class="button button--icon button--quiet"
                    aria-label="Close search"
                    on:click=move |_| close()
                >
                    <Icon name=IconName::Close />
                </button>
            </div>
            <Show when=move || finder.stage.get() == Stage::Idle>
                <p class="finder__hint">"Type a word, or a part of one."</p>
            </Show>
            <Hits finder label="Search results" on_choose />
        </aside>
    }
}

/// Where there is no room for it beside the thread; `style/chat/search.css` has the same width.
fn lies_over_thread() -> bool {
    window().match_media("(width < 1100px)").ok().flatten().is_some_and(|query| query.matches())
}

/// Back to where it was opened from.
fn focus_button() {
    let button = document().query_selector(".thread__search").ok().flatten();
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        request_animation_frame(move || {
            button.focus().ok();
        });
    }
}
