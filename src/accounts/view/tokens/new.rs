//! Making a token: the form, and then the token itself.

use crate::accounts::{LIFETIMES, MakeToken, Scope, left_by_form};
use crate::app::paths;
use crate::error::Result;
use crate::ui::{CopyField, ErrorNotice, Field, Look, hand_over};
use leptos::form::ActionForm;
use leptos::prelude::*;

const SCOPES: [(&str, &str); 2] =
    [(Scope::Read.as_str(), Scope::Read.name()), (Scope::Write.as_str(), Scope::Write.name())];

/// The form, and after it the token, this once.
#[component]
pub fn NewToken(make: ServerAction<MakeToken>) -> impl IntoView {
    let left = hand_over(|| left_by_form(paths::TOKENS));
    let token = Memo::new(move |_| make.value().get().and_then(Result::ok).or_else(|| left.clone()));
    view! {
        <section class="card stack" aria-labelledby="new-token">
            <h2 id="new-token">"New token"</h2>
            {move || match token.get() {
                Some(token) => made_token(token).into_any(),
                None => view! { <NewTokenForm make /> }.into_any(),
            }}
        </section>
    }
}

fn made_token(token: String) -> impl IntoView {
    let done = view! {
        <a class="button" href=paths::TOKENS rel="external">
            "Done"
        </a>
    };
    view! {
        <p class="notice notice--good" role="status">
            "Copy it now and keep it like a password. It is not shown again."
        </p>
        <CopyField label="New token" text=token look=Look::Accent after=done.into_any() />
    }
}

#[component]
fn NewTokenForm(make: ServerAction<MakeToken>) -> impl IntoView {
    let error = Signal::derive(move || make.value().get().and_then(Result::err));
    view! {
        <ActionForm action=make attr:class="stack">
            <Field label="Name" name="name" hint="What it is for, as \"Calendar on my phone\"." error />
            <div class="grid grid--even">
                <Pick label="May" name="scope" options=&SCOPES />
                <Pick label="Expires" name="expires" options=&LIFETIMES />
            </div>
            {move || {
                error
                    .get()
                    .filter(|error| error.field() != Some("name"))
                    .map(|error| view! { <ErrorNotice error /> })
            }}
            <button type="submit" class="button button--accent" disabled=make.pending()>
                "Make token"
            </button>
        </ActionForm>
    }
}

#[component]
fn Pick(label: &'static str, name: &'static str, options: &'static [(&'static str, &'static str)]) -> impl IntoView {
    let id = format!("field-{name}");
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>
                {label}
            </label>
            <select id=id name=name>
                {options.iter().map(|(value, text)| view! { <option value=*value>{*text}</option> }).collect_view()}
            </select>
        </div>
    }
}
