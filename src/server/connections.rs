//! Connections: taken in, answered on, and let go of once they only wait.

use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use axum::response::Response;
use axum::serve::Listener;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tower::{Service, ServiceExt};

/// How long the head of a request may take. It counts from when it could begin, so connections that are kept for a next
/// request end with it, too: a little later than proxies let go of theirs, which is after a minute.
pub const HEAD_TIME: Duration = Duration::from_secs(75);

/// Answers on every connection until `stop`; then no more are taken, and those there are end with the request that is
/// under way on them.
pub async fn answer<A>(mut listener: TcpListener, app: A, head_time: Duration, stop: impl Future<Output = ()>)
where
    A: Service<Request, Response = Response, Error = Infallible> + Clone + Send + 'static,
    A::Future: Send,
{
    let stopping = watch::Sender::new(());
    tokio::pin!(stop);
    loop {
        let (stream, address) = tokio::select! {
            taken = Listener::accept(&mut listener) => taken,
            () = &mut stop => break,
        };
        tokio::spawn(converse(stream, address, app.clone(), head_time, stopping.subscribe()));
    }
    drop(listener);
    stopping.send_replace(());
    stopping.closed().await;
}

async fn converse<A>(
    stream: TcpStream,
    address: SocketAddr,
    app: A,
    head_time: Duration,
    mut stopping: watch::Receiver<()>,
) where
    A: Service<Request, Response = Response, Error = Infallible> + Clone + Send + 'static,
    A::Future: Send,
{
    // Small frames leave at once instead of waiting to be joined by others (Nagle's algorithm).
    stream.set_nodelay(true).ok();
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(address));
        app.clone().oneshot(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(head_time)
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades();
    tokio::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        _ = stopping.changed() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(cause) = ended {
        tracing::trace!(%cause, "a connection broke");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::testing::{Outcome, Story};
    use axum::Router;
    use axum::routing::get;
    use std::future::pending;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::sync::oneshot;

    /// For what should come at once.
    const LONG: Duration = Duration::from_secs(20);

    async fn listener() -> Outcome<(TcpListener, SocketAddr)> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        Ok((listener, address))
    }

    /// Says who asks.
    fn app() -> Router {
        let say = |ConnectInfo(peer): ConnectInfo<SocketAddr>| async move { format!("{peer}!") };
        Router::new().route("/", get(say))
    }

    async fn asks(stream: &mut TcpStream) -> Outcome<String> {
        stream.write_all(b"GET / HTTP/1.1\r\nHost: attend\r\n\r\n").await?;
        let mut heard = Vec::new();
        while !heard.ends_with(b"!") {
            let mut chunk = [0; 1024];
            let read = tokio::time::timeout(LONG, stream.read(&mut chunk)).await??;
            if read == 0 {
                return Err("the connection was closed".into());
            }
            heard.extend_from_slice(&chunk[..read]);
        }
        Ok(String::from_utf8(heard)?)
    }

    #[tokio::test]
    async fn half_a_head_is_not_waited_for_without_end() -> Story {
        let (listener, address) = listener().await?;
        tokio::spawn(answer(listener, app(), Duration::from_millis(100), pending()));
        for beginning in ["", "G", "GET / HTTP/1.1\r\nHost: attend\r\nX-Slow"] {
            let mut stream = TcpStream::connect(address).await?;
            stream.write_all(beginning.as_bytes()).await?;
            let mut heard = Vec::new();
            tokio::time::timeout(LONG, stream.read_to_end(&mut heard)).await??;
            assert!(heard.is_empty(), "{beginning:?}");
        }
        Ok(())
    }

    #[tokio::test]
    async fn a_connection_serves_one_request_after_another() -> Story {
        let (listener, address) = listener().await?;
        tokio::spawn(answer(listener, app(), HEAD_TIME, pending()));
        let mut stream = TcpStream::connect(address).await?;
        for _ in 0..3 {
            let heard = asks(&mut stream).await?;
            assert!(heard.starts_with("HTTP/1.1 200 OK"), "{heard}");
            assert!(heard.ends_with(&format!("{}!", stream.local_addr()?)), "{heard}");
        }
        Ok(())
    }

    #[tokio::test]
    async fn connections_that_only_wait_end_with_the_server() -> Story {
        let (listener, address) = listener().await?;
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = tokio::spawn(answer(listener, app(), HEAD_TIME, async move {
            stopped.await.ok();
        }));
        let mut stream = TcpStream::connect(address).await?;
        asks(&mut stream).await?;
        stop.send(()).map_err(|()| "it has stopped before")?;
        tokio::time::timeout(LONG, serving).await??;
        assert_eq!(stream.read(&mut [0; 8]).await?, 0);
        Ok(())
    }
}
