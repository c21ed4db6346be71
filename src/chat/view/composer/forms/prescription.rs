//! The form of a prescription: one or more medicines.

use super::{FormField, Sheet, SheetEnd, Written, written};
use crate::chat::{Medicine, MessageKind, Prescription};
use crate::error::AppError;
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
    fn new(id: u32, medicine: Medicine) -> Self {
        Self {
            id,
            name: RwSignal::new(medicine.name),
            dose: RwSignal::new(medicine.dose),
            frequency: RwSignal::new(medicine.frequency),
            duration: RwSignal::new(medicine.duration),
            notes: RwSignal::new(medicine.notes),
        }
    }

    fn medicine(self) -> Medicine {
        Medicine {
            name: self.name.get(),
            dose: self.dose.get(),
            frequency: self.frequency.get(),
            duration: self.duration.get(),
            notes: self.notes.get(),
        }
    }
}

/// With room for the first medicine.
fn blank() -> Prescription {
    Prescription { medicines: vec![Medicine::default()], notes: String::new() }
}

#[component]
pub fn PrescriptionForm(sheet: Sheet, on_written: Callback<Written>) -> impl IntoView {
    let begun = sheet.begun(blank());
    let fields = begun.medicines.into_iter().zip(0..).map(|(medicine, id)| Fields::new(id, medicine));
    let medicines = RwSignal::new(fields.collect::<Vec<_>>());
    let notes = RwSignal::new(begun.notes);
    let error = RwSignal::new(None);
    let add = move || {
        medicines.update(|list| {
            let next = list.last().map_or(0, |last| last.id + 1);
            list.push(Fields::new(next, Medicine::default()));
        });
    };
    let form = move || Prescription {
        medicines: medicines.get().into_iter().map(Fields::medicine).collect(),
        notes: notes.get(),
    };
    let is_blank = sheet.keep(blank(), form);
    let send = move || match written(MessageKind::Prescription, untrack(form).checked()) {
        Ok(form) => on_written.run(form),
        Err(refusal) => error.set(Some(refusal)),
    };
    view! {
        <For
            each=move || medicines.get()
            key=|fields| fields.id
            children=move |fields| medicine(fields, medicines, error)
        />
        <Button small=true look=Look::Quiet on_press=add>
            "Add a medicine"
        </Button>
        <FormField label="Notes" id="form-notes" field="notes" text=notes error rows=2 />
        <SheetEnd sheet is_blank error verb="Send prescription" on_send=send />
    }
}

fn medicine(fields: Fields, medicines: RwSignal<Vec<Fields>>, error: RwSignal<Option<AppError>>) -> impl IntoView {
    let remove = move || {
        // It may have named this one by its place, which is now another's.
        error.set(None);
        medicines.update(|list| list.retain(|other| other.id != fields.id));
    };
    let place = Memo::new(move |_| medicines.with(|list| list.iter().position(|other| other.id == fields.id)));
    let id = |name: &str| format!("medicine-{}-{name}", fields.id);
    let field = move |name: &'static str| {
        Signal::derive(move || place.get().map(|place| format!("medicines.{place}.{name}")).unwrap_or_default())
    };
    view! {
        <fieldset class="medicine">
            <legend class="visually-hidden">"Medicine"</legend>
            <FormField label="Medicine" id=id("name") field=field("name") text=fields.name error />
            <div class="medicine__facts">
                <FormField label="Dose" id=id("dose") field=field("dose") text=fields.dose error />
                <FormField label="Frequency" id=id("frequency") field=field("frequency") text=fields.frequency error />
                <FormField label="Duration" id=id("duration") field=field("duration") text=fields.duration error />
            </div>
            <FormField label="Instructions" id=id("notes") field=field("notes") text=fields.notes error />
            <Show when=move || { medicines.with(Vec::len) > 1 }>
                <Button small=true look=Look::Quiet on_press=remove>
                    "Remove"
                </Button>
            </Show>
        </fieldset>
    }
}
