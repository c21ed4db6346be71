//! `/{role}/pets/{pet}`: all that is known of one pet, for its owner and for the practice.

use super::PetFace;
use super::dialog::{PetDialog, Subject};
use super::live::changes_that;
use super::photo::{Photo, PhotoControls};
use crate::app::{paths, use_me};
use crate::error::AppError;
use crate::ids::PetId;
use crate::pets::{Pet, remove_pet, show_pet};
use crate::time::month_name;
use crate::ui::{
    Attempt, Button, Chip, Confirm, ErrorNotice, Icon, IconName, Look, NotHere, Size, Skeleton, open_about, read,
    use_clock, use_path_id,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// What is asked about the pet, beside the part of the page that is drawn anew when it changes.
#[derive(Clone, Copy)]
struct Asking {
    editing: RwSignal<Option<Subject>>,
    removing: RwSignal<Option<Pet>>,
    photo: Photo,
    reread: Callback<()>,
}

#[component]
pub fn PetPage() -> impl IntoView {
    let me = use_me();
    let id = use_path_id::<PetId>("pet");
    let shown = read(
        move || id.get(),
        |id| async move {
            match id {
                Some(id) => show_pet(id).await,
                None => Err(AppError::NotFound),
            }
        },
    );
    changes_that(move |pet| Some(pet.id) == id.get_untracked(), move || shown.refetch());
    let reread = Callback::new(move |()| shown.refetch());
    let asking =
        Asking { editing: RwSignal::new(None), removing: RwSignal::new(None), photo: Photo::of(id, reread), reread };
    let list = me.is_client().then(|| paths::pets(&me));
    view! {
        <Title text="Pet" />
        <main class="page page--narrow" id="main">
            {list
                .map(|list| {
                    view! {
                        <a class="more" href=list>
                            "All your pets"
                        </a>
                    }
                })}
            <Transition fallback=|| view! { <Skeleton rows=4 /> }>
                {move || Suspend::new(async move {
                    match shown.await {
                        Ok(pet) => view! { <Details pet asking /> }.into_any(),
                        Err(AppError::NotFound) => {
                            view! { <NotHere hint="There is no pet here that you can see." /> }.into_any()
                        }
                        Err(error) => view! { <ErrorNotice error on_retry=reread /> }.into_any(),
                    }
                })}
            </Transition>
            <PetDialog subject=asking.editing on_saved=move |_| reread.run(()) />
            <ConfirmRemoval removing=asking.removing />
        </main>
    }
}

#[component]
fn Details(pet: Pet, asking: Asking) -> impl IntoView {
    let me = use_me();
    let is_own = pet.is_of(me.id()) && !pet.is_removed();
    let (known, removed) = (pet.clone(), pet.clone());
    view! {
        <header class="page__head pet-head">
            <PetFace species=pet.species photo=large_photo(&pet) size=Size::Huge />
            <div>
                <h1>{pet.name.clone()}</h1>
                <p class="soft">{pet.line().kind()}</p>
                {pet.is_removed().then(|| view! { <Chip text="Removed" look="away" /> })}
            </div>
            <div class="row row--wrap">
                {pet.may_be_changed_by(&me)
                    .then(|| {
                        let edit = move || asking.editing.set(Some(Subject::Known(Box::new(known.clone()))));
                        view! {
                            <Button look=Look::Accent on_press=edit>
                                <Icon name=IconName::Pencil />
                                "Edit"
                            </Button>
                        }
                    })}
                {is_own
                    .then(|| {
                        view! {
                            <Button on_press=move || asking.removing.set(Some(removed.clone()))>"Remove pet"</Button>
                        }
                    })}
            </div>
        </header>
        {is_own.then(|| view! { <PhotoControls pet=pet.clone() photo=asking.photo on_done=asking.reread /> })}
        <section class="card" aria-label="About this pet">
            <PetFacts pet />
        </section>
    }
}

/// On its own page it is shown larger than in lists.
fn large_photo(pet: &Pet) -> Option<String> {
    pet.photo.as_ref().map(crate::files::Attachment::preview_path)
}

#[component]
fn PetFacts(pet: Pet) -> impl IntoView {
    let (me, clock) = (use_me(), use_clock());
    let is_client = me.is_client();
    let born = pet.birth_date.map(|born| {
        let words = format!("{} {} {}", born.0.day(), month_name(born.0), born.0.year());
        let zone = me.time_zone.clone();
        let age = Memo::new(move |_| crate::pets::model::age_in_words(born, clock.get().civil(&zone).date));
        view! {
            <dt>"Born"</dt>
            <dd>
                <time datetime=born.to_string()>{words}</time>
            </dd>
            <dt>"Age"</dt>
            <dd>{age}</dd>
        }
    });
    view! {
        <dl class="facts">
            <dt>"Species"</dt>
            <dd>{pet.species.name()}</dd>
            {pet.breed.map(|breed| view! { <dt>"Breed"</dt> <dd>{breed}</dd> })}
            <dt>"Sex"</dt>
            <dd>{pet.sex.name()}</dd>
            <dt>"Neutered"</dt>
            <dd>{pet.neutered.name()}</dd>
            {born}
            {(!is_client).then(|| view! { <dt>"Owner"</dt> <dd>{pet.owner.name}</dd> })}
            {(!pet.notes.is_empty()).then(|| view! { <dt>"Notes"</dt> <dd class="pet-notes">{pet.notes}</dd> })}
        </dl>
    }
}

/// Leads back to the list once it is done.
#[component]
fn ConfirmRemoval(removing: RwSignal<Option<Pet>>) -> impl IntoView {
    let (me, navigate) = (use_me(), use_navigate());
    let open = open_about(removing);
    let attempt = Attempt::default();
    // What failed for another pet is no matter of this one.
    Effect::new(move |_| {
        if open.get() {
            attempt.error.set(None);
        }
    });
    let title = Memo::new(move |was: Option<&String>| match removing.get() {
        Some(pet) => format!("Remove {}?", pet.name),
        None => was.cloned().unwrap_or_default(),
    });
    let remove = move |()| {
        let (Some(pet), navigate, list) = (removing.get_untracked(), navigate.clone(), paths::pets(&me)) else {
            return;
        };
        attempt.start(remove_pet(pet.id), move |()| {
            open.try_set(false);
            navigate(&list, NavigateOptions::default());
        });
    };
    view! {
        <Confirm
            id="remove-pet"
            title
            text="It cannot be chosen for appointments any more. Past ones keep it."
            verb="Remove"
            look=Look::Alarm
            open
            on_confirm=Callback::new(remove)
            busy=attempt.busy
            error=attempt.error
        />
    }
}
