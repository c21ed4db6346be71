//! What an emergency is, what happens to it, and what a page knows of those that concern it.

mod again;
mod emergency;
mod step;
mod story;
mod told;
mod watch;

pub use again::*;
pub use emergency::*;
pub use step::*;
pub use told::*;
pub use watch::*;
