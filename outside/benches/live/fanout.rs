//! One room that a thousand sockets have open, and what it costs to tell them all.

use super::peer::Peer;
use hdrhistogram::Histogram;
use outside::load::Seat;
use outside::load::usage::used_by;
use outside::load::{Wire, text_frame};
use outside::{Outcome, Server};
use std::time::{Duration, Instant};
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::task::JoinSet;

pub const SOCKETS: usize = 1_000;
pub const A_SECOND: u32 = 10;
const SECONDS: u32 = 15;
/// How long the last message may take to reach the last socket.
const PATIENCE: Duration = Duration::from_secs(20);
/// What a body begins with; then come the microseconds since the start.
const MARK: &[u8] = b"\"body\":\"at ";

pub struct Report {
    pub deliveries: u64,
    pub expected: u64,
    pub p99: u64,
    /// Microseconds of the server's CPU a delivery.
    pub server: f64,
}

/// Half of the sockets are the one's, half the other's, of two who share a room.
pub async fn measure(server: &Server, seats: &[Seat]) -> Outcome<Report> {
    let [sender, others @ ..] = seats else { return Err("people are needed".into()) };
    let other = others.iter().find(|other| other.first_room() == sender.first_room());
    let other = other.ok_or("the first person's room has nobody else in it")?;
    let listener = |place| {
        let seat = if place % 2 == 0 { sender } else { other };
        let mut wire = seat.connect()?;
        wire.write(&seat.join_frame())?;
        Ok(wire)
    };
    let pid = server.pid().ok_or("the server does not run")?;
    tell_all(listener, sender.connect()?, sender.first_room_drafts(), pid).await
}

/// The same with a server that does nothing else.
pub async fn measure_beside(peer: &Peer) -> Outcome<Report> {
    tell_all(|_| peer.connect(), peer.connect()?, Peer::drafts(), peer.pid()).await
}

/// Connects all who listen, and counts what reaches them of what one writes.
async fn tell_all(
    listener: impl Fn(usize) -> Outcome<Wire>,
    writer: Wire,
    draft: impl Fn(&str) -> String + Send + 'static,
    pid: u32,
) -> Outcome<Report> {
    let start = Instant::now();
    let (told, mut heard) = mpsc::unbounded_channel();
    let mut listeners = JoinSet::new();
    for place in 0..SOCKETS {
        let (wire, told) = (listener(place)?, told.clone());
        listeners.spawn(async move { listen(wire, start, told).await.ok() });
    }
    tokio::time::sleep(Duration::from_secs(3)).await;
    let before = used_by(pid)?;
    let sending = tokio::spawn(send(writer, draft, start));
    let expected = u64::from(SECONDS * A_SECOND) * SOCKETS as u64;
    let mut delays = Histogram::<u64>::new(3)?;
    while delays.len() < expected {
        match tokio::time::timeout(PATIENCE, heard.recv()).await {
            Ok(Some(delay)) => delays.record(delay)?,
            _ => break,
        }
    }
    let spent = used_by(pid)?.saturating_sub(before).as_secs_f64() * 1e6;
    sending.await??;
    // Sockets that stay and are not read would be in the way of what is measured next.
    listeners.shutdown().await;
    #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
    let server = spent / delays.len().max(1) as f64;
    Ok(Report { deliveries: delays.len(), expected, p99: delays.value_at_quantile(0.99), server })
}

async fn send(mut wire: Wire, draft: impl Fn(&str) -> String + Send, start: Instant) -> Outcome<()> {
    let mut beat = tokio::time::interval(Duration::from_secs(1) / A_SECOND);
    for _ in 0..SECONDS * A_SECOND {
        beat.tick().await;
        let mut frame = Vec::new();
        text_frame(&draft(&format!("at {}", start.elapsed().as_micros())), &mut frame);
        wire.write(&frame)?;
    }
    // What it is told itself is of no interest here; the connection stays until all have heard.
    tokio::time::sleep(Duration::from_secs(2)).await;
    Ok(())
}

/// Reads what comes and tells how long each marked message was on its way.
async fn listen(wire: Wire, start: Instant, told: mpsc::UnboundedSender<u64>) -> Outcome<()> {
    let mut stream = TcpStream::from_std(wire.into_stream()?)?;
    let (mut buffer, mut filled) = (vec![0; 16 * 1024], 0);
    loop {
        let count = stream.read(&mut buffer[filled..]).await?;
        if count == 0 {
            return Ok(());
        }
        let now = u64::try_from(start.elapsed().as_micros())?;
        filled += count;
        let mut at = 0;
        while let Some(sent) = next_mark(&buffer[..filled], &mut at) {
            told.send(now.saturating_sub(sent))?;
        }
        // What may be the beginning of a mark stays.
        let keep = (filled - at).min(MARK.len() + 24);
        buffer.copy_within(filled - keep..filled, 0);
        filled = keep;
    }
}

/// The number behind the next whole mark.
fn next_mark(bytes: &[u8], at: &mut usize) -> Option<u64> {
    let place = *at + bytes[*at..].windows(MARK.len()).position(|window| window == MARK)? + MARK.len();
    let length = bytes[place..].iter().position(|byte| *byte == b'"')?;
    *at = place + length;
    std::str::from_utf8(&bytes[place..place + length]).ok()?.parse().ok()
}
