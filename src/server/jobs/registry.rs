//! All lanes there are. A lane is added here, with the domain's function that does its jobs.

use super::Lane;

pub fn lanes() -> Vec<Lane> {
    vec![]
}
