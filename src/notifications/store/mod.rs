//! The only SQL on notifications, their deliveries and what people prefer. Whoever changes several notifications locks
//! them in the order of their ids, and their deliveries after them.

mod called_off;
mod deliveries;
mod held;
mod notify;
mod preferences;
mod pushes;
mod reading;
mod rows;
mod settled;
mod standing;
mod subscriptions;
mod topics;
mod ways;

pub use called_off::{call_off, take_back};
pub use deliveries::{deliveries_of, tellings_of_topic};
pub use notify::{notify, notify_all, notify_each};
pub use preferences::{change_preferences, preferences_of, ring_of};
pub use pushes::*;
pub use reading::{
    clear_read, clear_topic, count_unread, list_notifications, mark_all_read, mark_opened, mark_read, mark_shown,
    remove_notification,
};
pub use settled::read_among;
pub use standing::*;
pub use subscriptions::*;
pub use topics::{drop_queued, mark_topics_shown, open_topic, reword, withdraw};
