//! Asking all readers of the next message to confirm that they have read and understood it.

use crate::app::use_me;
use crate::chat::may_ask;
use crate::chat::view::desk::Desk;
use crate::error::AppError;
use crate::ui::{Icon, IconName};
use leptos::prelude::*;

/// The button that asks, for those who may.
#[component]
pub fn AskButton(desk: Desk) -> impl IntoView {
    let toggle = move |_| {
        if desk.asking.with_untracked(Option::is_some) {
            stop_asking(desk);
        } else {
            desk.asking.set(Some(String::new()));
        }
    };
    may_ask(use_me().role).then(|| {
        view! {
            <button
                type="button"
                class="asking__button button button--icon button--quiet"
                aria-label="Ask for acknowledgement"
                title="Ask for acknowledgement"
                aria-pressed=move || desk.asking.with(Option::is_some).to_string()
                on:click=toggle
            >
                <Icon name=IconName::Signed />
            </button>
        }
    })
}

/// What is asked, above the input, and until when.
#[component]
pub fn AskBar(desk: Desk) -> impl IntoView {
    let is_refused = move || {
        let error = desk.error.get();
        matches!(error.as_ref().and_then(AppError::field), Some("deadline" | "payload"))
    };
    view! {
        <Show when=move || desk.asking.with(Option::is_some)>
            <div class="asking" role="group" aria-label="Acknowledgement">
                <Icon name=IconName::Signed />
                <p class="asking__text">"All others here are asked to confirm that they have read and understood this."</p>
                <label class="asking__deadline">
                    <span>"Deadline"</span>
                    <input
                        type="datetime-local"
                        prop:value=move || desk.asking.get().unwrap_or_default()
                        aria-invalid=move || is_refused().then_some("true")
                        aria-describedby="composer-error"
                        on:input:target=move |event| {
                            desk.error.set(None);
                            desk.asking.set(Some(event.target().value()));
                        }
                    />
                </label>
                <button
                    type="button"
                    class="button button--icon button--quiet"
                    aria-label="Do not ask"
                    on:click=move |_| stop_asking(desk)
                >
                    <Icon name=IconName::Close />
                </button>
            </div>
        </Show>
    }
}

fn stop_asking(desk: Desk) {
    desk.asking.set(None);
    desk.error.set(None);
}
