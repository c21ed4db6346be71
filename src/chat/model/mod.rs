//! The nouns of conversation and their pure rules.

mod conversations;
mod draft;
#[cfg(feature = "ssr")]
mod emoji;
mod message;
mod outbox;
mod payload;
mod room;
mod text;
mod thread;

pub use conversations::Conversations;
pub use draft::{Author, Draft};
#[cfg(feature = "ssr")]
pub use emoji::check_emoji;
pub use message::{Attachment, Message, MessageKind, Quote, Reaction, check_body};
pub use outbox::{Outbox, Pending};
pub use payload::{Assessment, Medicine, Prescription};
pub use room::{AppointmentContext, Context, CourseContext, Member, Receipt, Room, RoomKind, RoomStatus};
pub use text::{Piece, mention_before, pieces};
pub use thread::{Applied, Page, Place, Thread, Tick};
