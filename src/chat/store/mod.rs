//! The only SQL on rooms, their members and messages, but for the mailroom's batches.

mod catch_up;
mod fold;
mod history;
mod import;
mod people;
mod rooms;
mod say;

pub use catch_up::{Catch, catch_up};
pub use fold::fold;
pub use history::{find_posted, find_posted_among, page_after, page_before};
pub use import::{PastMessage, date_room, import_history};
pub use people::find_reachable;
pub use rooms::{
    NewRoom, RoomSearch, add_people, change_context, change_room, end_conversation, end_room, find_rooms, is_member,
    open_conversation, open_room, participants, remove_member, room_for, room_of, rooms_of, unread_of,
};
pub use say::say;
