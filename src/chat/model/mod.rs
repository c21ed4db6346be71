//! The nouns of conversation and their pure rules.

mod acknowledgement;
mod begun;
mod conversations;
mod draft;
mod earlier;
#[cfg(feature = "ssr")]
mod emoji;
#[cfg(test)]
pub mod examples;
mod excerpt;
mod message;
mod opening;
mod outbox;
mod payload;
mod readers;
mod rereading;
mod room;
mod rules;
mod search;
mod shared_file;
mod text;
mod thread;
mod title;

pub use crate::files::Attachment;
pub use acknowledgement::{Acknowledgement, Ask, Asking, Confirmation, Mine, Stance, may_ask};
pub use begun::Begun;
pub use conversations::{Conversations, RoomsPage, Shown};
pub use draft::{Author, Draft};
pub use earlier::{EarlierVersion, may_read_earlier};
#[cfg(feature = "ssr")]
pub use emoji::check_emoji;
pub use message::{Message, MessageKind, Quote, Reaction, check_body};
pub use opening::{MEMBERS_AT_MOST, NewConversation, Opening, RoomChange, check_title};
pub use outbox::{Outbox, Pending};
pub use payload::{Assessment, Medicine, Prescription};
pub use readers::{Reached, ReadersPage};
pub use rereading::Rereading;
pub use room::{
    AppointmentContext, Context, CourseContext, Invites, Member, Participant, Receipt, Room, RoomKind, RoomStatus,
};
#[cfg(feature = "ssr")]
pub use room::{MEMBERS_TOLD, has_ended};
pub use search::{Found, FoundIn, Hit, HitPlace, QUERY_AT_LEAST, RoomName, check_query};
pub use shared_file::{SharedFile, SharedFiles};
pub use text::{Piece, mention_before, pieces};
pub use thread::{Applied, Page, Place, Slowest, Straggler, Thread, Tick};
#[cfg(feature = "ssr")]
pub use title::title_for;
