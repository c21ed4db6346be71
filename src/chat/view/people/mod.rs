//! Finding people one may write to, and choosing among them.

mod person;
mod picker;

pub use person::PersonLine;
pub use picker::{FoundPeople, PeoplePicker};
