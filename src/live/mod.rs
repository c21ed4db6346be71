//! The bell wire: what happened goes from the server to every device of those it concerns.

#[cfg(feature = "ssr")]
pub mod bus;
pub mod event;
#[cfg(feature = "ssr")]
pub mod hub;
pub mod provider;
#[cfg(feature = "ssr")]
pub mod socket;

pub use provider::{Connection, Live, provide_live, use_live};
