//! The request that becomes a WebSocket, and what is left of its connection: the bare stream. axum's own extractor keeps
//! that to itself, and then every frame takes the way through its socket's task.

use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::response::Response;
use hyper::upgrade::{OnUpgrade, Parts};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::handshake::server::create_response_with_body;

pub struct Handshake {
    /// That it is agreed to, which has to be said first.
    pub answer: Response,
    pub opening: Opening,
}

/// A connection that is about to become a WebSocket.
pub struct Opening(OnUpgrade);

impl<State: Sync> FromRequest<State> for Handshake {
    type Rejection = (StatusCode, String);

    /// 400 for what is no beginning of a WebSocket.
    async fn from_request(mut request: Request, _: &State) -> Result<Self, Self::Rejection> {
        let answer = create_response_with_body(&request, Body::empty)
            .map_err(|cause| (StatusCode::BAD_REQUEST, cause.to_string()))?;
        Ok(Self { answer, opening: Opening(hyper::upgrade::on(&mut request)) })
    }
}

impl Opening {
    /// The connection, once the answer is said, and what was heard on it by then. Nothing where its peer has gone.
    pub async fn stream(self) -> Option<(TcpStream, Vec<u8>)> {
        let upgraded = self.0.await.ok()?;
        if let Ok(Parts { io, read_buf, .. }) = upgraded.downcast::<TokioIo<TcpStream>>() {
            return Some((io.into_inner(), read_buf.into()));
        }
        tracing::error!("a connection is none of `server::connections`");
        None
    }
}
