//! `GET /live`: one task a socket. It answers what it hears, keeps the lease alive, and writes what its line holds where
//! the connection did not take it at once.

mod frame;
mod handshake;
mod presence;
mod refusals;
mod stream;

use super::hub::{Close, Line, Next};
use crate::error::AppError;
use crate::server::security;
use crate::server::session::{Credential, Visitor};
use crate::server::state::AppState;
use crate::server::telemetry::names;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use bytes::Bytes;
use futures_util::{SinkExt, StreamExt};
use handshake::{Handshake, Opening};
use refusals::Refusals;
use std::future::poll_fn;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;
use stream::Stream;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, Role, WebSocketConfig};
use tokio_tungstenite::tungstenite::{Error, Message, Utf8Bytes};

type WebSocket = WebSocketStream<Stream>;

/// The server pings with each heartbeat; any frame or pong renews the lease, and so many silent beats end it.
const SILENT_BEATS: u32 = 3;

/// A longer frame closes the socket.
const FRAME_BYTES: usize = 65_536;
/// Up to here a frame is read whole, so that the close reaches a sender who is still writing.
const READ_BYTES: usize = 1024 * 1024;
/// By default it would be 128 KB a connection; an idle socket should cost next to nothing.
const READ_BUFFER: usize = 1024;
/// How long a slow peer may take over what is written before a close, and over the close itself.
const PATIENCE: Duration = Duration::from_secs(2);

/// 401 for nobody, 403 for a cookie from a foreign page.
pub async fn open(
    State(state): State<AppState>,
    visitor: Visitor,
    headers: HeaderMap,
    handshake: Handshake,
) -> Result<Response, AppError> {
    if visitor.by == Credential::Cookie && !security::is_own_origin(&headers, &state.settings) {
        return Err(AppError::forbidden("The live socket is open to Attend's own pages only."));
    }
    tokio::spawn(begin(handshake.opening, state, visitor));
    Ok(handshake.answer)
}

/// Greets, and goes on in a task of its own, which keeps nothing of how it began: there are many of them.
async fn begin(opening: Opening, state: AppState, visitor: Visitor) {
    let Some((stream, heard)) = opening.stream().await else { return };
    let line = Arc::new(Line::new(&visitor, stream));
    if presence::arrive(&state, visitor, &line).await.is_err() {
        return presence::leave(state, &line);
    }
    let config = WebSocketConfig::default().read_buffer_size(READ_BUFFER);
    let config = config.max_message_size(Some(READ_BYTES)).max_frame_size(Some(READ_BYTES));
    let socket = WebSocket::from_partially_read(Stream(Arc::clone(&line)), heard, Role::Server, Some(config)).await;
    tokio::spawn(async move {
        metrics::gauge!(names::SOCKETS).increment(1);
        talk(socket, &state, &line).await;
        metrics::gauge!(names::SOCKETS).decrement(1);
        presence::leave(state, &line);
    });
}

async fn talk(mut socket: WebSocket, state: &AppState, line: &Arc<Line>) {
    let mut refusals = Refusals::default();
    let pause = state.settings.heartbeat;
    let mut heartbeat = tokio::time::interval_at(tokio::time::Instant::now() + pause, pause);
    let mut silent_beats = 0;
    loop {
        // In this order, so that whoever does not read is not listened to either.
        let flow = tokio::select! {
            biased;
            next = line.next() => match next {
                Next::Write => write(&mut socket, line).await,
                Next::Close(why) => { close(&mut socket, why).await; ControlFlow::Break(()) }
                Next::Gone => ControlFlow::Break(()),
            },
            heard = socket.next() => match heard {
                Some(Ok(message)) => {
                    silent_beats = 0;
                    Box::pin(hear(message, state, line, &mut refusals)).await
                }
                Some(Err(cause)) => after_error(cause, line),
                None => ControlFlow::Break(()),
            },
            _ = heartbeat.tick() => {
                silent_beats += 1;
                beat(&mut socket, line, silent_beats).await
            }
        };
        if flow.is_break() {
            return;
        }
    }
}

/// Writes what waits. A close that comes meanwhile cuts the wait for a peer who does not read.
async fn write(socket: &mut WebSocket, line: &Line) -> ControlFlow<()> {
    let mut writing = poll_fn(|context| line.poll_write(context));
    let why = tokio::select! {
        biased;
        written = &mut writing => return written.map_or(ControlFlow::Break(()), |()| ControlFlow::Continue(())),
        why = line.closing() => why,
    };
    tokio::time::timeout(PATIENCE, writing).await.ok();
    close(socket, why).await;
    ControlFlow::Break(())
}

async fn beat(socket: &mut WebSocket, line: &Line, silent_beats: u32) -> ControlFlow<()> {
    if line.has_expired() {
        line.close(Close::SignedOut);
    }
    if silent_beats >= SILENT_BEATS {
        return ControlFlow::Break(());
    }
    match tokio::time::timeout(PATIENCE, socket.send(Message::Ping(Bytes::new()))).await {
        Ok(Err(_)) => ControlFlow::Break(()),
        Ok(Ok(())) | Err(_) => ControlFlow::Continue(()),
    }
}

async fn hear(message: Message, state: &AppState, line: &Arc<Line>, refusals: &mut Refusals) -> ControlFlow<()> {
    let text = match message {
        Message::Text(text) if text.len() <= FRAME_BYTES => text,
        Message::Binary(bytes) if bytes.len() <= FRAME_BYTES => {
            refusals.broken(line, "Frames are text.");
            return ControlFlow::Continue(());
        }
        Message::Text(_) | Message::Binary(_) => {
            line.close(Close::TooLarge);
            return ControlFlow::Continue(());
        }
        Message::Ping(_) | Message::Pong(_) | Message::Frame(_) => return ControlFlow::Continue(()),
        Message::Close(_) => return ControlFlow::Break(()),
    };
    match frame::Head::read(&text) {
        Ok(head) => frame::answer(&text, head, state, line, refusals).await,
        Err(why) => refusals.broken(line, why),
    }
    ControlFlow::Continue(())
}

/// A frame larger than is read at all closes as any too large one does; whatever else breaks the protocol just ends.
fn after_error(cause: Error, line: &Line) -> ControlFlow<()> {
    if let Error::Capacity(_) = cause {
        line.close(Close::TooLarge);
        return ControlFlow::Continue(());
    }
    ControlFlow::Break(())
}

/// Sends the close and waits for the peer's, so that it arrives before the connection is torn down.
async fn close(socket: &mut WebSocket, why: Close) {
    let frame = CloseFrame { code: (why as u16).into(), reason: Utf8Bytes::from_static(why.reason()) };
    let goodbye = async {
        if socket.send(Message::Close(Some(frame))).await.is_ok() {
            while let Some(Ok(_)) = socket.next().await {}
        }
    };
    tokio::time::timeout(PATIENCE, goodbye).await.ok();
}
