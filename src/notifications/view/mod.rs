//! What people see of notifications.

mod bell;
mod device;
mod list;
mod settings;

pub use bell::{Bell, BellPanel, provide_bell, provide_ring, titled};
pub use list::NotificationsPage;
pub use settings::NotificationSettingsPage;

use super::Sort;
use crate::app::use_me;

/// The sorts that a practice of this kind tells of.
fn sorts_here() -> impl Iterator<Item = Sort> {
    let kind = use_me().practice.kind;
    Sort::ALL.into_iter().filter(move |sort| match sort {
        Sort::Courses => kind.has_courses(),
        Sort::Emergencies => kind.has_emergencies(),
        _ => true,
    })
}
