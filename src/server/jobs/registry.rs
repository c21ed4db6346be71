//! All lanes there are. A lane is added here, with the domain's function that does its jobs.

use super::Lane;
use crate::notifications::{mail, push};

pub fn lanes() -> Vec<Lane> {
    vec![
        push::LANE,
        Lane { name: "mail", at_once: 8, work: |state, job| Box::pin(mail::send_letter(state, job)) },
        Lane { name: "digest", at_once: 4, work: |state, job| Box::pin(mail::send_gathered(state, job)) },
    ]
}
