//! Name, time zone, and what people are told of the practice.

use crate::accounts::Practice;
use crate::accounts::model::PracticeChange;
use crate::admin::api::change_practice;
use crate::ui::{Attempt, ErrorNotice, Field, Saved, TextField};
use leptos::prelude::*;

const FIELDS: [&str; 5] = ["name", "timeZone", "address", "phone", "note"];

/// What the form says.
#[derive(Clone, Copy)]
struct Form {
    name: RwSignal<String>,
    time_zone: RwSignal<String>,
    address: RwSignal<String>,
    phone: RwSignal<String>,
    note: RwSignal<String>,
}

impl Form {
    fn of(practice: &Practice) -> Self {
        let text = |text: &Option<String>| RwSignal::new(text.clone().unwrap_or_default());
        Self {
            name: RwSignal::new(practice.name.clone()),
            time_zone: RwSignal::new(practice.time_zone.clone()),
            address: text(&practice.address),
            phone: text(&practice.phone),
            note: text(&practice.note),
        }
    }

    /// What is different from what is known, so that nothing of somebody else's is taken back.
    fn read(self, known: &Practice) -> PracticeChange {
        let changed = |typed: RwSignal<String>, known: &str| Some(typed.get_untracked()).filter(|typed| typed != known);
        let text = |known: &Option<String>| known.clone().unwrap_or_default();
        PracticeChange {
            name: changed(self.name, &known.name),
            time_zone: changed(self.time_zone, &known.time_zone),
            address: changed(self.address, &text(&known.address)),
            phone: changed(self.phone, &text(&known.phone)),
            note: changed(self.note, &text(&known.note)),
            ..PracticeChange::default()
        }
    }
}

#[component]
pub fn AboutForm(practice: Practice, zones: Vec<String>) -> impl IntoView {
    let form = Form::of(&practice);
    let known = StoredValue::new(practice.clone());
    let attempt = Attempt::default();
    let is_saved = RwSignal::new(false);
    let error = Signal::derive(move || attempt.error.get());
    let submit = move || {
        is_saved.set(false);
        attempt.start(change_practice(known.with_value(|known| form.read(known))), move |sheet| {
            known.try_set_value(sheet.practice);
            is_saved.try_set(true);
        });
    };
    let other = move || error.get().filter(|error| error.field().is_none_or(|field| !FIELDS.contains(&field)));
    view! {
        <section class="card stack" aria-labelledby="about">
            <h2 id="about">"About the practice"</h2>
            <form
                class="stack"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    submit();
                }
            >
                <Field label="Name" name="name" value=practice.name error on_type=move |text| form.name.set(text) />
                <Field
                    label="Time zone"
                    name="timeZone"
                    value=practice.time_zone
                    hint="Opening hours are in this zone. Type to search, as in Berlin."
                    list="zones"
                    error
                    on_type=move |text| form.time_zone.set(text)
                />
                <datalist id="zones">
                    {zones.into_iter().map(|zone| view! { <option value=zone></option> }).collect_view()}
                </datalist>
                <TextField label="Address" name="address" text=form.address rows=3 error />
                <Field
                    label="Phone"
                    name="phone"
                    kind="tel"
                    value=practice.phone.unwrap_or_default()
                    optional=true
                    error
                    on_type=move |text| form.phone.set(text)
                />
                <TextField label="Opening hours and notes" name="note" text=form.note rows=4 error />
                {move || other().map(|error| view! { <ErrorNotice error /> })}
                {move || is_saved.get().then(|| view! { <Saved text="Saved" /> })}
                <button type="submit" class="button button--accent" disabled=move || attempt.busy.get()>
                    "Save"
                </button>
            </form>
        </section>
    }
}
