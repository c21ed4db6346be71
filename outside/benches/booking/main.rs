//! Measures booking in a practice that is full: free times of a practitioner whose year is booked, and the home page of
//! one who has ten thousand clients. Part of `make bench`.

mod seed;

use hdrhistogram::Histogram;
use outside::load::table::{self, milliseconds, row, verdict};
use outside::{Outcome, PATIENCE, Person, Server};
use std::time::Instant;

const TIMES: usize = 300;
const WARM_UP: usize = 30;
const FREE_MICROSECONDS: u64 = 20_000;
const HOME_MICROSECONDS: u64 = 50_000;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    let mut server = Server::start().await?;
    let doctor = Person::signs_in(&server, "doctor@clinic.demo").await?;
    table::head(&format!("A practitioner with {} clients and a year of bookings.", seed::CLIENTS))?;
    let kind = seed::fill(&server.postmaster()?, doctor.id).await?;
    let month = format!("/api/v1/availability/times?practitioner={}&type={kind}&limit=100", doctor.id);
    told("free times of the next 30 days", &measure(&doctor, &month).await?, FREE_MICROSECONDS);
    told("the practitioner's home page", &measure(&doctor, "/doctor").await?, HOME_MICROSECONDS);
    told(
        "the first page of the practitioner's clients",
        &measure(&doctor, "/api/v1/clients").await?,
        HOME_MICROSECONDS,
    );
    server.stop()
}

/// Microseconds from request to whole answer, one after the other on one connection.
async fn measure(person: &Person, path: &str) -> Outcome<Histogram<u64>> {
    let http = reqwest::Client::builder().no_proxy().timeout(PATIENCE).build()?;
    let mut took = Histogram::new(3)?;
    for turn in 0..WARM_UP + TIMES {
        let request = http.get(format!("http://{}{path}", person.address)).bearer_auth(&person.token);
        let began = Instant::now();
        request.send().await?.error_for_status()?.bytes().await?;
        if turn >= WARM_UP {
            took.record(u64::try_from(began.elapsed().as_micros())?)?;
        }
    }
    Ok(took)
}

fn told(name: &str, took: &Histogram<u64>, target: u64) {
    row(&format!("{name}, p50"), &milliseconds(took.value_at_quantile(0.5)), "");
    let p95 = took.value_at_quantile(0.95);
    row(&format!("{name}, p95"), &milliseconds(p95), &verdict(p95 <= target, &format!("≤ {} ms", target / 1000)));
}
