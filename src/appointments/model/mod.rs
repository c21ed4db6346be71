//! What is booked, when it can be, and what becomes of it.

mod appointment;
mod change;
mod hours;
mod kinds;
#[cfg(feature = "ssr")]
pub mod slots;
mod state;

pub use appointment::*;
pub use change::*;
pub use hours::*;
pub use kinds::*;
pub use state::*;
