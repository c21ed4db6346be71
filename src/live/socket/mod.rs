//! `GET /live`: one task a socket. It answers what it hears, keeps the lease alive, and writes what its line holds where
//! the connection did not take it at once.

mod frame;
mod handshake;
mod lease;
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
use lease::Lease;
use refusals::Refusals;
use std::future::poll_fn;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;
use stream::Stream;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::error::ProtocolError;
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, Role, WebSocketConfig};
use tokio_tungstenite::tungstenite::{Error, Message, Utf8Bytes};

type WebSocket = WebSocketStream<Stream>;

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
    let mut lease = Lease::new(state.settings.heartbeat);
    loop {
        // In this order, so that whoever does not read is not listened to either.
        let flow = tokio::select! {
            biased;
            next = line.next() => match next {
                Next::Write => write(&mut socket, line, &mut lease).await,
                Next::Close(why) => { close(&mut socket, line, why).await; ControlFlow::Break(()) }
                Next::Gone => ControlFlow::Break(()),
            },
            heard = socket.next() => match heard {
                Some(Ok(Message::Close(_))) => {
                    say_goodbye(&mut socket, line).await;
                    ControlFlow::Break(())
                }
                Some(Ok(message)) => {
                    lease.renew();
                    Box::pin(hear(message, state, line, &mut refusals)).await
                }
                Some(Err(cause)) => after_error(cause, line),
                None => ControlFlow::Break(()),
            },
            () = lease.beat() => beat(&mut socket, line, &lease).await,
        };
        if flow.is_break() {
            return;
        }
    }
}

/// Writes what waits. A close that comes meanwhile cuts the wait for a peer who does not read; so does the end of its
/// lease, which a peer renews by taking some of it.
async fn write(socket: &mut WebSocket, line: &Line, lease: &mut Lease) -> ControlFlow<()> {
    let mut writing = poll_fn(|context| line.poll_write(context));
    let mut taken = line.written();
    let why = loop {
        tokio::select! {
            biased;
            written = &mut writing => return written.map_or(ControlFlow::Break(()), |()| ControlFlow::Continue(())),
            why = line.closing() => break why,
            () = lease.beat() => {
                if std::mem::replace(&mut taken, line.written()) != line.written() {
                    lease.renew();
                }
                close_expired(line);
                if lease.is_over() {
                    return ControlFlow::Break(());
                }
            }
        }
    };
    tokio::time::timeout(PATIENCE, writing).await.ok();
    close(socket, line, why).await;
    ControlFlow::Break(())
}

async fn beat(socket: &mut WebSocket, line: &Line, lease: &Lease) -> ControlFlow<()> {
    close_expired(line);
    if lease.is_over() {
        return ControlFlow::Break(());
    }
    match tokio::time::timeout(PATIENCE, socket.send(Message::Ping(Bytes::new()))).await {
        Ok(Err(_)) => ControlFlow::Break(()),
        Ok(Ok(())) | Err(_) => ControlFlow::Continue(()),
    }
}

fn close_expired(line: &Line) {
    if line.has_expired() {
        line.close(Close::SignedOut);
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
        Message::Ping(_) | Message::Pong(_) | Message::Frame(_) | Message::Close(_) => {
            return ControlFlow::Continue(());
        }
    };
    match frame::Head::read(&text) {
        Ok(head) => frame::answer(&text, head, state, line, refusals).await,
        Err(why) => refusals.broken(line, why),
    }
    ControlFlow::Continue(())
}

/// What cannot be read as a frame closes the socket; where the connection broke, there is nobody to say it to.
fn after_error(cause: Error, line: &Line) -> ControlFlow<()> {
    let why = match cause {
        Error::Capacity(_) => Close::TooLarge,
        Error::Protocol(ProtocolError::ResetWithoutClosingHandshake) => return ControlFlow::Break(()),
        Error::Protocol(_) | Error::Utf8(_) => Close::Unreadable,
        _ => return ControlFlow::Break(()),
    };
    line.close(why);
    ControlFlow::Continue(())
}

/// Sends the close and waits for the peer's, so that it arrives before the connection is torn down.
async fn close(socket: &mut WebSocket, line: &Line, why: Close) {
    let frame = CloseFrame { code: (why as u16).into(), reason: Utf8Bytes::from_static(why.reason()) };
    if let Ok(Ok(())) = tokio::time::timeout(PATIENCE, socket.send(Message::Close(Some(frame)))).await {
        say_goodbye(socket, line).await;
    }
}

/// Reads until both have said it, and sees that our word leaves.
async fn say_goodbye(socket: &mut WebSocket, line: &Line) {
    let goodbye = async {
        while let Some(Ok(_)) = socket.next().await {}
        poll_fn(|context| line.poll_write(context)).await.ok();
    };
    tokio::time::timeout(PATIENCE, goodbye).await.ok();
}
