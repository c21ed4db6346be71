//! Logs and metrics. Log lines are readable sentences with fields; never message text, names, tokens or health data.

use crate::server::config::{LogForm, Settings};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::io::IsTerminal;
use tracing_subscriber::EnvFilter;

/// A sentence where the filter cannot be read.
pub fn log(settings: &Settings) -> Result<(), String> {
    let filter = EnvFilter::try_new(&settings.log_filter)
        .map_err(|cause| format!("RUST_LOG is not a log filter ({cause}); try info or attend=debug."))?;
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    match settings.log {
        LogForm::Text => log.with_target(false).init(),
        LogForm::Json => log.json().init(),
    }
    Ok(())
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
