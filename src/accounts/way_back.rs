//! Where signing in leads.

use super::Me;
use crate::app::paths;

/// The page that somebody came for, where it is one of ours and can stand in a header; else their home.
pub fn way_back(next: Option<String>, me: &Me) -> String {
    let can_lead = |next: &String| paths::is_own(next) && next.bytes().all(|byte| byte.is_ascii_graphic());
    next.filter(can_lead).unwrap_or_else(|| paths::home(me))
}
