//! The front hall: the shell of every page, the routes on one page, navigation, and pages made of several domains.

pub mod boot;
mod client_card;
mod connection;
mod day_sheet;
mod error_page;
mod frame;
mod guard;
mod home;
mod navigation;
pub mod paths;
mod room_context;
mod routes;
mod shell;
mod sign_out;
mod welcome;

pub use boot::use_boot;
pub use frame::{use_me, use_me_signal};
pub use routes::App;
pub use shell::shell;
