//! What people see of pets.

mod cards;
mod dialog;
mod face;
mod field;
mod home;
mod live;
mod pet;
mod pets;
mod photo;

pub use cards::PetCards;
pub use face::{PetFace, PetLineView};
pub use home::YourPets;
pub use live::changes;
pub use pet::PetPage;
pub use pets::PetsPage;
