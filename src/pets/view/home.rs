//! What a pet parent's home shows of their pets.

use super::{PetCards, changes};
use crate::app::{paths, use_me};
use crate::pets::{Pet, list_pets};
use crate::ui::{Empty, ErrorNotice, IconName, Skeleton, read};
use leptos::prelude::*;

#[component]
pub fn YourPets() -> impl IntoView {
    let me = use_me();
    let pets = read(|| (), |()| list_pets());
    changes(me.id(), move || pets.refetch());
    view! {
        <section class="card" aria-labelledby="your-pets">
            <div class="card__head">
                <h2 id="your-pets">"Your pets"</h2>
                <a class="more" href=paths::pets(&me) aria-label="See all your pets">
                    "See all"
                </a>
            </div>
            <Transition fallback=|| view! { <Skeleton rows=1 /> }>
                {move || Suspend::new(async move {
                    match pets.await {
                        Ok(pets) => shown(pets),
                        Err(error) => {
                            let retry = Callback::new(move |()| pets.refetch());
                            view! { <ErrorNotice error on_retry=retry /> }.into_any()
                        }
                    }
                })}
            </Transition>
        </section>
    }
}

fn shown(pets: Vec<Pet>) -> AnyView {
    if pets.is_empty() {
        return view! {
            <Empty icon=IconName::Paw title="No pets yet" hint="Add yours, so that they can be named when you book." />
        }
        .into_any();
    }
    view! { <PetCards pets /> }.into_any()
}
