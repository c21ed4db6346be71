//! How long people may edit and delete what they wrote.

use crate::accounts::Practice;
use crate::accounts::model::{LimitChange, PracticeChange};
use crate::admin::api::change_practice;
use crate::admin::view::choice::{Choice, options};
use crate::error::{AppError, Result};
use crate::ui::{Attempt, ErrorNotice, Field, Saved};
use leptos::prelude::*;

const CHOICES: [(&str, &str); 5] =
    [("", "No limit"), ("15", "15 minutes"), ("60", "1 hour"), ("1440", "1 day"), (OWN, "Another time")];
const OWN: &str = "own";

/// One of the choices, or a number of one's own.
#[derive(Clone, Copy)]
struct Limit {
    choice: RwSignal<String>,
    own: RwSignal<String>,
}

impl Limit {
    fn of(minutes: Option<i32>) -> Self {
        let text = minutes.map_or_else(String::new, |minutes| minutes.to_string());
        let is_offered = CHOICES.iter().any(|(value, _)| *value == text);
        Self { choice: RwSignal::new(if is_offered { text.clone() } else { OWN.into() }), own: RwSignal::new(text) }
    }

    fn read(self, field: &str) -> Result<Option<i32>> {
        let choice = self.choice.get_untracked();
        let text = if choice == OWN { self.own.get_untracked() } else { choice.clone() };
        match text.trim() {
            "" if choice != OWN => Ok(None),
            text => text.parse().map(Some).map_err(|_| AppError::invalid(field, "Please enter a number of minutes.")),
        }
    }
}

#[component]
pub fn MessageLimits(practice: Practice) -> impl IntoView {
    let (edit, delete) = (Limit::of(practice.edit_minutes), Limit::of(practice.delete_minutes));
    let attempt = Attempt::default();
    let is_saved = RwSignal::new(false);
    let error = Signal::derive(move || attempt.error.get());
    let submit = move || {
        is_saved.set(false);
        let asked = async move {
            let change = PracticeChange {
                edit_minutes: LimitChange::to(edit.read("editMinutes")?),
                delete_minutes: LimitChange::to(delete.read("deleteMinutes")?),
                ..PracticeChange::default()
            };
            change_practice(change).await
        };
        attempt.start(asked, move |_| {
            is_saved.try_set(true);
        });
    };
    view! {
        <section class="card stack" aria-labelledby="limits">
            <h2 id="limits">"Messages"</h2>
            <p class="soft">"How long after sending people may change what they wrote. It holds for everybody at once."</p>
            <form
                class="stack"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    submit();
                }
            >
                <div class="grid grid--even">
                    <LimitField label="Editing" id="edit-limit" name="editMinutes" limit=edit error />
                    <LimitField label="Deleting" id="delete-limit" name="deleteMinutes" limit=delete error />
                </div>
                {move || {
                    error
                        .get()
                        .filter(|error| error.field().is_none())
                        .map(|error| view! { <ErrorNotice error /> })
                }}
                {move || is_saved.get().then(|| view! { <Saved text="Saved" /> })}
                <button type="submit" class="button button--accent" disabled=move || attempt.busy.get()>
                    "Save limits"
                </button>
            </form>
        </section>
    }
}

#[component]
fn LimitField(
    label: &'static str,
    id: &'static str,
    name: &'static str,
    limit: Limit,
    error: Signal<Option<AppError>>,
) -> impl IntoView {
    let is_own = Memo::new(move |_| limit.choice.with(|choice| choice == OWN));
    view! {
        <div class="stack">
            <Choice label id options=options(&CHOICES) chosen=limit.choice />
            <Show when=move || is_own.get()>
                <Field
                    label=format!("{label}: minutes")
                    name=name
                    kind="number"
                    value=limit.own.get_untracked()
                    error
                    on_type=move |text| limit.own.set(text)
                />
            </Show>
        </div>
    }
}
