//! The way by mail: one letter for one notification, or one that gathers the messages somebody has not read.

mod event;
mod gathered;
mod letter;
mod single;
mod store;
#[cfg(test)]
mod tests;
mod tried;

pub use gathered::send_gathered;
pub use single::send_letter;
