//! From a client's alert to a doctor's socket while everybody else writes as fast as the server takes it. Alerts have a
//! schedule, and time counts from when one was due.

use super::throughput::flood;
use hdrhistogram::Histogram;
use outside::load::Seat;
use outside::load::{Wire, field};
use outside::{Outcome, PATIENCE, Postmaster};
use sqlx::{Connection, raw_sql};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, Instant};

/// The places of a patient and a doctor of one practice among those who write.
const PATIENT: usize = 0;
const DOCTOR: usize = 2;
const ALERTS: u32 = 150;
const APART: Duration = Duration::from_millis(100);
/// Until the mailroom is in full swing.
const WARM_UP: Duration = Duration::from_secs(2);
/// How often the reader looks whether it is over.
const GLANCE: Duration = Duration::from_millis(100);
const ALERT: &[u8] = br#"{"type":"emergency:alert""#;

const OVER_AT_ONCE: &str = "
    create function end_at_once() returns trigger language plpgsql as $$
    begin
        new.resolved_at := now(); new.resolved_by := new.client_id; new.outcome := 'Measured'; new.next_at := null;
        return new;
    end $$;
    create trigger emergencies_over_at_once before insert on emergencies for each row execute function end_at_once()";

/// Microseconds.
pub struct Report {
    pub p50: u64,
    pub p99: u64,
    pub worst: u64,
    /// Alerts that did not arrive at all.
    pub lost: u64,
}

pub fn measure(seats: &[Seat]) -> Outcome<Report> {
    let (report, _) = flood(seats, |_| send_alerts(&seats[PATIENT], &seats[DOCTOR]))?;
    Ok(report)
}

/// Each is over as soon as it is raised: what the same client writes while one is open is added to it, which is less
/// work. And nobody is told of it again, which would be measured with what comes next.
pub async fn keep_apart(postmaster: &Postmaster) -> Outcome {
    let mut conn = postmaster.connect().await?;
    raw_sql(OVER_AT_ONCE).execute(&mut conn).await?;
    Ok(conn.close().await?)
}

fn send_alerts(patient: &Seat, doctor: &Seat) -> Outcome<Report> {
    thread::sleep(WARM_UP);
    let (mut desk, began, is_over) = (doctor.connect()?, Instant::now(), &AtomicBool::new(false));
    let mut door = Door::open(patient)?;
    thread::scope(|scope| {
        let hearing = scope.spawn(move || hear(&mut desk, began, is_over));
        let sent = (0..ALERTS).try_for_each(|number| {
            thread::sleep((APART * number).saturating_sub(began.elapsed()));
            door.raise(&format!("alert {number}"))
        });
        // Whatever is not there by now is late beyond any target.
        thread::sleep(Duration::from_secs(2));
        is_over.store(true, Relaxed);
        let times = hearing.join().map_err(|_| "the reader panicked")??;
        sent?;
        Ok(Report {
            p50: times.value_at_quantile(0.5),
            p99: times.value_at_quantile(0.99),
            worst: times.max(),
            lost: u64::from(ALERTS) - times.len(),
        })
    })
}

fn hear(desk: &mut Wire, began: Instant, is_over: &AtomicBool) -> Outcome<Histogram<u64>> {
    let mut times = Histogram::new(3)?;
    desk.set_patience(GLANCE)?;
    while !is_over.load(Relaxed) && times.len() < u64::from(ALERTS) {
        desk.read(|frame| {
            if let Some(due) = due_of(frame) {
                times.record(u64::try_from(began.elapsed().saturating_sub(due).as_micros())?)?;
            }
            Ok(())
        })?;
    }
    Ok(times)
}

/// When that alert was due, if the frame is one of these.
fn due_of(frame: &[u8]) -> Option<Duration> {
    let text = frame.starts_with(ALERT).then(|| field(frame, r#""text":"alert "#))??;
    Some(APART * text.parse::<u32>().ok()?)
}

/// The HTTP API over one connection that is kept.
struct Door {
    stream: TcpStream,
    head: String,
}

impl Door {
    fn open(seat: &Seat) -> Outcome<Self> {
        let stream = TcpStream::connect(&seat.address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let head = format!(
            "POST /api/v1/emergencies HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\nContent-Type: application/json\r\n",
            seat.address, seat.token
        );
        Ok(Self { stream, head })
    }

    fn raise(&mut self, text: &str) -> Outcome {
        let body = format!(r#"{{"text":"{text}"}}"#);
        let request = format!("{}Content-Length: {}\r\n\r\n{body}", self.head, body.len());
        self.stream.write_all(request.as_bytes())?;
        self.read_answer()
    }

    fn read_answer(&mut self) -> Outcome {
        let (mut answer, mut byte) = (Vec::new(), [0]);
        while !answer.ends_with(b"\r\n\r\n") {
            self.stream.read_exact(&mut byte)?;
            answer.push(byte[0]);
        }
        let head = String::from_utf8_lossy(&answer).to_lowercase();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).ok_or("an answer's length")?;
        let mut body = vec![0; length.trim().parse()?];
        self.stream.read_exact(&mut body)?;
        if head.starts_with("http/1.1 201") { Ok(()) } else { Err(format!("an alert was refused: {head}").into()) }
    }
}
