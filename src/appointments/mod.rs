//! Who meets whom, and when: free times, requests, and what becomes of them.

mod api;
#[cfg(feature = "ssr")]
pub mod appointment_chat;
#[cfg(feature = "ssr")]
pub mod calendar;
#[cfg(feature = "ssr")]
pub mod clockwork;
pub mod event;
pub mod model;
#[cfg(feature = "ssr")]
mod notices;
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
