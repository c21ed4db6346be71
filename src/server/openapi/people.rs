//! Finding people.

use super::endpoint::{Section, get};
use crate::accounts::Person;

pub fn section() -> Section {
    Section {
        name: "People",
        about: "Those of one's practice whom one may see.",
        endpoints: vec![
            get("/api/v1/users", "findPeople", "Find people")
                .asks("q", "A part of their name.")
                .asks("after", "The page after this cursor, as `next` of a page told it.")
                .limited()
                .lists::<Person>("A page of people, by name."),
        ],
    }
}
