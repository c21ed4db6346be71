//! A labelled input that keeps what was typed, with what is wrong with it.

use crate::error::AppError;
use leptos::prelude::*;

/// `field`: what an error calls it.
#[component]
pub fn Input(
    label: &'static str,
    field: &'static str,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional, into)] hint: String,
    value: RwSignal<String>,
    #[prop(into)] error: Signal<Option<AppError>>,
) -> impl IntoView {
    let refused =
        Memo::new(move |_| error.get().filter(|error| error.field() == Some(field)).map(|error| error.to_string()));
    let (id, note) = (format!("input-{field}"), format!("input-{field}-note"));
    view! {
        <div class="field" data-invalid=move || refused.get().map(|_| "")>
            <label class="field__label" for=id.clone()>
                {label}
            </label>
            <input
                id=id.clone()
                type=kind
                autocomplete="off"
                value=value.get_untracked()
                prop:value=value
                on:input:target=move |event| value.set(event.target().value())
                aria-invalid=move || refused.get().map(|_| "true")
                aria-describedby=note.clone()
            />
            <p id=note.clone() class=move || if refused.get().is_some() { "field__error" } else { "field__hint" }>
                {move || refused.get().unwrap_or_else(|| hint.clone())}
            </p>
        </div>
    }
}
