//! What a notification is, and the devices that it may reach.

mod device;

pub use device::*;
