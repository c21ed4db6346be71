//! How e-mail goes out.

use super::endpoint::{Section, get, post};
use crate::admin::{MailStatus, TestLetter};

pub fn section() -> Section {
    Section {
        name: "E-mail",
        about: "For the practice's admins: whether e-mail goes out, and a letter to try it.",
        endpoints: vec![
            get("/api/v1/mail", "showMail", "Read how e-mail goes out")
                .says("For the practice's admins; others are answered 403. The password is told nobody.")
                .answers::<MailStatus>(200, "How it goes out, if it does.")
                .refuses(&[403]),
            post("/api/v1/mail/test", "sendTestLetter", "Send a letter to oneself")
                .says(
                    "Answers once the mail server has taken it. Where it has not, or none is set up: 409, and `detail` \
                     is what it said. Admins only.",
                )
                .answers::<TestLetter>(200, "The mail server has taken it.")
                .refuses(&[403, 409, 429]),
        ],
    }
}
