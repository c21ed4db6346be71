//! What the pages ask of appointments.

mod booking;
mod calendar;
mod deciding;
mod hours;
mod practice;
mod reading;
mod series;
mod waiting;

pub use booking::*;
pub use calendar::*;
pub use deciding::*;
pub use hours::*;
pub use practice::*;
pub use reading::*;
pub use series::*;
pub use waiting::*;
