//! Logs and metrics. Log lines are readable sentences with fields; never message text, names, tokens or health data.

use crate::server::config::{LogForm, Settings};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::io::IsTerminal;
use tracing::Metadata;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// What these libraries say below that level has text of people in it: frames of the socket, letters, parts of requests
/// that do not fit. No filter lets it into the log.
const AT_MOST: [(&str, LevelFilter); 4] = [
    ("axum", LevelFilter::DEBUG),
    ("lettre", LevelFilter::INFO),
    ("tokio_tungstenite", LevelFilter::INFO),
    ("tungstenite", LevelFilter::INFO),
];

/// A sentence where the filter cannot be read.
pub fn log(settings: &Settings) -> Result<(), String> {
    let filter = EnvFilter::try_new(&settings.log_filter)
        .map_err(|cause| format!("RUST_LOG is not a log filter ({cause}); try info or attend=debug."))?;
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    match settings.log {
        LogForm::Text => log.with_target(false).finish().with(filter_fn(is_discreet)).init(),
        LogForm::Json => log.json().finish().with(filter_fn(is_discreet)).init(),
    }
    Ok(())
}

fn is_discreet(line: &Metadata<'_>) -> bool {
    let library = line.target().split("::").next().unwrap_or_default();
    AT_MOST.iter().all(|(name, most)| *name != library || *line.level() <= *most)
}

/// The recorder behind `/metrics`; made once a process.
pub fn metrics() -> Result<PrometheusHandle, String> {
    PrometheusBuilder::new().install_recorder().map_err(|cause| format!("Metrics cannot be recorded: {cause}"))
}

/// Names of what is counted, in one place, so that a dashboard can rely on them.
pub mod names {
    pub const SOCKETS: &str = "attend_sockets_open";
    pub const MESSAGES: &str = "attend_messages_written_total";
    pub const BATCH: &str = "attend_mailroom_batch_drafts";
    pub const COMMIT: &str = "attend_mailroom_commit_seconds";
    pub const REQUESTS: &str = "attend_http_requests_total";
    pub const REFUSALS: &str = "attend_socket_refusals_total";
    pub const LAGGED: &str = "attend_sockets_closed_lagging_total";
}

#[cfg(test)]
mod tests {
    use super::*;
    use tracing::{Level, enabled};

    #[test]
    fn no_filter_lets_frames_and_letters_into_the_log() {
        let everything = tracing_subscriber::registry().with(filter_fn(is_discreet));
        tracing::subscriber::with_default(everything, || {
            assert!(!enabled!(target: "tungstenite::protocol::frame", Level::TRACE));
            assert!(!enabled!(target: "tungstenite::protocol", Level::DEBUG));
            assert!(!enabled!(target: "tokio_tungstenite", Level::DEBUG));
            assert!(!enabled!(target: "lettre::transport::smtp", Level::DEBUG));
            assert!(!enabled!(target: "axum::rejection", Level::TRACE));
            assert!(enabled!(target: "tungstenite::protocol", Level::WARN));
            assert!(enabled!(target: "attend::server", Level::TRACE));
        });
    }
}
