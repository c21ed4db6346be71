//! The nouns of conversation and their pure rules.

mod conversations;
mod message;
mod opening;
mod outbox;
mod room;
mod rules;
mod thread;

pub use conversations::{Conversations, RoomsPage, Shown};
pub use message::{Attachment, Message, MessageKind, Quote, Reaction, check_body};
pub use opening::{MEMBERS_AT_MOST, NewConversation, Opening, RoomChange, check_title};
pub use outbox::{Outbox, Pending};
pub use room::{
    AppointmentContext, Context, CourseContext, Invites, Member, Participant, Receipt, Room, RoomKind, RoomStatus,
};
pub use thread::{Applied, Thread, Tick};
