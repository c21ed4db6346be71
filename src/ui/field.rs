//! A labelled input with its hint and, where it was refused, the reason.

use crate::error::AppError;
use leptos::prelude::*;

/// `error`: the answer of the form; the field shows it where it is about this field.
#[component]
pub fn Field(
    #[prop(into)] label: String,
    #[prop(into)] name: String,
    #[prop(default = "text")] kind: &'static str,
    #[prop(default = "off")] autocomplete: &'static str,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] hint: String,
    #[prop(optional)] list: Option<&'static str>,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// For a form that is no form of the browser's.
    #[prop(optional, into)]
    on_type: Option<Callback<String>>,
    #[prop(into)] error: Signal<Option<AppError>>,
) -> impl IntoView {
    let field = name.clone();
    let refused = Memo::new(move |_| {
        error.get().filter(|error| error.field() == Some(field.as_str())).map(|error| error.to_string())
    });
    let id = format!("field-{name}");
    let note = format!("{id}-note");
    let described = note.clone();
    view! {
        <div class="field" data-invalid=move || refused.get().map(|_| "")>
            <label class="field__label" for=id.clone()>
                {label}
            </label>
            <input
                id=id.clone()
                type=kind
                name=name.clone()
                value=value
                autocomplete=autocomplete
                list=list
                required=!optional
                on:input:target=move |event| {
                    if let Some(typed) = on_type {
                        typed.run(event.target().value());
                    }
                }
                aria-invalid=move || refused.get().map(|_| "true")
                aria-describedby=described
            />
            <p id=note class=move || if refused.get().is_some() { "field__error" } else { "field__hint" }>
                {move || refused.get().unwrap_or_else(|| hint.clone())}
            </p>
        </div>
    }
}
