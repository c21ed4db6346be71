//! What is booked, when it can be, and what becomes of it.

mod appointment;
mod change;
mod hours;
mod kinds;
mod practice;
#[cfg(feature = "ssr")]
pub mod slots;

pub use appointment::*;
pub use change::*;
pub use hours::*;
pub use kinds::*;
pub use practice::*;
