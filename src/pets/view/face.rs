//! A pet's face, and the one line in which it stands beside other things.

use crate::pets::{PetLine, Species};
use crate::ui::Size;
use leptos::prelude::*;

/// Its photo, or what stands for its species. The name is said by the text beside it.
#[component]
pub fn PetFace(
    species: Species,
    /// The path of its photo.
    photo: Option<String>,
    #[prop(default = Size::Normal)] size: Size,
) -> impl IntoView {
    let class = match size {
        Size::Small => "pet-face pet-face--small",
        Size::Normal => "pet-face",
        Size::Large => "pet-face pet-face--large",
        Size::Huge => "pet-face pet-face--huge",
    };
    view! {
        <span class=class aria-hidden="true">
            {match photo {
                Some(photo) => view! { <img src=photo alt="" loading="lazy" decoding="async" /> }.into_any(),
                None => species.emoji().into_any(),
            }}
        </span>
    }
}

/// A pet where it was chosen: in an appointment, in a room.
#[component]
pub fn PetLineView(pet: PetLine) -> impl IntoView {
    let kind = pet.kind();
    view! {
        <span class="pet-line">
            <PetFace species=pet.species photo=pet.photo size=Size::Small />
            <span>
                <b>{pet.name}</b>
                " "
                <span class="soft">{kind}</span>
            </span>
        </span>
    }
}
