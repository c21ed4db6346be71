//! Running a practice.

use super::endpoint::{Section, delete, get, patch, post};
use crate::accounts::PracticeSheet;
use crate::accounts::model::{
    AuditEntry, FreshInvitation, FreshReset, Invitation, NewInvitation, PersonSheet, PracticeChange,
};
use crate::admin::rest::PersonChange;
use serde_json::json;

const PERSON: &str = "Whom, of one's practice.";
const ADMINS: &str = "For the practice's admins; others are answered 403.";

pub fn section() -> Section {
    Section {
        name: "Practice",
        about: "One's practice, and what its admins do: its settings, its people, invitations, and the record of deeds.",
        endpoints: vec![
            get("/api/v1/practice", "showPractice", "Read one's practice")
                .says("Admins are told `joinCode` and `signUpOpen` as well. Without minutes there is no limit.")
                .answers::<PracticeSheet>(200, "The practice."),
            patch("/api/v1/practice", "changePractice", "Change the practice")
                .says("What is left out stays; an empty text or null minutes take away what was there. Admins only.")
                .takes::<PracticeChange>(json!({ "note": "Open on weekdays from 8 to 18.", "editMinutes": 15 }))
                .answers::<PracticeSheet>(200, "The practice as it is now."),
            post("/api/v1/practice/join-code", "renewJoinCode", "Renew the join code")
                .says("The former code works no more. Admins only.")
                .answers::<PracticeSheet>(200, "The practice with its new code."),
            get("/api/v1/people", "listPeople", "List the practice's people")
                .says(ADMINS)
                .asks("q", "A part of their name or address.")
                .asks("role", "`client`, `practitioner` or `admin`.")
                .asks("state", "`active` or `suspended`.")
                .asks("after", "The page after this cursor, as `next` of a page told it.")
                .limited()
                .lists::<PersonSheet>("A page of people, by name.")
                .refuses(&[403]),
            get("/api/v1/people/{person}", "showPerson", "Read a person")
                .says(ADMINS)
                .at("person", PERSON)
                .answers::<PersonSheet>(200, "The person.")
                .refuses(&[403]),
            patch("/api/v1/people/{person}", "changePerson", "Change a person's role")
                .says("They sign in anew. The last active admin stays one: 409. Needs a sign-in, not a token.")
                .at("person", PERSON)
                .takes::<PersonChange>(json!({ "role": "practitioner" }))
                .answers::<PersonSheet>(200, "The person as they are now.")
                .refuses(&[409]),
            post("/api/v1/people/{person}/suspend", "suspendPerson", "Suspend a person")
                .says(
                    "They cannot sign in, their sign-ins and sockets end at once, and their tokens let nobody in until they \
                     are let in again. What they wrote stays. The last active admin is not suspended: 409.",
                )
                .at("person", PERSON)
                .answers::<PersonSheet>(200, "The person as they are now; once more changes nothing.")
                .refuses(&[409]),
            post("/api/v1/people/{person}/unsuspend", "unsuspendPerson", "Let a person in again")
                .at("person", PERSON)
                .answers::<PersonSheet>(200, "The person as they are now; once more changes nothing."),
            post("/api/v1/people/{person}/reset", "resetPassword", "Make a link for a new password")
                .says(
                    "Works once, for 24 hours; one made before works no more. Where e-mail goes out, it is sent to the \
                     person too: `sentTo`. Needs a sign-in, not a token.",
                )
                .at("person", PERSON)
                .answers::<FreshReset>(201, "The link, told this once."),
            get("/api/v1/invitations", "listInvitations", "List open invitations")
                .says("Those that still let somebody in, the newest first. Admins only.")
                .asks("before", "The page before this cursor, as `next` of a page told it.")
                .limited()
                .lists::<Invitation>("A page of invitations.")
                .refuses(&[403]),
            post("/api/v1/invitations", "invite", "Make an invitation")
                .says(
                    "A link by which people join in that role. One for an address lets that person in alone and, where \
                     e-mail goes out, is sent there: `sentTo`. Needs a sign-in, not a token.",
                )
                .takes::<NewInvitation>(json!({ "role": "practitioner", "days": 7, "singleUse": true }))
                .answers::<FreshInvitation>(201, "The invitation, with its secret told this once."),
            delete("/api/v1/invitations/{invitation}", "revokeInvitation", "Revoke an invitation")
                .at("invitation", "Which invitation.")
                .answers_nothing("Nobody joins with it any more; once more changes nothing."),
            get("/api/v1/audit", "listAudit", "Read what admins have done")
                .says("The newest first. Rows are only ever added, and each holds the digest of the one before. Admins only.")
                .asks("before", "The page before this number, as `next` of a page told it.")
                .limited()
                .lists::<AuditEntry>("A page of deeds.")
                .refuses(&[403]),
        ],
    }
}
