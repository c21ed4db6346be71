//! Adding a pet, and changing what is known of one.

use super::field::PickField;
use crate::app::use_me;
use crate::pets::{BirthDate, Neutered, Pet, PetDraft, Sex, Species, add_pet, change_pet};
use crate::ui::{Attempt, Button, Dialog, ErrorNotice, TextField, open_about, use_clock};
use leptos::prelude::*;

/// Whom the dialog is about.
#[derive(Clone, PartialEq)]
pub enum Subject {
    New,
    Known(Box<Pet>),
}

/// Open while there is a subject.
#[component]
pub fn PetDialog(subject: RwSignal<Option<Subject>>, #[prop(into)] on_saved: Callback<Pet>) -> impl IntoView {
    let open = open_about(subject);
    let title = Memo::new(move |was: Option<&String>| match subject.get() {
        Some(Subject::New) => "Add pet".to_owned(),
        Some(Subject::Known(pet)) => format!("Edit {}", pet.name),
        // As it was until it is closed.
        None => was.cloned().unwrap_or_default(),
    });
    let saved = Callback::new(move |pet| {
        open.try_set(false);
        on_saved.run(pet);
    });
    view! {
        <Dialog id="pet-dialog" title open>
            {move || subject.get_untracked().map(|subject| view! { <PetForm subject saved open /> })}
        </Dialog>
    }
}

/// All that is typed, each field in a signal of its own.
#[derive(Clone, Copy)]
struct Form {
    name: RwSignal<String>,
    species: RwSignal<String>,
    breed: RwSignal<String>,
    sex: RwSignal<String>,
    neutered: RwSignal<String>,
    birth_date: RwSignal<String>,
    notes: RwSignal<String>,
}

impl Form {
    fn of(subject: &Subject) -> Self {
        let known = match subject {
            Subject::New => None,
            Subject::Known(pet) => Some(PetDraft::from(&**pet)),
        };
        let typed =
            |part: fn(&PetDraft) -> Option<String>| RwSignal::new(known.as_ref().and_then(part).unwrap_or_default());
        Self {
            name: typed(|pet| Some(pet.name.clone())),
            species: typed(|pet| Some(pet.species.as_str().into())),
            breed: typed(|pet| pet.breed.clone()),
            sex: typed(|pet| Some(pet.sex.as_str().into())),
            neutered: typed(|pet| Some(pet.neutered.as_str().into())),
            birth_date: typed(|pet| pet.birth_date.clone()),
            notes: typed(|pet| pet.notes.clone()),
        }
    }

    /// What was not chosen is the first of its list.
    fn draft(self) -> PetDraft {
        let text = |typed: RwSignal<String>| typed.get_untracked();
        PetDraft {
            name: text(self.name),
            species: Species::ALL.into_iter().find(|one| one.as_str() == text(self.species)).unwrap_or(Species::Dog),
            breed: Some(text(self.breed)),
            sex: Sex::ALL.into_iter().find(|one| one.as_str() == text(self.sex)).unwrap_or_default(),
            neutered: Neutered::ALL.into_iter().find(|one| one.as_str() == text(self.neutered)).unwrap_or_default(),
            birth_date: Some(text(self.birth_date)),
            notes: Some(text(self.notes)),
        }
    }
}

#[component]
fn PetForm(subject: Subject, saved: Callback<Pet>, open: RwSignal<bool>) -> impl IntoView {
    let (attempt, clock, zone) = (Attempt::default(), use_clock(), use_me().time_zone);
    let form = Form::of(&subject);
    let known = match subject {
        Subject::New => None,
        Subject::Known(pet) => Some(pet.id),
    };
    let error = Signal::derive(move || attempt.error.get());
    let today = clock.get_untracked().civil(&zone).date;
    let submit = move || {
        let draft = form.draft();
        // The same rules as the server's, without the way there and back.
        if let Err(error) = draft.check(clock.get_untracked().civil(&zone).date) {
            attempt.error.set(Some(error));
            return;
        }
        let save = async move {
            match known {
                None => add_pet(draft).await,
                Some(id) => change_pet(id, draft).await,
            }
        };
        attempt.start(save, move |pet| saved.run(pet));
    };
    view! {
        <form on:submit=move |event| {
            event.prevent_default();
            submit();
        }>
            <TextField label="Name" name="name" text=form.name error />
            <div class="pet-pair">
                <PickField label="Species" name="species" chosen=form.species options=Species::ALL.map(|one| (one.as_str(), one.name())).to_vec() />
                <TextField label="Breed" name="breed" text=form.breed error />
            </div>
            <div class="pet-pair">
                <PickField label="Sex" name="sex" chosen=form.sex options=Sex::ALL.map(|one| (one.as_str(), one.name())).to_vec() />
                <PickField
                    label="Neutered"
                    name="neutered"
                    chosen=form.neutered
                    options=Neutered::ALL.map(|one| (one.as_str(), one.name())).to_vec()
                />
            </div>
            <TextField
                label="Birth date"
                name="birthDate"
                kind="date"
                text=form.birth_date
                error
                hint="About is good enough."
                max=BirthDate(today).to_string()
            />
            <TextField
                label="Notes"
                name="notes"
                text=form.notes
                error
                rows=4
                hint="What the practice should know: food, medicines, fears."
            />
            {move || {
                attempt
                    .error
                    .get()
                    .filter(|error| error.field().is_none_or(|field| !FIELDS.contains(&field)))
                    .map(|error| view! { <ErrorNotice error /> })
            }}
            <div class="dialog__actions">
                <Button on_press=move || open.set(false)>"Cancel"</Button>
                <button type="submit" class="button button--accent" disabled=move || attempt.busy.get()>
                    "Save"
                </button>
            </div>
        </form>
    }
}

/// Those that show what is wrong with them.
const FIELDS: [&str; 4] = ["name", "breed", "birthDate", "notes"];
