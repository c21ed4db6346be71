//! Something that is on or off, and takes effect at once.

use leptos::prelude::*;

#[component]
pub fn Switch(
    #[prop(into)] label: String,
    #[prop(into)] on: Signal<bool>,
    #[prop(into)] on_turn: Callback<bool>,
    #[prop(optional, into)] busy: Signal<bool>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="switch"
            role="switch"
            aria-checked=move || on.get().to_string()
            aria-busy=move || busy.get().to_string()
            on:click=move |_| {
                if !busy.get_untracked() {
                    on_turn.run(!on.get_untracked());
                }
            }
        >
            <span class="switch__label">{label}</span>
            <span class="switch__track" aria-hidden="true"></span>
        </button>
    }
}
