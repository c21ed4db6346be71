//! The only SQL on notifications, their deliveries and what people prefer.

mod notify;
mod pushes;
mod reading;
mod rows;
mod subscriptions;

pub use notify::{notify, notify_all};
pub use pushes::*;
pub use reading::{
    clear_read, clear_topic, count_unread, list_notifications, mark_all_read, mark_opened, mark_read, mark_shown,
    remove_notification,
};
pub use subscriptions::*;
