//! Where one types what is looked for.

use super::{Icon, IconName, Questions};
use leptos::html;
use leptos::prelude::*;
use std::time::Duration;

/// So long nothing more is typed before it is looked for.
const PAUSE: Duration = Duration::from_millis(200);

/// `label` is what assistive technology hears. With `text`, the box shows what that says.
#[component]
pub fn SearchBox(
    label: &'static str,
    #[prop(default = "Search")] placeholder: &'static str,
    /// Characters that can be typed at most.
    #[prop(optional)]
    most: Option<u32>,
    #[prop(optional)] text: RwSignal<String>,
    #[prop(optional)] node_ref: NodeRef<html::Input>,
    #[prop(optional)] autofocus: bool,
    on_type: impl Fn(String) + 'static,
) -> impl IntoView {
    view! {
        <label class="search-box">
            <Icon name=IconName::Search />
            <input
                type="search"
                placeholder=placeholder
                aria-label=label
                maxlength=most
                autofocus=autofocus
                prop:value=move || text.get()
                node_ref=node_ref
                on:input:target=move |event| on_type(event.target().value())
            />
        </label>
    }
}

/// What is typed, once there is a pause.
pub fn settled(text: RwSignal<String>) -> impl Fn(String) + Copy + 'static {
    let questions = Questions::default();
    move |typed| {
        let question = questions.ask();
        let take = move || {
            if question.is_last() {
                text.set(typed);
            }
        };
        set_timeout(take, PAUSE);
    }
}
