//! The bell of every page: its count, what it opens, and what it says of what just came.

mod button;
mod handle;
mod panel;
mod title;

pub use button::Bell;
pub use handle::{provide_bell, use_bell};
pub use panel::BellPanel;
pub use title::{provide_ring, titled};
