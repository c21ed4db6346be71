//! Notifications, what they are about, and the ways they take.

mod choosing;
mod delivery;
mod device;
mod kind;
mod notification;
mod place;
mod preference;
#[cfg(feature = "ssr")]
mod shortened;

pub use choosing::{Choice, NewChoice, PreferenceChanges, Preferences, Quiet, Ring};
pub use delivery::{Delivery, DeliveryState, Telling};
#[cfg(feature = "ssr")]
pub use device::device_name;
pub use device::{Device, DeviceKeys, NewDevice};
pub use kind::{Kind, Sort};
pub use notification::{Filter, Inbox, Notification};
#[cfg(feature = "ssr")]
pub use notification::{Notice, SITE};
pub use place::Place;
pub use preference::{Channel, Mode};
#[cfg(feature = "ssr")]
pub use shortened::shortened;
