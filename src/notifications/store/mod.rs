//! The only SQL on notifications, their deliveries and what people prefer.

mod notify;
mod reading;
mod rows;

pub use notify::{notify, notify_all};
pub use reading::{
    clear_read, count_unread, list_notifications, mark_all_read, mark_opened, mark_read, mark_shown,
    remove_notification,
};
