//! Memory and CPU an idle socket takes in the server.

use super::peer::Peer;
use outside::load::Seat;
use outside::load::Wire;
use outside::load::usage::{files_allowed, resident_kilobytes, used_by};
use outside::{Outcome, Server};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

const SOCKETS: usize = 10_000;
/// How long they are watched while nothing happens: a heartbeat and more.
const IDLE: Duration = Duration::from_secs(30);
/// Sockets opened and closed beforehand, so that what is loaded once is not counted.
const WARM_UP: usize = 200;
/// Other files that the server and we have open.
const OTHER_FILES: usize = 200;
/// Memory has settled when it has not changed by more than this for so long.
const STEADY: (u32, Duration) = (256, Duration::from_secs(4));
const SETTLES_WITHIN: Duration = Duration::from_secs(40);

pub struct Report {
    pub sockets: usize,
    pub kilobytes_each: f64,
    /// CPU of the server a second.
    pub microseconds_each: f64,
}

/// How a server asks whether somebody is still there, and what it is answered, each a whole frame.
#[derive(Clone, Copy)]
struct Heartbeat {
    ask: &'static [u8],
    answer: &'static [u8],
}

pub async fn measure(server: &Server, seats: &[Seat]) -> Outcome<Report> {
    let pid = server.pid().ok_or("the server does not run")?;
    // A ping and a masked pong (RFC 6455, section 5.5).
    let heartbeat = Heartbeat { ask: b"\x89\0", answer: b"\x8a\x80\0\0\0\0" };
    hold(|place| seats[place % seats.len()].connect(), heartbeat, pid).await
}

/// The same with a server that does nothing else. Its pings are texts
/// (<https://socket.io/docs/v4/engine-io-protocol/#heartbeat>).
pub async fn measure_beside(peer: &Peer) -> Outcome<Report> {
    let heartbeat = Heartbeat { ask: b"\x81\x012", answer: b"\x81\x81\0\0\0\x003" };
    hold(|_| peer.connect(), heartbeat, peer.pid()).await
}

async fn hold(connect: impl Fn(usize) -> Outcome<Wire>, heartbeat: Heartbeat, pid: u32) -> Outcome<Report> {
    let sockets = SOCKETS.min(files_allowed()?.saturating_sub(OTHER_FILES));
    for place in 0..WARM_UP {
        drop(connect(place)?);
    }
    let before = settled(pid).await?;
    let mut open = JoinSet::new();
    for place in 0..sockets {
        open.spawn(stay(connect(place)?, heartbeat));
        tokio::task::yield_now().await;
    }
    let after = settled(pid).await?;
    let used = used_by(pid)?;
    tokio::time::sleep(IDLE).await;
    let used = used_by(pid)?.saturating_sub(used);
    if let Some(gone) = open.try_join_next() {
        return Err(gone?.err().unwrap_or_else(|| "the server has closed a socket".into()));
    }
    open.shutdown().await;
    let count = f64::from(u32::try_from(sockets)?);
    let kilobytes_each = f64::from(after.saturating_sub(before)) / count;
    let microseconds_each = used.as_secs_f64() * 1e6 / IDLE.as_secs_f64() / count;
    Ok(Report { sockets, kilobytes_each, microseconds_each })
}

/// Answers each heartbeat, as every browser does. No other frame ends in the bytes of one.
async fn stay(wire: Wire, heartbeat: Heartbeat) -> Outcome {
    let mut stream = TcpStream::from_std(wire.into_stream()?)?;
    let mut heard = [0; 256];
    loop {
        let count = stream.read(&mut heard).await?;
        if count == 0 {
            return Ok(());
        }
        if heard[..count].ends_with(heartbeat.ask) {
            stream.write_all(heartbeat.answer).await?;
        }
    }
}

/// The resident memory in KB once it no longer changes; the allocator gives back in its own time.
async fn settled(pid: u32) -> Outcome<u32> {
    let (mut since, deadline) = (Instant::now(), Instant::now() + SETTLES_WITHIN);
    let mut level = resident_kilobytes(pid)?;
    while since.elapsed() < STEADY.1 && Instant::now() < deadline {
        tokio::time::sleep(Duration::from_millis(200)).await;
        let now = resident_kilobytes(pid)?;
        if now.abs_diff(level) > STEADY.0 {
            (since, level) = (Instant::now(), now);
        }
    }
    resident_kilobytes(pid)
}
