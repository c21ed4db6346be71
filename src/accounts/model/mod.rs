//! Who people are, and what they may hand to their programs.

mod person;
mod token;

pub use person::*;
pub use token::*;
