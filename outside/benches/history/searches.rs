//! Searches of several kinds.

use super::ask::Client;
use hdrhistogram::Histogram;
use outside::Outcome;
use uuid::Uuid;

const TIMES: usize = 20;
/// What is looked for, and whether there is any of it.
const KINDS: [(&str, &[&str], bool); 7] = [
    ("common words", &["appointment", "please", "tomorrow", "knee"], true),
    ("rare words", &["quetiapine", "xylometazoline", "Réflexologie", "10007"], true),
    ("parts of words", &["uetiapi", "pointm", "metazol", "harmac"], true),
    ("two characters", &["in", "qu", "診察", "xy"], true),
    ("several words", &["knee asking", "quetiapine knee"], true),
    ("absent words", &["zugzwang", "entating", "interment"], false),
    ("two characters, absent", &["qz", "鯨魚"], false),
];

pub struct Report {
    pub kind: &'static str,
    /// Microseconds.
    pub p50: u64,
    pub p95: u64,
}

pub async fn measure(client: &Client, room: Uuid) -> Outcome<Vec<Report>> {
    look_for_all(client, &format!("&room={room}")).await
}

pub async fn measure_all(client: &Client) -> Outcome<Vec<Report>> {
    look_for_all(client, "").await
}

async fn look_for_all(client: &Client, scope: &str) -> Outcome<Vec<Report>> {
    let mut reports = Vec::new();
    for (kind, words, is_there) in KINDS {
        let mut took = Histogram::new(3)?;
        for word in words.iter().cycle().take(TIMES * words.len()) {
            let found = client.ask(&format!("chat/search?q={word}{scope}"), &mut took).await?;
            if (found > 0) != is_there {
                return Err(format!("{found} messages have {word}").into());
            }
        }
        reports.push(Report { kind, p50: took.value_at_quantile(0.5), p95: took.value_at_quantile(0.95) });
    }
    Ok(reports)
}
