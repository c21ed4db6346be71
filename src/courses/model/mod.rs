//! Courses, who is enrolled in them, and the rules for what is asked of them.

mod code;
mod course;
mod rules;

pub use code::*;
pub use course::*;
pub use rules::*;
