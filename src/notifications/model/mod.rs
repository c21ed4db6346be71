//! Notifications, what they are about, and the ways they take.

mod kind;
mod notification;
mod preference;

pub use kind::{Kind, Sort};
#[cfg(feature = "ssr")]
pub use notification::Notice;
pub use notification::{Filter, Inbox, Notification};
pub use preference::{Channel, Mode};
