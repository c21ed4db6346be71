//! Memory an idle socket takes in the server.

use outside::load::Seat;
use outside::load::Wire;
use outside::load::usage::{files_allowed, resident_kilobytes, used_by};
use outside::{Outcome, Server};
use std::thread;
use std::time::{Duration, Instant};

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

pub fn measure(server: &Server, seats: &[Seat]) -> Outcome<Report> {
    let pid = server.pid().ok_or("the server does not run")?;
    let sockets = SOCKETS.min(files_allowed()?.saturating_sub(OTHER_FILES));
    drop(open(seats, WARM_UP)?);
    let before = settled(pid)?;
    let open = open(seats, sockets)?;
    let after = settled(pid)?;
    let used = used_by(pid)?;
    thread::sleep(IDLE);
    let used = used_by(pid)?.saturating_sub(used);
    drop(open);
    let count = f64::from(u32::try_from(sockets)?);
    let kilobytes_each = f64::from(after.saturating_sub(before)) / count;
    let microseconds_each = used.as_secs_f64() * 1e6 / IDLE.as_secs_f64() / count;
    Ok(Report { sockets, kilobytes_each, microseconds_each })
}

fn open(seats: &[Seat], count: usize) -> Outcome<Vec<Wire>> {
    seats.iter().cycle().take(count).map(Seat::connect).collect()
}

/// The resident memory in KB once it no longer changes; the allocator gives back in its own time.
fn settled(pid: u32) -> Outcome<u32> {
    let (mut since, deadline) = (Instant::now(), Instant::now() + SETTLES_WITHIN);
    let mut level = resident_kilobytes(pid)?;
    while since.elapsed() < STEADY.1 && Instant::now() < deadline {
        thread::sleep(Duration::from_millis(200));
        let now = resident_kilobytes(pid)?;
        if now.abs_diff(level) > STEADY.0 {
            (since, level) = (Instant::now(), now);
        }
    }
    resident_kilobytes(pid)
}
