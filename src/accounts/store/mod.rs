//! The only SQL on practices, people and sign-ins.

mod people;
mod sign_ins;

pub use people::*;
pub use sign_ins::*;
