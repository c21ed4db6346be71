//! Waiting for a time: joining the list, one's own places with what they are offered, and who waits for a practitioner.

mod card;
mod join;
mod list;
mod offer;

pub use card::WaitlistCard;
pub use join::JoinWaitlist;
pub use list::WaitingList;

use crate::app::use_me;
use crate::words::Role;

/// `any doctor`, in the words of the practice.
fn anybody() -> String {
    format!("any {}", use_me().practice.kind.person(Role::Practitioner))
}
