//! The fields of a pet's form: each keeps what is typed and shows why it was refused.

use crate::error::AppError;
use crate::ui::Attempt;
use leptos::prelude::*;

/// What is typed of a pet, field by field; the names are those of the wire.
#[derive(Clone, Copy)]
pub struct Typed {
    pub value: RwSignal<String>,
    pub name: &'static str,
    pub attempt: Attempt,
}

impl Typed {
    /// Why this field was refused, if it was.
    fn refused(self) -> Memo<Option<String>> {
        Memo::new(move |_| {
            let about_this = |error: &AppError| error.field() == Some(self.name);
            self.attempt.error.get().filter(about_this).map(|error| error.to_string())
        })
    }

    fn id(self) -> String {
        format!("pet-{}", self.name)
    }
}

/// One line of text, or a date. `most` is the last date, or the length.
#[component]
pub fn TextField(
    typed: Typed,
    label: &'static str,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional)] hint: &'static str,
    #[prop(optional, into)] max: Option<String>,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let refused = typed.refused();
    let id = typed.id();
    let note = format!("{id}-note");
    view! {
        <div class="field" data-invalid=move || refused.get().map(|_| "")>
            <label class="field__label" for=id.clone()>
                {label}
            </label>
            <input
                id=id.clone()
                type=kind
                autocomplete="off"
                required=required
                max=max
                aria-invalid=move || refused.get().map(|_| "true")
                aria-describedby=note.clone()
                prop:value=move || typed.value.get()
                on:input:target=move |event| typed.value.set(event.target().value())
            />
            <Note id=note refused hint />
        </div>
    }
}

#[component]
pub fn LongField(typed: Typed, label: &'static str, #[prop(optional)] hint: &'static str) -> impl IntoView {
    let refused = typed.refused();
    let id = typed.id();
    let note = format!("{id}-note");
    view! {
        <div class="field" data-invalid=move || refused.get().map(|_| "")>
            <label class="field__label" for=id.clone()>
                {label}
            </label>
            <textarea
                id=id.clone()
                rows="4"
                aria-invalid=move || refused.get().map(|_| "true")
                aria-describedby=note.clone()
                prop:value=move || typed.value.get()
                on:input:target=move |event| typed.value.set(event.target().value())
            ></textarea>
            <Note id=note refused hint />
        </div>
    }
}

/// One of a few; `options` are value and text of each.
#[component]
pub fn PickField(typed: Typed, label: &'static str, options: Vec<(&'static str, &'static str)>) -> impl IntoView {
    let id = typed.id();
    let chosen = typed.value.get_untracked();
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>
                {label}
            </label>
            <select id=id.clone() on:change:target=move |event| typed.value.set(event.target().value())>
                {options
                    .into_iter()
                    .map(|(value, text)| {
                        view! {
                            <option value=value selected={value == chosen}>
                                {text}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
        </div>
    }
}

#[component]
fn Note(id: String, refused: Memo<Option<String>>, hint: &'static str) -> impl IntoView {
    view! {
        <p id=id class=move || if refused.get().is_some() { "field__error" } else { "field__hint" }>
            {move || refused.get().unwrap_or_else(|| hint.to_owned())}
        </p>
    }
}
