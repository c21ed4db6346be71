//! Notifications, what they are about, and the ways they take.

mod kind;
mod notification;
mod preference;

pub use kind::{Kind, Sort};
pub use notification::{Filter, Inbox, Notification};
#[cfg(feature = "ssr")]
pub use notification::{Notice, SITE};
pub use preference::{Channel, Mode};
