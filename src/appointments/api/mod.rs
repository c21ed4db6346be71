//! What the pages ask of appointments.

mod booking;
mod deciding;
mod hours;
mod practice;
mod reading;

pub use booking::*;
pub use deciding::*;
pub use hours::*;
pub use practice::*;
pub use reading::*;
