//! All lanes there are. A lane is added here, with the domain's function that does its jobs.

use super::Lane;
use crate::accounts::{forgetting, letters};
use crate::announcements::lane;
use crate::notifications::{mail, push};

pub fn lanes() -> Vec<Lane> {
    vec![
        push::URGENT,
        push::LANE,
        push::TO_MANY,
        mail::URGENT,
        mail::LANE,
        mail::TO_MANY,
        mail::GATHERED,
        letters::LANE,
        forgetting::LANE,
        lane::SENDING,
        lane::REMINDING,
    ]
}
