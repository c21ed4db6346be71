//! What people see of notifications.

mod bell;
mod device;
mod list;
mod settings;

pub use bell::{Bell, BellPanel, provide_bell, provide_ring, titled};
pub use list::NotificationsPage;
pub use settings::NotificationSettingsPage;
