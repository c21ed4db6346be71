//! A live socket, as a program without a browser opens it.

use super::person::Message;
use super::{Outcome, PATIENCE};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::header::AUTHORIZATION;
use tokio_tungstenite::{WebSocketStream, client_async, tungstenite};
use uuid::Uuid;

pub struct Socket(WebSocketStream<TcpStream>);

/// A message that is not acknowledged yet. Its id stays the same however often it is sent.
#[derive(Clone, Debug)]
pub struct Draft {
    pub room: Uuid,
    pub client_id: Uuid,
    pub body: String,
}

impl Draft {
    pub fn new(room: Uuid, body: String) -> Self {
        Self { room, client_id: Uuid::now_v7(), body }
    }
}

impl Socket {
    pub async fn open(address: &str, token: &str) -> Outcome<Self> {
        let mut request = format!("ws://{address}/live").into_client_request()?;
        request.headers_mut().insert(AUTHORIZATION, format!("Bearer {token}").parse()?);
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (socket, _) = timeout(PATIENCE, client_async(request, stream)).await??;
        Ok(Self(socket))
    }

    pub async fn send(&mut self, frame: &Value) -> Outcome {
        Ok(self.0.send(tungstenite::Message::text(frame.to_string())).await?)
    }

    /// Sends a draft under its client id and goes on.
    pub async fn posts(&mut self, draft: &Draft) -> Outcome {
        let Draft { room, client_id, body } = draft;
        let frame = json!({
            "type": "message:send", "id": client_id, "room": room, "clientId": client_id, "kind": "text", "body": body
        });
        self.send(&frame).await
    }

    /// Says something and waits until it is acknowledged.
    pub async fn says(&mut self, room: Uuid, body: &str) -> Outcome<Message> {
        self.posts(&Draft::new(room, body.to_owned())).await?;
        Ok(serde_json::from_value(self.hears("ack").await?["message"].take())?)
    }

    /// The next frame of that type; others are passed over.
    pub async fn hears(&mut self, about: &str) -> Outcome<Value> {
        while let Some(frame) = self.next().await? {
            if frame["type"] == about {
                return Ok(frame);
            }
        }
        Err(format!("the connection ended before {about} came").into())
    }

    /// The code with which the server closes the connection; frames before that are passed over.
    pub async fn is_closed_with(&mut self) -> Outcome<u16> {
        loop {
            let next = timeout(PATIENCE, self.0.next()).await.map_err(|_| "nothing was heard for too long")?;
            if let tungstenite::Message::Close(frame) = next.ok_or("the connection ended without a close")?? {
                return Ok(frame.map_or(1005, |frame| frame.code.into()));
            }
        }
    }

    /// The next frame; `None` once the connection has ended in whatever way, an error where nothing comes for long.
    pub async fn next(&mut self) -> Outcome<Option<Value>> {
        loop {
            return match timeout(PATIENCE, self.0.next()).await.map_err(|_| "nothing was heard for too long")? {
                Some(Ok(tungstenite::Message::Text(text))) => Ok(Some(serde_json::from_str(&text)?)),
                Some(Ok(tungstenite::Message::Ping(_) | tungstenite::Message::Pong(_))) => continue,
                Some(Ok(_) | Err(_)) | None => Ok(None),
            };
        }
    }
}
