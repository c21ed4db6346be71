//! The only SQL on rooms, their members and messages, but for the mailroom's batches.

mod acknowledgements;
mod catch_up;
mod changes;
mod fold;
mod history;
mod import;
mod overdue;
mod people;
mod restamp;
mod rooms;
mod say;
mod search;
mod target;

pub use acknowledgements::{Wanted, acknowledge, ask_readers, confirmations, count_asked, see_own, topic_of};
pub use catch_up::{Catch, catch_up};
pub use changes::{delete_message, edit_message, react, unreact};
pub use fold::fold;
pub use history::{
    files_between, files_of, find_posted_among, first_reply, number_at, page_after, page_before, page_of, place_for,
    quotes_of, repeat_or,
};
pub use import::{PastMessage, date_room, import_history};
pub use overdue::{Overdue, take_overdue};
pub use people::find_reachable;
pub use rooms::{
    Joining, Leaving, NewRoom, RoomSearch, add_people, change_context, change_room, change_subject, courses_of,
    end_conversation, end_room, find_rooms, is_ended, is_member, join_room, leave_room, must_be_member,
    open_conversation, open_room, participants, remove_member, reopen, reopen_room, room_for, room_of, rooms_between,
    unread_of,
};
pub use say::say;
pub use search::{Search, enter_messages, enter_stale, rooms_behind, search};
