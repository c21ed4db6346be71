//! The only SQL on notifications and the devices they are pushed to.

mod subscriptions;

pub use subscriptions::*;
