//! The nouns of pets and their pure rules.

mod birth;
mod draft;
mod kinds;
mod pet;

pub use birth::{BirthDate, age_in_words};
pub use draft::{PetChange, PetDraft, PetFacts};
pub use kinds::{Neutered, Sex, Species};
pub use pet::{Pet, PetLine};
