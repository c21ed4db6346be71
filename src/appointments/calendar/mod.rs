//! Appointments as files of calendar programs (RFC 5545): one by itself, and a feed to subscribe to.

mod feed;
mod file;
pub mod rest;

pub use feed::{new_feed, show_feed};

use super::store::Entry;
use crate::accounts::Me;
use crate::notifications::SITE;
use crate::server::config::Settings;
use axum::http::{HeaderMap, header};

/// The address that people reach this server by, without a slash at its end.
pub fn site(settings: &Settings, headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    settings.url.clone().unwrap_or_else(|| format!("http://{host}"))
}

/// One appointment as a letter to `reader` has it; where people open Attend is put in when that is written.
pub fn for_letter(entry: &Entry, reader: &Me) -> String {
    file::write(std::slice::from_ref(entry), reader, SITE)
}
