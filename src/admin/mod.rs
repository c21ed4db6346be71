//! Running a practice: its people, who lets them in, its settings, and the record of all that.

mod api;
#[cfg(feature = "ssr")]
mod deeds;
mod mail;
#[cfg(feature = "ssr")]
pub mod rest;
#[cfg(all(test, feature = "ssr"))]
mod tests;
mod view;

pub use mail::*;
pub use view::*;
