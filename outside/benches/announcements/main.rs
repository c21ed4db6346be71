//! Measures an announcement to ten thousand people: how long until all are told, and what conversations feel of it
//! meanwhile, beside a quiet server in the same run. Part of `make bench`.

mod seed;

use outside::load::table::{self, milliseconds, row, verdict};
use outside::load::{Seat, latency};
use outside::{Outcome, PATIENCE, Person, Server};
use seed::Records;
use serde_json::json;
use std::thread;
use std::time::{Duration, Instant};

/// Seconds of conversation: while it is being sent, and as long before.
const SECONDS: u32 = 4;
/// Messages begin to be sent so long after the measurement has been asked for.
const LEAD: Duration = Duration::from_secs(1);
const ALL_TOLD: Duration = Duration::from_secs(10);
const LOOK_EVERY: Duration = Duration::from_millis(50);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    let mut server = Server::start().await?;
    let (seats, admin) = (Seat::take_all(&server).await?, Person::signs_in(&server, "admin@clinic.demo").await?);
    let mut records = Records::open(&server.postmaster()?).await?;
    records.fill(admin.id).await?;
    table::head(&format!("An announcement to {} people.", seed::PEOPLE))?;
    let quiet = latency::measure_for(&seats, SECONDS)?;
    // The messages are on a thread of their own; this one writes the announcement as they begin, and watches it.
    let busy = thread::spawn(move || latency::measure_for(&seats, SECONDS));
    tokio::time::sleep(LEAD).await;
    let began = Instant::now();
    writes(&admin).await?;
    let took = watch(&mut records, began).await?;
    let busy = busy.join().map_err(|_| "the load panicked")??;
    told(took, records.queued_mails().await?);
    compared(&quiet, &busy);
    server.stop()
}

async fn writes(admin: &Person) -> Outcome {
    let http = reqwest::Client::builder().no_proxy().timeout(PATIENCE).build()?;
    let letter = json!({
        "title": "The lift works", "body": "It works again.", "asksAcknowledgement": true,
        "cohort": { "kind": "role", "role": "client" }
    });
    let asked = http.post(format!("http://{}/api/v1/announcements", admin.address)).bearer_auth(&admin.token);
    asked.json(&letter).send().await?.error_for_status()?;
    Ok(())
}

/// How long until everybody has been told.
async fn watch(records: &mut Records, began: Instant) -> Outcome<Duration> {
    while !records.is_sent().await? {
        if began.elapsed() > PATIENCE * 4 {
            return Err("the announcement is never done".into());
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
    Ok(began.elapsed())
}

fn told(took: Duration, mails: i64) {
    let took_seconds = format!("{:.1} s", took.as_secs_f64());
    row("until all are told, live and in the queues", &took_seconds, &verdict(took <= ALL_TOLD, "≤ 10 s"));
    row("… mails in the queue", &mails.to_string(), &verdict(mails >= i64::from(seed::PEOPLE), "all"));
    if took < Duration::from_secs(u64::from(SECONDS)) {
        row("… so that the last messages below met a quiet server", "", "");
    }
}

fn compared(quiet: &latency::Report, busy: &latency::Report) {
    let name = |when| format!("send to the other's socket at {} a second, {when}, p99", latency::RATE);
    row(&name("quiet"), &milliseconds(quiet.p99), "");
    let target = verdict(busy.p99 * 2 <= quiet.p99 * 3, "≤ 1.5 × quiet");
    row(&name("meanwhile"), &milliseconds(busy.p99), &target);
    row("… of them lost", &(quiet.lost + busy.lost).to_string(), "0");
}
