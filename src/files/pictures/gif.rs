//! A moving GIF is kept as it is, block by block, but for what is no picture: comments, texts, data of programs, and
//! whatever lies behind its end.

use super::refused;
use crate::error::Result;

/// Pictures a GIF may move through, and the pixels of all of them together.
const FRAMES: usize = 2_000;
const PIXELS: u64 = 2_000_000_000;

const TRAILER: u8 = 0x3b;
const IMAGE: u8 = 0x2c;
const EXTENSION: u8 = 0x21;
const GRAPHIC_CONTROL: u8 = 0xf9;
const APPLICATION: u8 = 0xff;
/// The one extension of a program that all browsers read: how often it is repeated.
const LOOPS: &[u8] = b"\x0bNETSCAPE2.0\x03\x01";

/// The GIF with its pictures and nothing else.
pub fn without_comments(gif: &[u8]) -> Result<Vec<u8>> {
    let mut kept = Kept { rest: gif, out: Vec::with_capacity(gif.len()), frames: 0, pixels: 0 };
    kept.run().ok_or_else(|| refused("This picture is broken."))?;
    Ok(kept.out)
}

struct Kept<'a> {
    rest: &'a [u8],
    out: Vec<u8>,
    frames: usize,
    pixels: u64,
}

impl Kept<'_> {
    /// `None` where it breaks off or goes on for too long.
    fn run(&mut self) -> Option<()> {
        let head = self.take(13)?;
        let table = colours(head[10]);
        self.out.extend_from_slice(head);
        self.keep(table)?;
        loop {
            match *self.take(1)?.first()? {
                TRAILER => break,
                IMAGE => self.image()?,
                EXTENSION => self.extension()?,
                _ => return None,
            }
        }
        self.out.push(TRAILER);
        (self.frames > 0).then_some(())
    }

    fn image(&mut self) -> Option<()> {
        let descriptor = self.take(9)?;
        let side = |at: usize| u64::from(u16::from_le_bytes([descriptor[at], descriptor[at + 1]]));
        self.frames += 1;
        self.pixels += side(4) * side(6);
        if self.frames > FRAMES || self.pixels > PIXELS {
            return None;
        }
        self.out.push(IMAGE);
        self.out.extend_from_slice(descriptor);
        // Its own colours, and how many bits a code has at first.
        self.keep(colours(descriptor[8]) + 1)?;
        let data = self.blocks()?;
        self.out.extend_from_slice(data);
        Some(())
    }

    fn extension(&mut self) -> Option<()> {
        let label = *self.take(1)?.first()?;
        let data = self.blocks()?;
        if label == GRAPHIC_CONTROL && data.len() == 6
            || label == APPLICATION && data.starts_with(LOOPS) && data.len() == 17
        {
            self.out.extend_from_slice(&[EXTENSION, label]);
            self.out.extend_from_slice(data);
        }
        Some(())
    }

    fn keep(&mut self, length: usize) -> Option<()> {
        let bytes = self.take(length)?;
        self.out.extend_from_slice(bytes);
        Some(())
    }
}

impl<'a> Kept<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    /// Blocks of at most 255 bytes, each after its length, up to an empty one.
    fn blocks(&mut self) -> Option<&'a [u8]> {
        let mut length = 0;
        loop {
            let block = usize::from(*self.rest.get(length)?);
            length += 1 + block;
            if block == 0 {
                return self.take(length);
            }
        }
    }
}

/// Bytes of the table of colours that flags announce.
fn colours(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}
