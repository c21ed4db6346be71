//! The only SQL on rooms, their members and messages, but for the mailroom's batches.

mod acknowledgements;
mod catch_up;
mod changes;
mod earlier;
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
pub use earlier::{VersionsFrom, earlier_versions};
pub use history::{
    files_between, files_of, find_posted_among, first_reply, number_at, page_after, page_before, page_of, place_for,
    quotes_of, repeat_or,
};
pub use import::{PastMessage, date_room, import_history};
pub use overdue::{Overdue, take_overdue};
pub use people::find_reachable;
pub use rooms::{
    Joining, Leaving, NewRoom, RoomSearch, WantedReaders, add_people, change_context, change_room, change_subject,
    courses_of, end_conversation, end_room, find_rooms, is_ended, is_member, join_room, leave_room, members_among,
    members_called, must_be_member, names_behind_at, open_conversation, open_room, participants, readers_of,
    remove_member, reopen, reopen_room, room_for, room_of, rooms_between, slowest_of, unread_of,
};
pub use say::say;
pub use search::{Search, enter_messages, enter_stale, fold_again, fold_message, rooms_behind, search};
