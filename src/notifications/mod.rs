//! What people are told beside the thing itself: in the bell of every page, by push and by mail.
//! A domain says [`notify`] inside its transaction, and everything else follows from that.

mod api;
pub mod devices;
pub mod event;
#[cfg(feature = "ssr")]
pub mod mail;
pub mod model;
#[cfg(feature = "ssr")]
pub mod push;
#[cfg(feature = "ssr")]
pub mod rest;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
pub mod unsubscribe;
mod view;

pub use api::*;
pub use devices::*;
pub use event::Event;
pub use model::*;
#[cfg(feature = "ssr")]
pub use store::{notify, notify_all, notify_each};
pub use unsubscribe::UnsubscribePage;
pub use view::*;
