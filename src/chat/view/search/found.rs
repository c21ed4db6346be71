//! Under the conversations that fit: the messages that do, in all of one's rooms.

use super::finder::{Finder, Stage};
use super::hits::Hits;
use leptos::prelude::*;

/// `query`: what is typed into the search box of the list.
#[component]
pub fn FoundMessages(#[prop(into)] query: Signal<String>) -> impl IntoView {
    let finder = Finder::new(None);
    Effect::new(move |_| finder.look_for(&query.get()));
    view! {
        <Show when=move || finder.stage.get() != Stage::Idle>
            <section class="found" aria-labelledby="found-title">
                <h2 class="found__title" id="found-title">
                    "Messages"
                </h2>
                <Hits finder label="Found messages" names_rooms=true on_choose=|()| () />
            </section>
        </Show>
    }
}
