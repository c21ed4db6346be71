//! What is known of clients, and how they are listed.

mod card;
mod fact;
mod listing;
mod value;

pub use card::*;
pub use fact::*;
pub use listing::*;
pub use value::*;
