//! The doors of the post office, and the lines that go back and forth at each desk.

use super::clerk::{Book, Clerk};
use crate::server::mail::Security;
use mailin::{Action, AuthMechanism, Response, Session, SessionBuilder};
use std::io;
use std::net::{SocketAddr, TcpListener as Doors};
use std::sync::Arc;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::{JoinSet, LocalSet};
use tokio_rustls::TlsAcceptor;

#[derive(Clone)]
pub struct Desk {
    pub address: SocketAddr,
    pub security: Security,
    pub acceptor: Option<TlsAcceptor>,
    pub book: Arc<Book>,
}

/// Until whoever opened it is gone.
pub fn run(desk: Desk, doors: Doors, orders: watch::Receiver<bool>) {
    if let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() {
        LocalSet::new().block_on(&runtime, keep_open(desk, doors, orders)).ok();
    }
}

async fn keep_open(desk: Desk, doors: Doors, mut orders: watch::Receiver<bool>) -> io::Result<()> {
    doors.set_nonblocking(true)?;
    let mut listener = Some(TcpListener::from_std(doors)?);
    while let Some(open) = listener.take() {
        let mut talks = JoinSet::new();
        while *orders.borrow_and_update() {
            tokio::select! {
                accepted = open.accept() => { talks.spawn_local(talk(desk.clone(), accepted?.0)); }
                changed = orders.changed() => if changed.is_err() { return Ok(()) },
            }
        }
        drop((open, talks));
        if orders.wait_for(|is_open| *is_open).await.is_ok() {
            listener = Some(TcpListener::bind(desk.address).await?);
        }
    }
    Ok(())
}

async fn talk(desk: Desk, stream: TcpStream) -> io::Result<()> {
    let mut builder = SessionBuilder::new("post.example");
    if desk.security != Security::Plain {
        builder.enable_auth(AuthMechanism::Plain);
    }
    if desk.security == Security::Starttls {
        builder.enable_start_tls();
    }
    let mut session = builder.build(desk.address.ip(), Clerk::new(Arc::clone(&desk.book)));
    match (desk.security, &desk.acceptor) {
        (Security::Tls, Some(tls)) => {
            session.tls_active();
            let mut stream = BufReader::new(tls.accept(stream).await?);
            say(&mut stream, &session.greeting()).await?;
            serve(&mut stream, &mut session, &desk.book).await.map(drop)
        }
        (_, tls) => {
            let mut stream = BufReader::new(stream);
            say(&mut stream, &session.greeting()).await?;
            if let (true, Some(tls)) = (serve(&mut stream, &mut session, &desk.book).await?, tls) {
                session.tls_active();
                let mut stream = BufReader::new(tls.accept(stream.into_inner()).await?);
                serve(&mut stream, &mut session, &desk.book).await?;
            }
            Ok(())
        }
    }
}

/// True where the talk goes on in secret.
async fn serve<S>(stream: &mut BufReader<S>, session: &mut Session<Clerk>, book: &Book) -> io::Result<bool>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let mut line = Vec::new();
    loop {
        line.clear();
        if stream.read_until(b'\n', &mut line).await? == 0 {
            return Ok(false);
        }
        let taken = book.count();
        let response = session.process(&line);
        if book.count() > taken && !book.confirms().await {
            return Ok(false);
        }
        say(stream, &response).await?;
        match response.action {
            Action::Close => return Ok(false),
            Action::UpgradeTls => return Ok(true),
            Action::Reply | Action::NoReply => {}
        }
    }
}

async fn say<S: AsyncWrite + AsyncRead + Unpin>(stream: &mut BufReader<S>, response: &Response) -> io::Result<()> {
    stream.write_all(&response.buffer()?).await?;
    stream.flush().await
}
