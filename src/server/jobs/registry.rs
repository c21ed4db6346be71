//! All lanes there are. A lane is added here, with the domain's function that does its jobs.

use super::Lane;
use crate::announcements;
use crate::notifications::push;

pub fn lanes() -> Vec<Lane> {
    vec![push::LANE, announcements::lane::SENDING, announcements::lane::REMINDING]
}
