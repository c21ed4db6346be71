//! A labelled choice of one among a few.

use leptos::prelude::*;

/// `options`: value and text of each; the first is chosen at the start.
#[component]
pub fn Select(
    label: &'static str,
    id: &'static str,
    options: Vec<(String, String)>,
    on_choose: impl Fn(String) + 'static,
) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field__label" for=id>
                {label}
            </label>
            <select id=id on:change:target=move |event| on_choose(event.target().value())>
                {options
                    .into_iter()
                    .map(|(value, text)| view! { <option value=value>{text}</option> })
                    .collect_view()}
            </select>
        </div>
    }
}
