//! The waitlist, and running late.

use super::endpoint::{Section, delete, get, post};
use crate::appointments::{Appointment, Delay, WaitRequest, Waiting};
use serde_json::json;

const OFFER: &str = "An offer, as an entry of the waitlist has it.";

pub fn section() -> Section {
    Section {
        name: "Waiting",
        about: "Who waits for a time that suits, and practitioners who are late. A freed time is offered to one after \
                the other, for as long as the practice has set.",
        endpoints: vec![
            get("/api/v1/waitlist", "listWaitlist", "List who waits")
                .says(
                    "Clients see their own places, practitioners who waits for them, admins all of their practice. In \
                     their order; an entry has an `offer` while a time is theirs to take.",
                )
                .pages("cursor")
                .lists::<Waiting>("A page of entries."),
            post("/api/v1/waitlist", "joinWaitlist", "Join the waitlist")
                .says("Without `practitioner`: for any who offers the type. Only the practice names a `client`.")
                .takes::<WaitRequest>(json!({
                    "typeId": "0190a000-0000-7000-8000-000000000001", "reason": "A rash that itches",
                }))
                .answers::<Waiting>(201, "A new place at the end.")
                .answers::<Waiting>(200, "The place that they had already.")
                .refuses(&[409]),
            delete("/api/v1/waitlist/{entry}", "leaveWaitlist", "Leave the waitlist")
                .says("A time that was offered goes to the next in turn.")
                .at("entry", "Which entry.")
                .answers_nothing("They wait no longer."),
            post("/api/v1/waitlist/offers/{offer}/take", "takeOffer", "Take an offered time")
                .at("offer", OFFER)
                .answers::<Appointment>(201, "The appointment, requested or confirmed as its type says.")
                .answers::<Appointment>(200, "It was taken already.")
                .refuses(&[409]),
            delete("/api/v1/waitlist/offers/{offer}", "passOffer", "Let an offered time go")
                .says("It is offered to the next at once; one's own place stays.")
                .at("offer", OFFER)
                .answers_nothing("It is no longer offered to them.")
                .refuses(&[409]),
            post("/api/v1/running-late", "runLate", "Say how late a practitioner is")
                .says(
                    "Counted from the plan: it replaces what was said before, and 0 is on time. What is left of the \
                     practitioner's day is expected later as far as gaps do not take up the delay. Practitioners say \
                     it of themselves, admins name the `practitioner`.",
                )
                .takes::<Delay>(json!({ "minutes": 15 }))
                .lists::<Appointment>("The appointments that are expected at another time since.")
                .refuses(&[409]),
        ],
    }
}
