//! The animals of a veterinary practice's clients.

mod api;
pub mod event;
pub mod model;
#[cfg(feature = "ssr")]
pub mod rest;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
mod view;

pub use api::*;
pub use event::Event;
pub use model::{BirthDate, Neutered, Pet, PetChange, PetDraft, PetFacts, PetLine, Sex, Species};
pub use view::*;
