//! Somebody's pets as cards.

use super::PetFace;
use crate::app::{paths, use_me};
use crate::pets::Pet;
use crate::ui::{Size, use_clock};
use leptos::prelude::*;

/// Each leads to its page. Nothing where there are none: what to do then is said by the page around it.
#[component]
pub fn PetCards(pets: Vec<Pet>) -> impl IntoView {
    (!pets.is_empty()).then(|| {
        view! {
            <ul class="pets" aria-label="Pets">
                {pets.into_iter().map(|pet| view! { <PetCard pet /> }).collect_view()}
            </ul>
        }
    })
}

#[component]
fn PetCard(pet: Pet) -> impl IntoView {
    let (me, clock) = (use_me(), use_clock());
    let path = paths::pet(&me, pet.id);
    let (line, known) = (pet.line(), pet.clone());
    let summary = Memo::new(move |_| known.summary(clock.get().civil(&me.time_zone).date));
    view! {
        <li>
            <a class="pet-card" href=path>
                <PetFace species=pet.species photo=line.photo size=Size::Large />
                <span class="pet-card__text">
                    <b>{pet.name}</b>
                    <span class="soft">{summary}</span>
                </span>
            </a>
        </li>
    }
}
