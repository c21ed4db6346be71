//! What the pages ask of appointments.

mod booking;
mod deciding;
mod reading;

pub use booking::*;
pub use deciding::*;
pub use reading::*;
