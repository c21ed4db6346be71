//! Rooms, who is in them, and what becomes of them. Whatever changes a room takes its next version, is said in it where
//! people did it, and is told to everybody in it.

mod between;
mod changing;
mod crowds;
mod held;
mod joining;
mod listing;
mod members;
mod opening;
mod reading;
mod sight;

pub use between::rooms_between;
pub use changing::{change_context, change_room, change_subject, end_conversation, end_room, reopen};
pub use crowds::{WantedReaders, members_among, members_called, names_behind_at, readers_of, slowest_of};
pub use joining::{Joining, Leaving, is_ended, join_room, leave_room, reopen_room};
pub use listing::{RoomSearch, courses_of, find_rooms, unread_of};
pub use members::{add_people, participants, remove_member};
pub use opening::{NewRoom, open_conversation, open_room};
pub(in crate::chat::store) use reading::member_ids;
pub use reading::{is_member, must_be_member, room_for, room_of};
