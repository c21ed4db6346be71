//! From one person's send to the other person's socket, at a steady rate. The schedule does not wait for answers, and
//! time counts from when a message was due, so a pause of the server shows in every message that fell into it.

use super::seat::Seat;
use super::wire::{Wire, field};
use crate::{Outcome, PATIENCE};
use hdrhistogram::Histogram;
use std::io::Write;
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, Instant};

pub const RATE: u32 = 500;
pub const SECONDS: u32 = 15;
/// How often a reader looks whether it is over.
const GLANCE: Duration = Duration::from_millis(100);
const RECEIVED: &[u8] = br#"{"type":"message:received""#;

/// Microseconds.
pub struct Report {
    pub p50: u64,
    pub p99: u64,
    pub worst: u64,
    /// How late the load itself was, which is in the figures above.
    pub late_p99: u64,
    /// Messages that did not arrive at all.
    pub lost: usize,
}

/// Appends the frame of somebody's message, by their place, its number and its body.
type Drafting<'a> = dyn Fn(usize, usize, &str, &mut Vec<u8>) + 'a;

/// Who takes part: a connection each, how a message is written on it, and what the frame that brings one begins with.
pub struct Party<'a> {
    pub wires: Vec<Wire>,
    pub draft: &'a Drafting<'a>,
    pub received: &'static [u8],
}

struct Shared {
    messages: usize,
    received: &'static [u8],
    began: Instant,
    arrived: AtomicUsize,
    is_over: AtomicBool,
}

pub fn measure(seats: &[Seat]) -> Outcome<Report> {
    measure_for(seats, SECONDS)
}

/// For so many seconds, beginning in one.
pub fn measure_for(seats: &[Seat], seconds: u32) -> Outcome<Report> {
    let wires = seats.iter().map(Seat::connect).collect::<Outcome<Vec<Wire>>>()?;
    let draft = |seat: usize, turn, body: &str, frame: &mut Vec<u8>| seats[seat].draft(turn, body, frame);
    measure_among(Party { wires, draft: &draft, received: RECEIVED }, seconds)
}

/// The same at whatever server.
pub fn measure_among(party: Party, seconds: u32) -> Outcome<Report> {
    let Party { wires, draft, received } = party;
    let writers = wires.iter().map(Wire::writer).collect::<Outcome<Vec<TcpStream>>>()?;
    let began = Instant::now() + Duration::from_secs(1);
    let messages = usize::try_from(RATE * seconds)?;
    let shared = Shared { messages, received, began, arrived: AtomicUsize::new(0), is_over: AtomicBool::new(false) };
    let mut all = Histogram::<u64>::new(3)?;
    let late = thread::scope(|scope| {
        let shared = &shared;
        let readers: Vec<_> =
            wires.into_iter().enumerate().map(|(seat, wire)| scope.spawn(move || read(seat, wire, shared))).collect();
        let late = write(draft, writers, shared);
        shared.is_over.store(true, Relaxed);
        for reader in readers {
            all.add(reader.join().map_err(|_| "a reader panicked")??)?;
        }
        late
    })?;
    let lost = messages - shared.arrived.load(Relaxed);
    let late_p99 = late.value_at_quantile(0.99);
    Ok(Report { p50: all.value_at_quantile(0.5), p99: all.value_at_quantile(0.99), worst: all.max(), late_p99, lost })
}

/// Sends by the clock, everybody in turn, and then waits for the last to arrive. Answers how late each was sent.
fn write(draft: &Drafting, mut writers: Vec<TcpStream>, shared: &Shared) -> Outcome<Histogram<u64>> {
    let (mut frame, mut late) = (Vec::new(), Histogram::new(3)?);
    for message in 0..shared.messages {
        let (seat, turn) = (message % writers.len(), message / writers.len());
        let due = Duration::from_secs(1) * u32::try_from(message)? / RATE;
        thread::sleep((shared.began + due).saturating_duration_since(Instant::now()));
        late.record(u64::try_from(shared.began.elapsed().saturating_sub(due).as_micros())?)?;
        frame.clear();
        draft(seat, turn, &format!("{seat} at {} of the schedule", due.as_micros()), &mut frame);
        writers[seat].write_all(&frame)?;
    }
    let deadline = Instant::now() + PATIENCE;
    while shared.arrived.load(Relaxed) < shared.messages && Instant::now() < deadline {
        thread::sleep(GLANCE);
    }
    Ok(late)
}

fn read(seat: usize, mut wire: Wire, shared: &Shared) -> Outcome<Histogram<u64>> {
    let (mine, mut times) = (seat.to_string(), Histogram::new(3)?);
    wire.set_patience(GLANCE)?;
    while !shared.is_over.load(Relaxed) {
        wire.read(|frame| {
            let now = shared.began.elapsed();
            if let Some(due) = due_of_another(frame, shared.received, &mine) {
                times.record(u64::try_from(now.saturating_sub(due).as_micros())?)?;
                shared.arrived.fetch_add(1, Relaxed);
            }
            Ok(())
        })?;
    }
    Ok(times)
}

/// When that message was due, if it is one and somebody else's.
fn due_of_another(frame: &[u8], received: &[u8], mine: &str) -> Option<Duration> {
    let body = frame.starts_with(received).then(|| field(frame, r#""body":""#))??;
    let mut words = body.split(' ');
    let due = words.next().filter(|seat| *seat != mine).and(words.nth(1))?;
    due.parse().ok().map(Duration::from_micros)
}
