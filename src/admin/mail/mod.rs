//! How the practice's e-mail goes out, and a letter to oneself to try it.

mod api;
#[cfg(feature = "ssr")]
mod rest;
#[cfg(all(test, feature = "ssr"))]
mod tests;
#[cfg(feature = "ssr")]
mod trial;
mod view;

pub use api::*;
#[cfg(feature = "ssr")]
pub use rest::routes as mail_routes;
pub use view::MailPage;

use serde::{Deserialize, Serialize};

/// How e-mail goes out. The password is nobody's to see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct MailStatus {
    /// Without a mail server nothing is sent by e-mail.
    pub on: bool,
    /// The mail server, as `mail.example.org:587`.
    pub server: Option<String>,
    /// How the way there is protected: `starttls`, `tls` or `plain`.
    pub security: Option<String>,
    /// The address that letters are from.
    pub from: Option<String>,
    /// Where links in letters lead.
    pub site: String,
}

/// A letter that the mail server has taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct TestLetter {
    /// One's own address.
    pub to: String,
    pub server: String,
}
