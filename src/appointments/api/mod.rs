//! What the pages ask of appointments.

mod booking;
mod deciding;
mod reading;
mod waiting;

pub use booking::*;
pub use deciding::*;
pub use reading::*;
pub use waiting::*;
