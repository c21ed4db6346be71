//! Rooms, and what is said in them.

mod api;
mod command;
pub mod event;
#[cfg(feature = "ssr")]
pub mod librarian;
#[cfg(feature = "ssr")]
mod mailroom;
pub mod model;
#[cfg(feature = "ssr")]
pub mod rest;
#[cfg(feature = "ssr")]
pub mod ringing;
#[cfg(feature = "ssr")]
pub mod socket;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
mod view;

pub use api::*;
pub use command::Command;
pub use event::Event;
#[cfg(feature = "ssr")]
pub use mailroom::{Mailroom, PostUrgently, Posted, post_within};
pub use model::*;
#[cfg(feature = "ssr")]
pub use store::NewRoom;
pub use view::*;
