//! The only SQL on practices, people, sign-ins and tokens.

mod people;
mod sign_ins;
mod tokens;

pub use people::*;
pub use sign_ins::*;
pub use tokens::*;
