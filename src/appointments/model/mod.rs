//! What is booked, when it can be, and what becomes of it.

mod appointment;
mod change;
mod hours;
mod kinds;
mod lateness;
#[cfg(feature = "ssr")]
pub mod slots;
mod waiting;

pub use appointment::*;
pub use change::*;
pub use hours::*;
pub use kinds::*;
pub use lateness::*;
pub use waiting::*;
