//! A client's alert to every practitioner of the practice: raised, told until somebody takes it, talked about,
//! resolved.

mod api;
#[cfg(feature = "ssr")]
pub mod clockwork;
pub mod event;
pub mod model;
#[cfg(feature = "ssr")]
pub mod rest;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
#[cfg(feature = "ssr")]
mod urgent;
mod view;

pub use api::*;
pub use event::Event;
pub use model::{
    Again, Emergency, EmergencySheet, OnCall, Recipients, Step, StepKind, Telling, Told, ToldAgain, Watch,
};
#[cfg(feature = "ssr")]
pub use urgent::{URGENT, post_urgently};
pub use view::*;
