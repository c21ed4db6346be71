//! A labelled line, or several, whose text the page keeps: it stays whatever becomes of it.

use crate::error::AppError;
use leptos::prelude::*;

/// `name`: what an error calls it; one about this field stands below it.
#[component]
pub fn TextField(
    label: &'static str,
    name: &'static str,
    text: RwSignal<String>,
    #[prop(into)] error: Signal<Option<AppError>>,
    #[prop(default = "text")] kind: &'static str,
    /// Several lines, of which so many are shown.
    #[prop(optional)]
    rows: Option<u32>,
    #[prop(optional, into)] hint: String,
    /// The last date, where it is one.
    #[prop(optional, into)]
    max: Option<String>,
) -> impl IntoView {
    let refused = Memo::new(move |_| error.get().filter(|error| error.field() == Some(name)).map(|e| e.to_string()));
    let is_invalid = move || refused.get().map(|_| "true");
    let first = text.get_untracked();
    let (id, note) = (format!("field-{name}"), format!("field-{name}-note"));
    let input = match rows {
        Some(rows) => view! {
            <textarea
                id=id.clone()
                rows=rows
                aria-invalid=is_invalid
                aria-describedby=note.clone()
                prop:value=move || text.get()
                on:input:target=move |event| text.set(event.target().value())
            >
                {first}
            </textarea>
        }
        .into_any(),
        None => view! {
            <input
                id=id.clone()
                type=kind
                max=max
                value=first
                autocomplete="off"
                aria-invalid=is_invalid
                aria-describedby=note.clone()
                prop:value=move || text.get()
                on:input:target=move |event| text.set(event.target().value())
            />
        }
        .into_any(),
    };
    view! {
        <div class="field" data-invalid=move || refused.get().map(|_| "")>
            <label class="field__label" for=id>
                {label}
            </label>
            {input}
            <p
                id=note
                role=move || refused.get().map(|_| "alert")
                class=move || if refused.get().is_some() { "field__error" } else { "field__hint" }
            >
                {move || refused.get().unwrap_or_else(|| hint.clone())}
            </p>
        </div>
    }
}
