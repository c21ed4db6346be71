//! The only SQL on emergencies, who was told of them, what happened to them, and who is on call.

mod audience;
mod deciding;
mod escalating;
mod freeing;
mod giving_back;
mod on_call;
mod raising;
mod reading;
mod seeing;
mod talking;
mod telling;
mod writing_again;

pub use deciding::{resolve, take};
pub use escalating::escalate_next;
pub use freeing::free_next;
pub use giving_back::give_back;
pub use on_call::{on_call_in, set_on_call};
pub use raising::{Alert, raise, raise_by_message};
pub use reading::{Search, emergency_for, find, must_have_emergencies, must_work_here, steps_of, told_of, watched_by};
pub use seeing::{dismiss, note_shown, open, see};
