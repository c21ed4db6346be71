//! Clients as those see them who look after them: what is known of each, and who is whose.

mod api;
#[cfg(feature = "ssr")]
mod changing;
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
