//! Asking over HTTP, one question after the other on one connection, and how long each took.

use hdrhistogram::Histogram;
use outside::{Outcome, PATIENCE, Person};
use serde_json::Value;
use std::time::Instant;

pub struct Client {
    http: reqwest::Client,
    address: String,
    token: String,
}

impl Client {
    pub fn of(person: &Person) -> Outcome<Self> {
        let http = reqwest::Client::builder().no_proxy().timeout(PATIENCE).build()?;
        Ok(Self { http, address: person.address.clone(), token: person.token.clone() })
    }

    /// Asks, records the microseconds, and answers with how many items came.
    pub async fn ask(&self, path: &str, times: &mut Histogram<u64>) -> Outcome<usize> {
        let request = self.http.get(format!("http://{}/api/v1/{path}", self.address)).bearer_auth(&self.token);
        let began = Instant::now();
        let answer = request.send().await?.error_for_status()?.bytes().await?;
        times.record(u64::try_from(began.elapsed().as_micros())?)?;
        let answer: Value = serde_json::from_slice(&answer)?;
        Ok(answer["items"].as_array().ok_or("no items")?.len())
    }
}
