//! What is left of a refused request is read before the answer leaves: whoever is still sending would find the
//! connection broken, and never read why.

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use futures_util::StreamExt;
use hyper::body::{Frame, SizeHint};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::oneshot;

/// Bytes that are still read: more than any file has, unless it is a video or the settings say otherwise.
const BYTES_AT_MOST: usize = 32_000_000;
const TIME_AT_MOST: Duration = Duration::from_secs(5);

pub async fn read_out(request: Request, next: Next) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    let waits_for_leave = request.headers().contains_key(header::EXPECT);
    let (back, mut returned) = oneshot::channel();
    let lent = |body| Body::new(Lent { body, was_read: false, back: Some(back) });
    let response = next.run(request.map(lent)).await;
    let status = response.status();
    // Who was too slow already is not waited for any longer.
    let is_refusal = (status.is_client_error() || status.is_server_error()) && status != StatusCode::REQUEST_TIMEOUT;
    // Who has waited for leave to send (`Expect: 100-continue`) sends nothing when the answer is no.
    if is_refusal
        && let Ok(Left { body, was_read }) = returned.try_recv()
        && (was_read || !waits_for_leave)
    {
        tokio::time::timeout(TIME_AT_MOST, read(body)).await.ok();
    }
    response
}

async fn read(body: Body) {
    let mut chunks = body.into_data_stream();
    let mut read = 0;
    while read < BYTES_AT_MOST
        && let Some(Ok(chunk)) = chunks.next().await
    {
        read += chunk.len();
    }
}

struct Left {
    body: Body,
    was_read: bool,
}

/// A body that comes back when whoever has it lets go of it.
struct Lent {
    body: Body,
    was_read: bool,
    back: Option<oneshot::Sender<Left>>,
}

impl HttpBody for Lent {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        self.was_read = true;
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        if let Some(back) = self.back.take() {
            // Where nobody waits for it any more, it goes.
            back.send(Left { body: std::mem::take(&mut self.body), was_read: self.was_read }).ok();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::AppError;
    use crate::server::connections;
    use crate::server::testing::{Outcome, Story};
    use axum::Router;
    use axum::middleware::from_fn;
    use axum::routing::post;
    use std::net::SocketAddr;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::{TcpListener, TcpStream};

    /// More than the system keeps on its way by itself.
    const SENT: usize = 24_000_000;
    const LONG: Duration = Duration::from_secs(20);

    async fn refuser() -> Outcome<SocketAddr> {
        let refuse = || async { AppError::SlowDown { seconds: 2 } };
        let read_some = |body: Body| async move {
            body.into_data_stream().next().await;
            AppError::NotFound
        };
        let app = Router::new().route("/", post(refuse)).route("/late", post(read_some)).layer(from_fn(read_out));
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        tokio::spawn(connections::answer(listener, app, connections::HEAD_TIME, std::future::pending()));
        Ok(address)
    }

    async fn heard(stream: &mut TcpStream) -> Outcome<String> {
        let mut chunk = [0; 1024];
        let read = tokio::time::timeout(LONG, stream.read(&mut chunk)).await??;
        Ok(String::from_utf8_lossy(&chunk[..read]).into_owned())
    }

    #[tokio::test]
    async fn who_is_refused_early_can_send_everything_and_reads_why() -> Story {
        let address = refuser().await?;
        for (path, status) in [("/", "429"), ("/late", "404")] {
            let mut stream = TcpStream::connect(address).await?;
            let head = format!("POST {path} HTTP/1.1\r\nHost: attend\r\nContent-Length: {SENT}\r\n\r\n");
            stream.write_all(head.as_bytes()).await?;
            tokio::time::timeout(LONG, stream.write_all(&vec![b'x'; SENT])).await??;
            let answer = heard(&mut stream).await?;
            assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{answer}");
        }
        Ok(())
    }

    #[tokio::test]
    async fn who_asks_before_sending_is_told_no_at_once() -> Story {
        let mut stream = TcpStream::connect(refuser().await?).await?;
        let head = "POST / HTTP/1.1\r\nHost: attend\r\nExpect: 100-continue\r\nContent-Length: 9000000\r\n\r\n";
        stream.write_all(head.as_bytes()).await?;
        let answer = heard(&mut stream).await?;
        assert!(answer.starts_with("HTTP/1.1 429 "), "{answer}");
        Ok(())
    }
}
