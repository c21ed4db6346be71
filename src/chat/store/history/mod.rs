//! Messages, read through the person's membership.

mod finding;
mod pages;
mod posted;
mod row;

pub use finding::{files_between, files_of, first_reply, place_for, quotes_of};
pub(super) use finding::{latest_of, messages_with};
pub use pages::{number_at, page_after, page_before, page_of};
pub use posted::{find_posted_among, repeat_or};
pub(super) use row::{MessageRow, messages, whole};
