//! Announcements: what an admin tells many people of the practice at once, who of them has seen it, and who has
//! confirmed that they read and understood it.

mod api;
#[cfg(feature = "ssr")]
mod deeds;
pub mod event;
#[cfg(feature = "ssr")]
pub mod lane;
pub mod model;
#[cfg(feature = "ssr")]
pub mod rest;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
mod view;

pub use api::*;
pub use event::Event;
pub use model::*;
pub use view::*;
