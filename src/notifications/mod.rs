//! What people are told beside the thing itself: on the page, by push and by mail.

pub mod devices;
pub mod model;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
mod view;

pub use devices::*;
pub use model::*;
pub use view::*;
