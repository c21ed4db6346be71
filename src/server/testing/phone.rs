//! A device with a live socket, as a program outside of the project would speak to it.

use super::Outcome;
use crate::ids::{ClientId, RoomId};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

/// How long a frame may take to come. A wait that ends is a failed test, not a slow one.
const PATIENCE: Duration = Duration::from_secs(12);

pub struct Phone {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    pub greeting: Value,
    pub presence: Value,
}

/// A `message:send` frame of a text.
pub fn text(id: &str, room: RoomId, client_id: ClientId, body: &str) -> Value {
    json!({ "type": "message:send", "id": id, "room": room, "clientId": client_id, "kind": "text", "body": body })
}

impl Phone {
    pub async fn connect(address: SocketAddr, token: &str) -> Outcome<Self> {
        let mut request = format!("ws://{address}/live").into_client_request()?;
        request.headers_mut().insert("authorization", format!("Bearer {token}").parse()?);
        let (socket, _) = tokio_tungstenite::connect_async(request).await?;
        let mut phone = Self { socket, greeting: Value::Null, presence: Value::Null };
        phone.greeting = phone.hears().await?;
        phone.presence = phone.hears().await?;
        Ok(phone)
    }

    pub async fn sends(&mut self, frame: &Value) -> Outcome<()> {
        self.sends_raw(Message::text(frame.to_string())).await
    }

    pub async fn sends_raw(&mut self, message: Message) -> Outcome<()> {
        Ok(self.socket.send(message).await?)
    }

    /// The next frame.
    pub async fn hears(&mut self) -> Outcome<Value> {
        loop {
            match self.next().await? {
                Message::Text(text) => return Ok(serde_json::from_str(&text)?),
                Message::Close(frame) => return Err(format!("closed: {frame:?}").into()),
                _ => {}
            }
        }
    }

    /// The next frame of a type; those before it are passed over.
    pub async fn hears_of(&mut self, kind: &str) -> Outcome<Value> {
        loop {
            let frame = self.hears().await?;
            if frame["type"] == kind {
                return Ok(frame);
            }
        }
    }

    /// Sends a frame and waits for a frame of that type.
    pub async fn asks(&mut self, frame: &Value, answer: &str) -> Outcome<Value> {
        self.sends(frame).await?;
        self.hears_of(answer).await
    }

    /// The code with which the server closes the socket; frames before it are passed over.
    pub async fn is_closed_with(&mut self) -> Outcome<u16> {
        loop {
            if let Message::Close(frame) = self.next().await? {
                return Ok(frame.map_or(1005, |frame| frame.code.into()));
            }
        }
    }

    pub async fn hangs_up(mut self) -> Outcome<()> {
        Ok(self.socket.close(None).await?)
    }

    async fn next(&mut self) -> Outcome<Message> {
        let next = tokio::time::timeout(PATIENCE, self.socket.next()).await;
        Ok(next.map_err(|_| "no frame came")?.ok_or("the socket has ended")??)
    }
}
