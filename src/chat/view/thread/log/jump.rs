//! The line of a day; behind it, the way to another one.

use super::going::{Goal, Going};
use leptos::prelude::*;

/// Pressed, it asks for a day, and the log goes to the first message of it.
#[component]
pub fn JumpToDay(children: Children) -> impl IntoView {
    let going = expect_context::<Going>();
    let is_asking = RwSignal::new(false);
    let jump = move |day: String| {
        // The browser also tells that the day was taken out again.
        if !day.is_empty() {
            is_asking.set(false);
            going.go(Goal::Day(day));
        }
    };
    view! {
        <button
            type="button"
            class="chip log__jump"
            title="Go to a day"
            aria-expanded=move || is_asking.get().to_string()
            on:click=move |_| is_asking.update(|is_asking| *is_asking = !*is_asking)
        >
            {children()}
        </button>
        <Show when=move || is_asking.get()>
            <input
                class="log__date"
                type="date"
                aria-label="Go to a day"
                on:change:target=move |event| jump(event.target().value())
            />
        </Show>
    }
}
