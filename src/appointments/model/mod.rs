//! What is booked, when it can be, and what becomes of it.

mod appointment;
mod calendar;
mod change;
mod hours;
mod kinds;
mod practice;
#[cfg(feature = "ssr")]
pub mod slots;
mod state;
pub mod timetable;

pub use appointment::*;
pub use calendar::*;
pub use change::*;
pub use hours::*;
pub use kinds::*;
pub use practice::*;
pub use state::*;
