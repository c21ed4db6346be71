//! A WebSocket at the least cost: the load shares two cores with the server it measures. Blocking, no TLS,
//! no masking to speak of, no parsing but of frame lengths.

use crate::{Outcome, PATIENCE};
use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// More than the longest frame the server sends here.
const BUFFER: usize = 256 * 1024;
const TEXT: u8 = 0x81;
const CLOSE: u8 = 0x88;
/// The second byte of a frame: masked or not, and a length or where to find it.
const MASKED: u8 = 0x80;
const IN_TWO_BYTES: u8 = 0x7e;
const IN_EIGHT_BYTES: u8 = 0x7f;

pub struct Wire {
    stream: TcpStream,
    buffer: Vec<u8>,
    /// How much of the buffer holds what is read and not yet heard.
    filled: usize,
}

impl Wire {
    /// A socket of Attend.
    pub fn open(address: &str, token: &str) -> Outcome<Self> {
        Self::upgrade(address, "/live", &format!("Authorization: Bearer {token}\r\n"))
    }

    /// Connected and upgraded. The buffer is made when something is first read, so that thousands may be idle.
    pub fn upgrade(address: &str, path: &str, headers: &str) -> Outcome<Self> {
        let mut stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let upgrade = format!(
            "GET {path} HTTP/1.1\r\nHost: {address}\r\n{headers}Connection: Upgrade\r\n\
             Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        );
        stream.write_all(upgrade.as_bytes())?;
        read_answer(&mut stream)?;
        Ok(Self { stream, buffer: Vec::new(), filled: 0 })
    }

    /// A second hand on the same connection, for somebody who writes while another reads.
    pub fn writer(&self) -> Outcome<TcpStream> {
        Ok(self.stream.try_clone()?)
    }

    /// The connection itself, for somebody who reads many at once. Nothing may have been read before.
    pub fn into_stream(self) -> Outcome<TcpStream> {
        self.stream.set_nonblocking(true)?;
        Ok(self.stream)
    }

    /// How long a read waits at most.
    pub fn set_patience(&self, patience: Duration) -> Outcome {
        Ok(self.stream.set_read_timeout(Some(patience))?)
    }

    pub fn write(&mut self, frames: &[u8]) -> Outcome {
        Ok(self.stream.write_all(frames)?)
    }

    /// Reads once and hands over each text frame that is now whole; false where nothing came.
    pub fn read(&mut self, hear: impl FnMut(&[u8]) -> Outcome) -> Outcome<bool> {
        self.buffer.resize(BUFFER, 0);
        match self.stream.read(&mut self.buffer[self.filled..]) {
            Ok(0) => return Err("the server has closed the connection".into()),
            Ok(count) => self.filled += count,
            Err(cause) if matches!(cause.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => return Ok(false),
            Err(cause) => return Err(cause.into()),
        }
        self.hand_over(hear)?;
        Ok(true)
    }

    fn hand_over(&mut self, mut hear: impl FnMut(&[u8]) -> Outcome) -> Outcome {
        let mut at = 0;
        while let Some((payload, end)) = frame_at(&self.buffer[..self.filled], at) {
            match self.buffer[at] {
                TEXT => hear(&self.buffer[payload..end])?,
                CLOSE => return Err("the server has closed the socket".into()),
                _ => {}
            }
            at = end;
        }
        self.buffer.copy_within(at..self.filled, 0);
        self.filled -= at;
        Ok(())
    }
}

/// Byte by byte, so that no frame that follows is swallowed.
fn read_answer(stream: &mut TcpStream) -> Outcome {
    let (mut answer, mut byte) = (Vec::new(), [0]);
    while !answer.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte)?;
        answer.push(byte[0]);
    }
    if answer.starts_with(b"HTTP/1.1 101") { Ok(()) } else { Err(String::from_utf8_lossy(&answer).into()) }
}

/// Where the payload of the frame that begins here begins and ends, if it is all there.
fn frame_at(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    let short = *bytes.get(at + 1)?;
    let (payload, length) = match short {
        IN_TWO_BYTES => (at + 4, usize::from(u16::from_be_bytes(bytes.get(at + 2..at + 4)?.try_into().ok()?))),
        IN_EIGHT_BYTES => {
            (at + 10, usize::try_from(u64::from_be_bytes(bytes.get(at + 2..at + 10)?.try_into().ok()?)).ok()?)
        }
        _ => (at + 2, usize::from(short)),
    };
    (payload + length <= bytes.len()).then_some((payload, payload + length))
}

/// Appends a text frame. A client has to mask; a mask of zeros leaves the text as it is.
pub fn text_frame(text: &str, frames: &mut Vec<u8>) {
    frames.push(TEXT);
    match u16::try_from(text.len()) {
        Ok(length @ ..126) => frames.push(MASKED | length.to_be_bytes()[1]),
        Ok(length) => {
            frames.push(MASKED | IN_TWO_BYTES);
            frames.extend(length.to_be_bytes());
        }
        Err(_) => {
            frames.push(MASKED | IN_EIGHT_BYTES);
            frames.extend((text.len() as u64).to_be_bytes());
        }
    }
    frames.extend([0; 4]);
    frames.extend(text.as_bytes());
}

/// What follows `key` in a frame up to the next quote, comma or brace.
pub fn field<'a>(frame: &'a [u8], key: &str) -> Option<&'a str> {
    let begin = frame.windows(key.len()).position(|window| window == key.as_bytes())? + key.len();
    let length = frame[begin..].iter().position(|byte| matches!(byte, b'"' | b',' | b'}'))?;
    std::str::from_utf8(&frame[begin..begin + length]).ok()
}
