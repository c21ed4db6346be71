//! How much room there is for a file.

use crate::error::{AppError, Result};
use crate::files::formats::refused;
use crate::files::model::size_in_words;

/// In bytes.
#[derive(Clone, Copy)]
pub struct Room {
    /// What a file of its kind may have.
    pub most: u64,
    /// What its uploader may still keep.
    pub left: u64,
    /// What its uploader may keep altogether.
    pub quota: u64,
}

impl Room {
    /// A sentence where so many bytes do not fit.
    pub fn check(self, size: u64) -> Result<()> {
        if size > self.most {
            return Err(refused(&format!("This is too large; at most {} can be sent.", in_words(self.most))));
        }
        if size > self.left { Err(full(self.quota)) } else { Ok(()) }
    }
}

/// A person's files have all the room they may, so many bytes. What they delete makes room at once.
pub fn full(quota: u64) -> AppError {
    refused(&format!(
        "Your files take up all the room that you have, {}. Delete messages of yours whose files are not needed any more.",
        in_words(quota)
    ))
}

fn in_words(bytes: u64) -> String {
    size_in_words(i64::try_from(bytes).unwrap_or(i64::MAX))
}
