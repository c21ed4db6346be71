//! The only SQL on notifications, their deliveries and what people prefer.

mod deliveries;
mod notify;
mod preferences;
mod pushes;
mod reading;
mod rows;
mod subscriptions;
mod topics;
mod ways;

pub use deliveries::{deliveries_of, deliveries_of_topic};
pub use notify::{notify, notify_all, notify_each};
pub use preferences::{change_preferences, preferences_of, ring_of};
pub use pushes::*;
pub use reading::{
    clear_read, clear_topic, count_unread, list_notifications, mark_all_read, mark_opened, mark_read, mark_shown,
    remove_notification,
};
pub use subscriptions::*;
pub use topics::{drop_queued, open_topic, reword, withdraw};
