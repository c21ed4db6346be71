//! The form of a prescription: one or more medicines.

use super::{FormField, Written, written};
use crate::chat::{Medicine, MessageKind, Prescription};
use crate::ui::{Button, Look};
use leptos::prelude::*;

/// The fields of one medicine; `id` tells them apart while some are added and removed.
#[derive(Clone, Copy)]
struct Fields {
    id: u32,
    name: RwSignal<String>,
    dose: RwSignal<String>,
    frequency: RwSignal<String>,
    duration: RwSignal<String>,
    notes: RwSignal<String>,
}

impl Fields {
    fn new(id: u32) -> Self {
        let [name, dose, frequency, duration, notes] = [(); 5].map(|()| RwSignal::new(String::new()));
        Self { id, name, dose, frequency, duration, notes }
    }

    fn medicine(self) -> Medicine {
        Medicine {
            name: self.name.get_untracked(),
            dose: self.dose.get_untracked(),
            frequency: self.frequency.get_untracked(),
            duration: self.duration.get_untracked(),
            notes: self.notes.get_untracked(),
        }
    }
}

#[component]
pub fn PrescriptionForm(on_written: Callback<Written>) -> impl IntoView {
    let medicines = RwSignal::new(vec![Fields::new(0)]);
    let notes = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let add = move || {
        medicines.update(|list| {
            let next = list.last().map_or(0, |last| last.id + 1);
            list.push(Fields::new(next));
        });
    };
    let send = move || {
        let medicines = medicines.get_untracked().into_iter().map(Fields::medicine).collect();
        let form = Prescription { medicines, notes: notes.get_untracked() };
        match written(MessageKind::Prescription, form.checked()) {
            Ok(form) => on_written.run(form),
            Err(refusal) => error.set(Some(refusal.to_string())),
        }
    };
    view! {
        <For each=move || medicines.get() key=|fields| fields.id children=move |fields| medicine(fields, medicines) />
        <Button small=true look=Look::Quiet on_press=add>
            "Add a medicine"
        </Button>
        <FormField label="Notes" text=notes rows=2 />
        {move || error.get().map(|why| view! { <p class="field__error" role="alert">{why}</p> })}
        <div class="dialog__actions">
            <Button look=Look::Accent on_press=send>
                "Send prescription"
            </Button>
        </div>
    }
}

fn medicine(fields: Fields, medicines: RwSignal<Vec<Fields>>) -> impl IntoView {
    let remove = move || medicines.update(|list| list.retain(|other| other.id != fields.id));
    view! {
        <fieldset class="medicine">
            <legend class="visually-hidden">"Medicine"</legend>
            <FormField label="Medicine" text=fields.name />
            <div class="medicine__facts">
                <FormField label="Dose" text=fields.dose />
                <FormField label="Frequency" text=fields.frequency />
                <FormField label="Duration" text=fields.duration />
            </div>
            <FormField label="Instructions" text=fields.notes />
            <Show when=move || { medicines.with(Vec::len) > 1 }>
                <Button small=true look=Look::Quiet on_press=remove>
                    "Remove"
                </Button>
            </Show>
        </fieldset>
    }
}
