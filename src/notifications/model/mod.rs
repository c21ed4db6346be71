//! Notifications, what they are about, and the ways they take.

mod device;
mod choosing;
mod delivery;
mod kind;
mod notification;
mod preference;

#[cfg(feature = "ssr")]
pub use device::device_name;
pub use device::{Device, DeviceKeys, NewDevice};
pub use choosing::{Choice, NewChoice, PreferenceChanges, Preferences, Quiet, Ring};
pub use delivery::{Delivery, DeliveryState};
pub use kind::{Kind, Sort};
#[cfg(feature = "ssr")]
pub use notification::Notice;
pub use notification::{Filter, Inbox, Notification};
pub use preference::{Channel, Mode};
