//! For whom it is.

use super::draft::Draft;
use leptos::prelude::*;

/// `options`: key and name of each cohort.
#[component]
pub fn CohortField(draft: Draft, options: Vec<(String, String)>) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field__label" for="announcement-cohort">
                "For"
            </label>
            <select
                id="announcement-cohort"
                prop:value=move || draft.cohort.get().key()
                on:change:target=move |event| draft.choose(&event.target().value())
            >
                {options.into_iter().map(|(key, name)| view! { <option value=key>{name}</option> }).collect_view()}
            </select>
        </div>
    }
}
