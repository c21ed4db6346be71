//! Announcements.

use super::endpoint::{Endpoint, Section, get, post, put};
use crate::announcements::rest::AudienceQuestion;
use crate::announcements::{Announcement, Audience, NewAnnouncement, Recipient};
use serde_json::json;

const ONE: &str = "/api/v1/announcements/{announcement}";
const WHICH: &str = "Which announcement.";
const ADMINS: &str = "For the practice's admins.";

pub fn section() -> Section {
    Section {
        name: "Announcements",
        about: "What the practice's admins tell many people at once. One that a person was not told does not exist for \
                them. `announcement:changed` over the live socket says that it is worth reading again.",
        endpoints: reading().into_iter().chain(writing()).chain(answering()).collect(),
    }
}

fn reading() -> [Endpoint; 3] {
    [
        get("/api/v1/announcements", "listAnnouncements", "List announcements")
            .says("Those one was told, newest first; for admins all of the practice, with how far each has come.")
            .pages("announcement")
            .lists::<Announcement>("A page of announcements."),
        get(ONE, "showAnnouncement", "Read an announcement")
            .says("Reading it here does not count as opening it.")
            .at("announcement", WHICH)
            .answers::<Announcement>(200, "The announcement."),
        get("/api/v1/announcements/{announcement}/recipients", "listRecipients", "List whom it is for")
            .says(ADMINS)
            .at("announcement", WHICH)
            .asks("show", "`all`, `not_opened`, `not_acknowledged`, or `failed`: whom a push or a mail did not reach.")
            .asks("q", "A part of their name.")
            .asks("after", "The page after this cursor, as `next` of a page told it.")
            .limited()
            .lists::<Recipient>("A page of people, by name.")
            .refuses(&[403]),
    ]
}

fn writing() -> [Endpoint; 3] {
    let cohort = json!({ "kind": "role", "role": "client" });
    [
        post("/api/v1/announcements/preview", "previewAnnouncement", "See who would be told")
            .says(ADMINS)
            .takes::<AudienceQuestion>(json!({ "cohort": cohort, "q": "" }))
            .answers::<Audience>(200, "How many, and some of them by name.")
            .refuses(&[403]),
        post("/api/v1/announcements", "sendAnnouncement", "Send an announcement")
            .says(
                "For the practice's admins. Whom it is for is settled at once, and they are told some at a time. With an \
                 id of one's own, a repeat is the same announcement.",
            )
            .takes::<NewAnnouncement>(json!({
                "title": "Closed on Friday", "body": "The clinic is closed on Friday.", "cohort": cohort,
                "asksAcknowledgement": true, "deadline": "2030-05-02T16:00:00Z"
            }))
            .answers::<Announcement>(201, "It is being sent.")
            .answers::<Announcement>(200, "It was there already.")
            .refuses(&[403, 409]),
        post("/api/v1/announcements/{announcement}/stop", "stopAnnouncement", "Stop an announcement")
            .says(
                "For the practice's admins. What has not left yet does not leave. Whoever was told keeps it, marked as \
                 withdrawn, and is asked for nothing.",
            )
            .at("announcement", WHICH)
            .answers::<Announcement>(200, "The announcement; once more changes nothing.")
            .refuses(&[403]),
    ]
}

fn answering() -> [Endpoint; 2] {
    [
        put("/api/v1/announcements/{announcement}/opened", "openAnnouncement", "Say that one has opened it")
            .at("announcement", WHICH)
            .answers_nothing("It is opened; once more changes nothing."),
        put(
            "/api/v1/announcements/{announcement}/acknowledgement",
            "acknowledgeAnnouncement",
            "Acknowledge an announcement",
        )
        .says("That one has read and understood it, where it asks for that. 409 where it does not, or was withdrawn.")
        .at("announcement", WHICH)
        .answers::<Announcement>(200, "The announcement; once more changes nothing.")
        .refuses(&[409]),
    ]
}
