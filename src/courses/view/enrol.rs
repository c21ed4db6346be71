//! Enrolling with a code.

use crate::app::{paths, use_me};
use crate::courses::enrol_with_code;
use crate::error::AppError;
use crate::ui::{Attempt, ErrorNotice, TextField};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

#[component]
pub fn EnrolForm() -> impl IntoView {
    let (me, navigate) = (use_me(), use_navigate());
    let code = RwSignal::new(String::new());
    let attempt = Attempt::default();
    let enrol = move || {
        let (me, navigate) = (me.clone(), navigate.clone());
        attempt.start(enrol_with_code(code.get_untracked()), move |id| {
            navigate(&paths::course(&me, id), NavigateOptions::default());
        });
    };
    let is_elsewhere = |error: &AppError| error.field() != Some("code");
    view! {
        <section class="card stack" aria-labelledby="enrol">
            <h2 id="enrol">"Enrol with a code"</h2>
            <form
                class="enrol"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    if !attempt.busy.get_untracked() {
                        enrol();
                    }
                }
            >
                <TextField
                    label="Code"
                    name="code"
                    text=code
                    error=attempt.error
                    hint="Eight letters and digits, as ABCD-EFGH."
                />
                <button type="submit" class="button button--accent" disabled=attempt.busy>
                    "Enrol"
                </button>
            </form>
            {move || attempt.error.get().filter(is_elsewhere).map(|error| view! { <ErrorNotice error /> })}
        </section>
    }
}
