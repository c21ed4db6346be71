//! The only SQL on rooms, their members and messages, but for the mailroom's batches.

mod catch_up;
mod fold;
mod history;
mod import;
mod rooms;
mod say;
mod search;

pub use catch_up::{Catch, catch_up};
pub use fold::fold;
pub use history::{find_posted, find_posted_among, page_after, page_before};
pub use import::{PastMessage, date_room, import_history};
pub use rooms::{NewRoom, change_context, end_room, is_member, open_room, room_for, room_of, rooms_of};
pub use say::say;
pub use search::{Search, enter_messages, enter_stale, rooms_behind, search};
