//! A labelled choice of one among a few, one of which holds already.

use leptos::prelude::*;

/// `options`: value and text of each.
#[component]
pub fn Choice(
    label: &'static str,
    id: &'static str,
    options: Vec<(String, String)>,
    chosen: RwSignal<String>,
) -> impl IntoView {
    let first = chosen.get_untracked();
    view! {
        <div class="field">
            <label class="field__label" for=id>
                {label}
            </label>
            <select
                id=id
                prop:value=move || chosen.get()
                on:change:target=move |event| chosen.set(event.target().value())
            >
                {options
                    .into_iter()
                    .map(|(value, text)| {
                        let is_first = value == first;
                        view! {
                            <option value=value selected=is_first>
                                {text}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
        </div>
    }
}

/// The same from literals.
pub fn options(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(value, text)| ((*value).to_owned(), (*text).to_owned())).collect()
}
