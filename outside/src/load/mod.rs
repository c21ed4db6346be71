//! What benchmarks load a server with, and by what they see what that costs it.

pub mod latency;
mod seat;
pub mod table;
pub mod usage;
mod wire;

pub use seat::Seat;
pub use wire::{Wire, field, text_frame};
