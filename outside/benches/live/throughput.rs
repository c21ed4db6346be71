//! Durable messages a second: everybody keeps a window of messages in flight and sends one for each that is
//! acknowledged.

use outside::load::Seat;
use outside::load::field;
use outside::load::usage::{CpuTime, Tasks};
use outside::{Outcome, Server};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, Instant};

/// Messages each sender has in flight.
pub const WINDOW: usize = 64;
pub const BODY: &str = "Could we move it to Thursday? The mornings are easier for me.";
const WARM_UP: Duration = Duration::from_secs(2);
const MEASURED: Duration = Duration::from_secs(10);
const ACK: &[u8] = br#"{"type":"ack","id":""#;
const ERROR: &[u8] = br#"{"type":"error""#;

pub struct Report {
    pub per_second: f64,
    /// Acknowledged messages whose numbers are in another order than they were sent in.
    pub out_of_order: u32,
    /// Microseconds of CPU a message.
    pub server: f64,
    pub postgres: f64,
    pub load: f64,
}

#[derive(Default)]
pub struct Shared {
    acknowledged: AtomicU32,
    out_of_order: AtomicU32,
    is_over: AtomicBool,
}

pub fn measure(server: &Server, seats: &[Seat]) -> Outcome<Report> {
    let tasks = Tasks::of(server)?;
    let (report, out_of_order) = flood(seats, |shared| watch(&tasks, shared))?;
    Ok(Report { out_of_order, ..report })
}

/// Something that is done while everybody writes as fast as the server takes it; beside it, what came out of order.
pub fn flood<T>(seats: &[Seat], during: impl FnOnce(&Shared) -> Outcome<T>) -> Outcome<(T, u32)> {
    let shared = &Shared::default();
    thread::scope(|scope| {
        let writers: Vec<_> = seats.iter().map(|seat| scope.spawn(move || write(seat, shared))).collect();
        let done = during(shared);
        shared.is_over.store(true, Relaxed);
        for writer in writers {
            writer.join().map_err(|_| "a writer panicked")??;
        }
        Ok((done?, shared.out_of_order.load(Relaxed)))
    })
}

/// Compares two moments, both of them in full swing.
fn watch(tasks: &Tasks, shared: &Shared) -> Outcome<Report> {
    thread::sleep(WARM_UP);
    let (began, before, first) = (Instant::now(), CpuTime::of(tasks)?, shared.acknowledged.load(Relaxed));
    thread::sleep(MEASURED);
    let messages = f64::from(shared.acknowledged.load(Relaxed) - first);
    let (seconds, after) = (began.elapsed().as_secs_f64(), CpuTime::of(tasks)?);
    let each = |before: Duration, after: Duration| after.saturating_sub(before).as_secs_f64() * 1e6 / messages;
    Ok(Report {
        per_second: messages / seconds,
        out_of_order: 0,
        server: each(before.server, after.server),
        postgres: each(before.postgres, after.postgres),
        load: each(before.ours, after.ours),
    })
}

fn write(seat: &Seat, shared: &Shared) -> Outcome {
    let mut wire = seat.connect()?;
    let (mut frames, mut drafted, mut heard) = (Vec::new(), 0, Heard::new(seat));
    loop {
        let is_over = shared.is_over.load(Relaxed);
        if is_over && heard.count == drafted {
            shared.out_of_order.fetch_add(heard.out_of_order, Relaxed);
            return Ok(());
        }
        frames.clear();
        while !is_over && drafted < heard.count + WINDOW {
            seat.draft(drafted, BODY, &mut frames);
            drafted += 1;
        }
        wire.write(&frames)?;
        let before = heard.count;
        if !wire.read(|frame| heard.hear(frame))? {
            return Err("nothing is acknowledged any more".into());
        }
        shared.acknowledged.fetch_add(u32::try_from(heard.count - before)?, Relaxed);
    }
}

/// What one sender has heard of their own messages.
struct Heard<'a> {
    seat: &'a Seat,
    count: usize,
    out_of_order: u32,
    /// The sequence and the number of the latest acknowledgement in each room.
    latest: Vec<Option<(usize, u64)>>,
}

impl<'a> Heard<'a> {
    fn new(seat: &'a Seat) -> Self {
        Self { seat, count: 0, out_of_order: 0, latest: vec![None; seat.room_count()] }
    }

    fn hear(&mut self, frame: &[u8]) -> Outcome {
        if frame.starts_with(ERROR) {
            return Err(String::from_utf8_lossy(frame).into());
        }
        if frame.starts_with(ACK) {
            let sequence: usize = field(frame, r#""id":""#).ok_or("an ack without an id")?.parse()?;
            let number: u64 = field(frame, r#""number":"#).ok_or("an ack without a number")?.parse()?;
            let latest = self.latest[self.seat.turn(sequence)].replace((sequence, number));
            let is_kept = latest.is_none_or(|(before, lower)| (before < sequence) == (lower < number));
            self.out_of_order += u32::from(!is_kept);
            self.count += 1;
        }
        Ok(())
    }
}
