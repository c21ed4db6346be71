//! One fact to be written down, with what is wrong with it.

use crate::clients::{Fact, Form};
use crate::error::AppError;
use leptos::prelude::*;

#[component]
pub fn FactField(fact: Fact, typed: RwSignal<String>, #[prop(into)] error: Signal<Option<AppError>>) -> impl IntoView {
    let refused = Memo::new(move |_| {
        error.get().filter(|error| error.field() == Some(fact.code())).map(|error| error.to_string())
    });
    let id = format!("fact-{}", fact.code());
    let note = format!("{id}-note");
    view! {
        <div class="field" data-invalid=move || refused.get().map(|_| "")>
            <label class="field__label" for=id.clone()>
                {fact.name()}
            </label>
            {control(fact, typed, id, note.clone(), refused)}
            <p id=note class="field__error">
                {refused}
            </p>
        </div>
    }
}

fn control(fact: Fact, typed: RwSignal<String>, id: String, note: String, refused: Memo<Option<String>>) -> AnyView {
    let invalid = move || refused.get().map(|_| "true");
    let first = typed.get_untracked();
    match fact.form() {
        Form::Choice(choices) => view! {
            <select
                id=id
                aria-invalid=invalid
                aria-describedby=note
                on:change:target=move |event| typed.set(event.target().value())
            >
                <Choice value="" text="Not said" typed />
                {choices.iter().map(|choice| view! { <Choice value=choice text=choice typed /> }).collect_view()}
            </select>
        }
        .into_any(),
        Form::Text => view! {
            <textarea
                id=id
                rows="2"
                maxlength="500"
                aria-invalid=invalid
                aria-describedby=note
                prop:value=move || typed.get()
                on:input:target=move |event| typed.set(event.target().value())
            >
                {first}
            </textarea>
        }
        .into_any(),
        form => view! {
            <input
                id=id
                type=if form == Form::Day { "date" } else { "text" }
                maxlength=(form == Form::Line).then_some("500")
                autocomplete="off"
                aria-invalid=invalid
                aria-describedby=note
                value=first
                prop:value=move || typed.get()
                on:input:target=move |event| typed.set(event.target().value())
            />
        }
        .into_any(),
    }
}

#[component]
fn Choice(value: &'static str, text: &'static str, typed: RwSignal<String>) -> impl IntoView {
    let is_chosen = move || typed.with(|typed| typed == value);
    view! {
        <option value=value selected=typed.with_untracked(|typed| typed == value) prop:selected=is_chosen>
            {text}
        </option>
    }
}
