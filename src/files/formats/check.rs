//! What is looked at while a file streams by: nothing of it is kept but its last bytes.

use super::tell::is_binary;
use super::{Format, refused};
use crate::error::Result;

/// Bytes at the end among which a whole PDF says that it ends.
const TAIL: usize = 2048;

pub enum Check {
    Text,
    Pdf { tail: Vec<u8> },
    Nothing,
}

impl Check {
    pub fn of(format: Format) -> Self {
        match format {
            Format::Text | Format::Csv => Self::Text,
            Format::Pdf => Self::Pdf { tail: Vec::with_capacity(2 * TAIL) },
            _ => Self::Nothing,
        }
    }

    /// The next bytes.
    pub fn see(&mut self, chunk: &[u8]) -> Result<()> {
        match self {
            Self::Text if chunk.iter().any(|byte| is_binary(*byte)) => {
                Err(refused("This begins as text and goes on as something else."))
            }
            Self::Pdf { tail } => {
                tail.extend_from_slice(&chunk[chunk.len().saturating_sub(TAIL)..]);
                tail.drain(..tail.len().saturating_sub(TAIL));
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// All bytes have come.
    pub fn end(self) -> Result<()> {
        match self {
            Self::Pdf { tail } if !tail.windows(5).any(|window| window == b"%%EOF") => {
                Err(refused("This PDF is not whole."))
            }
            _ => Ok(()),
        }
    }
}
