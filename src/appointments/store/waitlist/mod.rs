//! The waitlist: joining and leaving it, and offering freed times in turn.

mod joining;
mod offering;
mod reading;
mod taking;

pub use joining::{join_waitlist, leave_waitlist};
pub(super) use offering::offer_freed;
pub use reading::waitlist_for;
pub use taking::{pass_offer, pass_on_expired, take_offer};
