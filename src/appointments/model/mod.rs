//! What is booked, when it can be, and what becomes of it.

mod appointment;
mod calendar;
mod change;
mod hours;
mod kinds;
mod lateness;
mod practice;
mod series;
#[cfg(feature = "ssr")]
pub mod slots;
mod state;
pub mod timetable;
mod waiting;

pub use appointment::*;
pub use calendar::*;
pub use change::*;
pub use hours::*;
pub use kinds::*;
pub use lateness::*;
pub use practice::*;
pub use series::*;
pub use state::*;
pub use waiting::*;
