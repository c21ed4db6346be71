//! The only SQL on files, and the keys of what belongs to them in the storage.

mod keys;
mod reading;
mod sending;
mod sweeping;
mod uploads;

pub use keys::{key, preview_key, thumbnail_key, whole_key};
pub use reading::{Object, StoredFile, file_for};
pub use sending::{attachments, give_picture, mark_sent, remove, sendable};
pub use sweeping::{Leftover, forget, leftovers};
pub use uploads::{begin, finish, kept_by, take_back};
