//! Finding what was said: in an open room, and in all of one's own from the list of conversations.

mod finder;
mod found;
mod hits;
mod pane;

pub use found::FoundMessages;
pub use pane::SearchPane;
