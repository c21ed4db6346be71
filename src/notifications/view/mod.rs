//! The pages of notifications, and what they ask of the browser.

#[cfg(feature = "hydrate")]
mod browser;
mod devices;
mod settings;
mod worker;

pub use settings::NotificationSettingsPage;
pub use worker::{provide_worker, register_worker};
