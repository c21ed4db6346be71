//! What people see of conversations.

mod beside;
mod composer;
mod conversations;
mod desk;
mod details;
mod kept;
mod leaving;
mod message;
mod opening;
mod page;
mod people;
mod rows;
mod search;
mod state;
mod thread;
mod tick;

pub use conversations::{AboveConversations, ConversationLine};
pub use details::{GroupFace, RoomDetails};
pub use leaving::use_leaving;
pub use opening::{BeginWith, Beginning, Chosen, toggle};
pub use page::{ChatPage, NoRoom, Pane};
pub use people::{FoundPeople, PeoplePicker};
pub use state::{Chat, provide_chat, use_chat};
pub use thread::ThreadPane;
