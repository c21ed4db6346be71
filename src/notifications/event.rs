//! What this domain announces, to one person on all their devices.

use super::model::{Notification, Preferences};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all_fields = "camelCase")]
pub enum Event {
    /// A new one, or a newer one in the place of one that was not read yet; none where only the count has changed,
    /// as when one was read or removed on another device.
    #[serde(rename = "notification")]
    Notified { notification: Option<Box<Notification>>, unread: i64 },
    /// What the person wants to be told, and how, is another now.
    #[serde(rename = "notification-settings:changed")]
    SettingsChanged { preferences: Box<Preferences> },
}
