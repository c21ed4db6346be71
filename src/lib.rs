//! Attend: appointments, conversations and calls for practices.
//!
//! The map of the house: `app` is the front hall, `ui` the furniture, `live` the bell wire, `server` the cellar;
//! every other folder is a room that a user would name.

#![recursion_limit = "512"]

pub mod accounts;
pub mod admin;
pub mod announcements;
pub mod app;
pub mod appointments;
pub mod chat;
pub mod clients;
pub mod courses;
pub mod emergencies;
pub mod error;
pub mod files;
pub mod hidden;
pub mod ids;
pub mod live;
pub mod notifications;
pub mod pets;
#[cfg(feature = "ssr")]
pub mod server;
pub mod time;
pub mod ui;
pub mod words;

#[cfg(test)]
mod arrows;

/// Wakes the page that the server has drawn.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(app::App);
}
