//! What people see of notifications, and what the pages ask of the browser.

mod bell;
#[cfg(feature = "hydrate")]
mod browser;
mod device;
mod devices;
mod list;
mod settings;
mod worker;

pub use bell::{Bell, BellPanel, provide_bell, provide_ring, titled};
pub use device::forget_told;
pub use list::{DeliveryFacts, NotificationsPage};
pub use settings::NotificationSettingsPage;
pub use worker::{provide_worker, register_worker};

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
