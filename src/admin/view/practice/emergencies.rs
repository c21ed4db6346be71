//! What clients are told before they send an emergency alert, and how long one waits before it is told again.

use crate::accounts::Practice;
use crate::accounts::model::{EMERGENCY_MINUTES, PracticeChange};
use crate::admin::api::change_practice;
use crate::app::{paths, use_me};
use crate::error::{AppError, Result};
use crate::ui::{Attempt, ErrorNotice, Field, Saved, TextField};
use leptos::prelude::*;

/// What the form says.
#[derive(Clone, Copy)]
struct Form {
    number: RwSignal<String>,
    words: RwSignal<String>,
    minutes: RwSignal<String>,
}

impl Form {
    fn of(practice: &Practice) -> Self {
        let [number, words, minutes] = texts_of(practice).map(RwSignal::new);
        Self { number, words, minutes }
    }

    /// What is different from what is known, so that nothing of somebody else's is taken back.
    fn read(self, known: &Practice) -> Result<PracticeChange> {
        let [number, words, minutes] = texts_of(known);
        let changed =
            |typed: RwSignal<String>, known: String| Some(typed.get_untracked()).filter(|typed| *typed != known);
        Ok(PracticeChange {
            emergency_number: changed(self.number, number),
            emergency_words: changed(self.words, words),
            emergency_minutes: changed(self.minutes, minutes).map(|minutes| read_minutes(&minutes)).transpose()?,
            ..PracticeChange::default()
        })
    }
}

/// Number, words and minutes as the form begins with them.
fn texts_of(practice: &Practice) -> [String; 3] {
    let minutes = practice.emergency_minutes.unwrap_or(EMERGENCY_MINUTES);
    [practice.emergency_number().to_owned(), practice.emergency_words.clone().unwrap_or_default(), minutes.to_string()]
}

fn read_minutes(text: &str) -> Result<i32> {
    text.trim().parse().map_err(|_| AppError::invalid("emergencyMinutes", "Please enter a number of minutes."))
}

#[component]
pub fn EmergencySettings(practice: Practice) -> impl IntoView {
    let form = Form::of(&practice);
    let known = StoredValue::new(practice);
    let attempt = Attempt::default();
    let is_saved = RwSignal::new(false);
    let error = Signal::derive(move || attempt.error.get());
    let submit = move || {
        is_saved.set(false);
        let change = known.with_value(|known| form.read(known));
        attempt.start(async move { change_practice(change?).await }, move |sheet| {
            known.try_set_value(sheet.practice);
            is_saved.try_set(true);
        });
    };
    let other = move || error.get().filter(|error| error.field().is_none());
    view! {
        <section class="card stack" aria-labelledby="emergencies">
            <div class="card__head">
                <h2 id="emergencies">"Emergencies"</h2>
                <a class="more" href=paths::emergencies(&use_me())>
                    "All emergencies"
                </a>
            </div>
            <form
                class="stack"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    submit();
                }
            >
                <Field
                    label="Emergency number"
                    name="emergencyNumber"
                    kind="tel"
                    value=form.number.get_untracked()
                    hint="Shown first when somebody is about to send an alert."
                    optional=true
                    error
                    on_type=move |text| form.number.set(text)
                />
                <TextField label="What people should know before" name="emergencyWords" text=form.words rows=3 error />
                <Field
                    label="Minutes until it is told again"
                    name="emergencyMinutes"
                    kind="number"
                    value=form.minutes.get_untracked()
                    hint="Where nobody has taken it: those on call first, then everybody and the admins."
                    error
                    on_type=move |text| form.minutes.set(text)
                />
                {move || other().map(|error| view! { <ErrorNotice error /> })}
                {move || is_saved.get().then(|| view! { <Saved text="Saved" /> })}
                <button type="submit" class="button button--accent" disabled=move || attempt.busy.get()>
                    "Save emergencies"
                </button>
            </form>
        </section>
    }
}
