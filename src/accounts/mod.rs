//! Practices, their people, and signing in.

mod api;
pub mod event;
#[cfg(feature = "ssr")]
pub mod forgetting;
#[cfg(feature = "ssr")]
pub mod joining;
#[cfg(feature = "ssr")]
pub mod letters;
pub mod model;
#[cfg(feature = "ssr")]
mod password;
#[cfg(feature = "ssr")]
pub mod rest;
#[cfg(feature = "ssr")]
pub mod settings;
#[cfg(feature = "ssr")]
pub mod signing_in;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
mod view;
mod way_back;

pub use api::*;
pub use event::Event;
pub use model::{LIFETIMES, Me, Person, Practice, PracticeSheet, Scope, TOKEN_PREFIX, Token, User, Welcoming};
#[cfg(feature = "ssr")]
pub use password::hash_password;
pub use view::*;
pub use way_back::way_back;
