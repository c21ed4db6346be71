//! The nouns of conversation and their pure rules.

mod conversations;
mod message;
mod outbox;
mod room;
mod thread;

pub use crate::files::Attachment;
pub use conversations::Conversations;
pub use message::{Message, MessageKind, Quote, Reaction, check_body};
pub use outbox::{Outbox, Pending};
pub use room::{AppointmentContext, Context, CourseContext, Member, Receipt, Room, RoomKind, RoomStatus};
pub use thread::{Applied, Thread, Tick};
