//! Signing in, up and out, and who one is.

use super::endpoint::{Section, get, patch, post};
use crate::accounts::Me;
use crate::accounts::forgetting::Forgotten;
use crate::accounts::joining::{Joining, NewPassword};
use crate::accounts::rest::Welcome;
use crate::accounts::settings::PrivacyChange;
use crate::accounts::signing_in::{Application, Attempt};
use serde_json::json;

pub fn section() -> Section {
    Section {
        name: "Signing in",
        about: "A sign-in gives a session cookie and a bearer token. Programs better show a token made in the settings.",
        endpoints: vec![
            post("/api/v1/auth/sign-in", "signIn", "Sign in")
                .says(
                    "Answers with the same 401 after the same work whether or not the account exists. After ten \
                     failures for an account or from an address within 15 minutes it answers 429. Of an account that \
                     is suspended only the right password learns so, with a 401 too.",
                )
                .public()
                .takes::<Attempt>(json!({ "email": "patient@clinic.demo", "password": "attend-demo" }))
                .answers::<Welcome>(200, "Signed in; the answer sets the session cookie as well.")
                .refuses(&[401]),
            post("/api/v1/auth/sign-up", "signUp", "Create an account")
                .says(
                    "Makes a client of the practice whose join code it is. A password has at least ten characters. \
                     `timeZone` is the IANA name of the person's zone; without it, or where there is none of that name, \
                     it is the practice's.",
                )
                .public()
                .takes::<Application>(json!({
                    "practice": "clinic-demo", "name": "Lena Moor", "email": "lena@mail.example",
                    "password": "a quiet lake at dawn", "timeZone": "Europe/Berlin",
                }))
                .answers::<Welcome>(201, "Made and signed in."),
            post("/api/v1/auth/join", "join", "Join by an invitation")
                .says(
                    "`secret` is the last part of the link. One that works no more and one that never did: 404. \
                     `timeZone` as in signing up.",
                )
                .public()
                .takes::<Joining>(json!({
                    "secret": "the-last-part-of-the-link", "name": "Lena Moor", "email": "lena@mail.example",
                    "password": "a quiet lake at dawn", "timeZone": "Europe/Berlin",
                }))
                .answers::<Welcome>(201, "Joined and signed in.")
                .refuses(&[404]),
            post("/api/v1/auth/forgot", "forgetPassword", "Ask for a link to a new password")
                .says(
                    "Sends a link that works once, for an hour, to the account's address. Answers the same, after the \
                     same work, whether or not the address has an account. Where no e-mail goes out: 409. To one \
                     address three letters go out, then one every twenty minutes: 429.",
                )
                .public()
                .takes::<Forgotten>(json!({ "email": "lena@mail.example" }))
                .answers_nothing("If there is such an account, a letter is on its way.")
                .refuses(&[409]),
            post("/api/v1/auth/reset", "setPassword", "Set a new password with a link")
                .says("`secret` is the last part of the link. It ends all sign-ins of the person, and works once.")
                .public()
                .takes::<NewPassword>(json!({
                    "secret": "the-last-part-of-the-link", "password": "a quiet lake at dawn",
                }))
                .answers_nothing("The new password is set.")
                .refuses(&[404]),
            post("/api/v1/auth/sign-out", "signOut", "Sign out")
                .says("Ends this sign-in: its cookie, its bearer token and its sockets. Needs a sign-in, not a token.")
                .answers_nothing("Signed out."),
            get("/api/v1/me", "showMe", "Who one is").answers::<Me>(200, "Oneself."),
            patch("/api/v1/me", "changeMe", "Change one's privacy")
                .says(
                    "Whether others are told when one was last here, and, for clients, whether other clients of one's \
                     groups may begin a conversation with one. What is left out stays.",
                )
                .takes::<PrivacyChange>(json!({ "closedToGroups": true }))
                .answers::<Me>(200, "Oneself as one is now."),
        ],
    }
}
