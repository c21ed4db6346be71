//! The nouns of files and their pure rules.

mod attachment;
mod name;
mod sizes;
mod tray;

pub use attachment::{Attachment, FileKind, check_together};
pub use name::clean_name;
pub use sizes::{FileLimits, size_in_words};
pub use tray::{Stage, Tray, Upload};
