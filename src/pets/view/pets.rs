//! `/{role}/pets`: a pet parent's own.

use super::dialog::{PetDialog, Subject};
use super::{PetCards, changes};
use crate::app::use_me;
use crate::pets::{Pet, list_pets};
use crate::ui::{Button, Empty, ErrorNotice, Icon, IconName, Look, NotHere, Skeleton, read};
use leptos::prelude::*;
use leptos_meta::Title;

/// Who has no pets of their own here has no such page.
#[component]
pub fn PetsPage() -> impl IntoView {
    let me = use_me();
    if me.is_client() && me.practice.kind.has_pets() {
        return view! { <OwnPets /> }.into_any();
    }
    view! {
        <Title text="Not found" />
        <main class="page page--narrow" id="main">
            <NotHere hint="Pets stand with their owners." />
        </main>
    }
    .into_any()
}

#[component]
fn OwnPets() -> impl IntoView {
    let subject = RwSignal::new(None::<Subject>);
    let pets = read(|| (), |()| list_pets());
    changes(use_me().id(), move || pets.refetch());
    let add = move || subject.set(Some(Subject::New));
    view! {
        <Title text="Pets" />
        <main class="page" id="main">
            <header class="page__head">
                <h1>"Your pets"</h1>
                <Button look=Look::Accent on_press=add>
                    <Icon name=IconName::Plus />
                    "Add pet"
                </Button>
            </header>
            <Transition fallback=|| view! { <Skeleton rows=3 /> }>
                {move || Suspend::new(async move {
                    match pets.await {
                        Ok(pets) => arranged(pets),
                        Err(error) => {
                            let retry = Callback::new(move |()| pets.refetch());
                            view! { <ErrorNotice error on_retry=retry /> }.into_any()
                        }
                    }
                })}
            </Transition>
            <PetDialog subject on_saved=move |_| pets.refetch() />
        </main>
    }
}

fn arranged(pets: Vec<Pet>) -> AnyView {
    if pets.is_empty() {
        let hint = "Add your animals, so that the practice knows them before you come.";
        return view! {
            <section class="card" aria-label="Pets">
                <Empty icon=IconName::Paw title="No pets yet" hint=hint />
            </section>
        }
        .into_any();
    }
    view! { <PetCards pets /> }.into_any()
}
