//! Clients, and what is known of them.

use super::endpoint::{Section, get, patch};
use super::nouns::NewFacts;
use crate::clients::{ClientCard, ClientLine, Sheet};
use serde_json::json;

const CLIENT: &str = "Which client.";
const WRITING: &str = "What is not named stays; null or an empty text takes a fact away. Each kind of practice asks for \
    some of these facts and refuses the others; `asks` of the answer names them.";

pub fn section() -> Section {
    Section {
        name: "Clients",
        about: "For who works in the practice: its clients and their cards. Clients read and write what the practice \
                knows of themselves.",
        endpoints: vec![
            get("/api/v1/clients", "listClients", "List clients")
                .asks("q", "A part of their name, whatever its case and accents.")
                .asks(
                    "show",
                    "`name`, as it is without: a practitioner's own clients by name. `contact`: the same, those first \
                     with whom one had to do last. `all`: all of the practice by name. An admin gets all by name.",
                )
                .pages("cursor")
                .lists::<ClientLine>("A page of clients.")
                .refuses(&[403]),
            get("/api/v1/clients/{client}", "showClient", "Read a client's card")
                .says(
                    "With the appointments, conversations and files that one shares with them; an admin sees the times \
                     of all their appointments.",
                )
                .at("client", CLIENT)
                .answers::<ClientCard>(200, "The card."),
            patch("/api/v1/clients/{client}/facts", "changeFacts", "Change what is known of a client")
                .says(WRITING)
                .at("client", CLIENT)
                .takes::<NewFacts>(json!({ "allergies": "Penicillin", "bloodGroup": "A+" }))
                .answers::<Sheet>(200, "What is known now."),
            get("/api/v1/me/facts", "showOwnFacts", "Read what is known of oneself")
                .answers::<Sheet>(200, "What the practice asks for, and what of it is known.")
                .refuses(&[403]),
            patch("/api/v1/me/facts", "changeOwnFacts", "Change what is known of oneself")
                .says(WRITING)
                .takes::<NewFacts>(json!({ "phone": null }))
                .answers::<Sheet>(200, "What is known now."),
        ],
    }
}
