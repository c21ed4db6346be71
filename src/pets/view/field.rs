//! A choice of one of a few in a pet's form.

use leptos::prelude::*;

/// `options`: value and text of each.
#[component]
pub fn PickField(
    label: &'static str,
    name: &'static str,
    chosen: RwSignal<String>,
    options: Vec<(&'static str, &'static str)>,
) -> impl IntoView {
    let id = format!("field-{name}");
    let first = chosen.get_untracked();
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>
                {label}
            </label>
            <select id=id.clone() on:change:target=move |event| chosen.set(event.target().value())>
                {options
                    .into_iter()
                    .map(|(value, text)| {
                        view! {
                            <option value=value selected={value == first}>
                                {text}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
        </div>
    }
}
