//! What people see of conversations.

mod composer;
mod conversations;
mod kept;
mod message;
mod page;
mod rows;
mod search;
mod state;
mod thread;
mod tick;

pub use conversations::ConversationLine;
pub use page::{ChatPage, NoRoom, Pane};
pub use state::{Chat, provide_chat, use_chat};
pub use thread::ThreadPane;
