//! Courses of tutors: who is enrolled in them, and what is said about them.

mod api;
pub mod event;
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
