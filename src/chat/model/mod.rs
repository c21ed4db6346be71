//! The nouns of conversation and their pure rules.

mod conversations;
mod message;
mod outbox;
mod room;
mod search;
mod thread;

pub use conversations::Conversations;
pub use message::{Attachment, Message, MessageKind, Quote, Reaction, check_body};
pub use outbox::{Outbox, Pending};
pub use room::{AppointmentContext, Context, CourseContext, Member, Receipt, Room, RoomKind, RoomStatus};
pub use search::{Found, Hit, QUERY_AT_LEAST, RoomName, check_query};
pub use thread::{Applied, Thread, Tick};
