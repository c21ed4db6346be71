//! Pets.

use super::endpoint::{Section, delete, get, patch, post, put};
use crate::pets::rest::PhotoChoice;
use crate::pets::{Pet, PetChange, PetDraft};
use serde_json::json;

const PET: &str = "Which pet.";

pub fn section() -> Section {
    Section {
        name: "Pets",
        about: "The animals of a veterinary practice's clients; other practices have none. A pet is seen by its owner \
                and by the practitioners and admins of the practice.",
        endpoints: vec![
            get("/api/v1/pets", "listPets", "List pets")
                .says("One's own by name, without those that were removed.")
                .asks_id("owner", "Whose pets; practitioners and admins say it, clients have their own.")
                .asks("after", "The page after this cursor, as `next` of a page told it.")
                .limited()
                .lists::<Pet>("A page of pets.")
                .refuses(&[404]),
            post("/api/v1/pets", "addPet", "Add a pet")
                .says("By its owner, who has at most 100.")
                .takes::<PetDraft>(json!({ "name": "Nelli", "species": "dog", "birthDate": "2022-05-31" }))
                .answers::<Pet>(201, "Added.")
                .refuses(&[404, 409]),
            get("/api/v1/pets/{id}", "showPet", "Read a pet")
                .says("Also after it was removed: past appointments name it.")
                .at("id", PET)
                .answers::<Pet>(200, "The pet."),
            patch("/api/v1/pets/{id}", "changePet", "Change a pet")
                .says("By its owner, or by practitioners and admins of the practice.")
                .at("id", PET)
                .takes::<PetChange>(json!({ "notes": "Afraid of thunder." }))
                .answers::<Pet>(200, "The pet as it is now.")
                .refuses(&[409]),
            delete("/api/v1/pets/{id}", "removePet", "Remove a pet")
                .says("By its owner. It can be read, and is not offered or changed any more.")
                .at("id", PET)
                .answers_nothing("Removed; once more changes nothing."),
            put("/api/v1/pets/{id}/photo", "setPetPhoto", "Give a pet a photo")
                .says("By its owner: a picture that they have uploaded and not used before. The photo before it goes.")
                .at("id", PET)
                .takes::<PhotoChoice>(json!({ "file": "0190a000-0000-7000-8000-000000000003" }))
                .answers::<Pet>(200, "The pet as it is now; the same photo again changes nothing.")
                .refuses(&[409]),
            delete("/api/v1/pets/{id}/photo", "removePetPhoto", "Take a pet's photo away")
                .at("id", PET)
                .answers_nothing("It has none; once more changes nothing.")
                .refuses(&[409]),
        ],
    }
}
