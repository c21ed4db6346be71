//! The only SQL on pets.

mod changing;
mod photo;
mod reading;

pub use changing::{add_pet, change_pet, remove_pet};
pub use photo::{remove_photo, set_photo};
pub use reading::{lines_of, must_see_pets_of, pet_for, pets_among, pets_of};
