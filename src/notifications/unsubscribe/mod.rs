//! Links in letters by which people say that they want no more of these. They work without signing in, and say no
//! more of anybody than the sorts of letters that are meant.

mod api;
#[cfg(feature = "ssr")]
mod one_click;
#[cfg(feature = "ssr")]
mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
#[cfg(feature = "ssr")]
mod token;
mod view;

pub use api::*;
#[cfg(feature = "ssr")]
pub use one_click::one_click;
#[cfg(feature = "ssr")]
pub use token::token_for;
pub use view::UnsubscribePage;

use super::model::Sort;
use serde::{Deserialize, Serialize};

/// What a link is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unsubscribing {
    pub practice: String,
    pub sorts: Vec<Sort>,
    /// Whether none of them is sent any more.
    pub is_stopped: bool,
    /// What was chosen by mail for each of them: `messages:on,groups:digest`. What is not named is as usual.
    pub chosen: String,
}
