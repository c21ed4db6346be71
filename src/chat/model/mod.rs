//! The nouns of conversation and their pure rules.

mod acknowledgement;
mod conversations;
mod draft;
#[cfg(feature = "ssr")]
mod emoji;
mod message;
mod opening;
mod outbox;
mod payload;
mod room;
mod rules;
mod search;
mod text;
mod thread;
mod title;

pub use crate::files::Attachment;
pub use acknowledgement::{Acknowledgement, Ask, Asking, Confirmation, Mine, Stance, may_ask};
pub use conversations::{Conversations, RoomsPage, Shown};
pub use draft::{Author, Draft};
#[cfg(feature = "ssr")]
pub use emoji::check_emoji;
pub use message::{Message, MessageKind, Quote, Reaction, check_body};
pub use opening::{MEMBERS_AT_MOST, NewConversation, Opening, RoomChange, check_title};
pub use outbox::{Outbox, Pending};
pub use payload::{Assessment, Medicine, Prescription};
#[cfg(feature = "ssr")]
pub use room::has_ended;
pub use room::{
    AppointmentContext, Context, CourseContext, Invites, Member, Participant, Receipt, Room, RoomKind, RoomStatus,
};
pub use search::{Found, Hit, QUERY_AT_LEAST, RoomName, check_query};
pub use text::{Piece, mention_before, pieces};
pub use thread::{Applied, Page, Place, Thread, Tick};
#[cfg(feature = "ssr")]
pub use title::title_for;
