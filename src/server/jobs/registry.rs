//! All lanes there are. A lane is added here, with the domain's function that does its jobs.

use super::Lane;
use crate::announcements::lane;
use crate::notifications::{mail, push};

pub fn lanes() -> Vec<Lane> {
    vec![push::LANE, push::TO_MANY, mail::LANE, mail::TO_MANY, mail::GATHERED, lane::SENDING, lane::REMINDING]
}
