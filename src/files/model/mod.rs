//! The nouns of files and their pure rules.

mod attachment;
mod kept;
mod leaving;
mod name;
mod refusing;
mod sizes;
mod tray;

pub use attachment::{Attachment, FileKind, check_together};
pub use kept::KeptUpload;
pub use name::clean_name;
pub use refusing::not_taken;
pub use sizes::{FileLimits, size_in_words};
pub use tray::{Stage, Tray, Upload};
