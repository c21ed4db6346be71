//! A frame as it goes over the wire: written once, and its bytes are shared by all sockets it is for.

use bytes::{BufMut, Bytes, BytesMut};
use serde::Serialize;
use tokio_tungstenite::tungstenite::protocol::frame::FrameHeader;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};

const UNWRITABLE: &[u8] = br#"{"type":"error","about":null,"code":"broken","message":"A frame could not be written."}"#;

/// One text frame of a server, with its head.
#[derive(Clone)]
pub struct Frame(Bytes);

/// One serialised frame.
pub fn frame(content: &impl Serialize) -> Frame {
    let text = serde_json::to_vec(content).unwrap_or_else(|cause| {
        tracing::error!(%cause, "a frame cannot be written as JSON");
        UNWRITABLE.to_vec()
    });
    let head = FrameHeader { opcode: OpCode::Data(Data::Text), ..FrameHeader::default() };
    let mut bytes = BytesMut::with_capacity(head.len(text.len() as u64) + text.len()).writer();
    // Writing into memory cannot fail.
    head.format(text.len() as u64, &mut bytes).ok();
    let mut bytes = bytes.into_inner();
    bytes.extend_from_slice(&text);
    Frame(bytes.freeze())
}

impl Frame {
    pub fn into_bytes(self) -> Bytes {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn its_head_says_how_long_it_is() {
        let bytes = |length: usize| frame(&json!("x".repeat(length - 2))).into_bytes();
        assert_eq!(&bytes(5)[..], b"\x81\x05\"xxx\"");
        assert_eq!(&bytes(125)[..2], [0x81, 125]);
        assert_eq!(&bytes(126)[..4], [0x81, 126, 0, 126]);
        assert_eq!(bytes(126).len(), 130);
        assert_eq!(&bytes(65_536)[..10], [0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0]);
    }
}
