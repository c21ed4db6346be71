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
}

impl Room {
    /// A sentence where so many bytes do not fit.
    pub fn check(self, size: u64) -> Result<()> {
        if size > self.most {
            let most = size_in_words(i64::try_from(self.most).unwrap_or(i64::MAX));
            return Err(refused(&format!("This is too large; at most {most} can be sent.")));
        }
        if size > self.left { Err(full()) } else { Ok(()) }
    }
}

/// A person's files have all the room they may.
pub fn full() -> AppError {
    refused("Your files take up all the room that you have.")
}
