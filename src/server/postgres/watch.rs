//! Starts the cluster again when it has died under us.

use super::Cluster;
use std::time::Duration;

const LOOK_EVERY: Duration = Duration::from_millis(500);

/// Runs until it is dropped. What was committed is in Postgres's log, so nothing acknowledged is lost.
pub async fn keep_running(cluster: Cluster) {
    loop {
        tokio::time::sleep(LOOK_EVERY).await;
        let cluster = cluster.clone();
        let looked = tokio::task::spawn_blocking(move || {
            if cluster.is_running() {
                return;
            }
            tracing::error!("the private Postgres has stopped; starting it again");
            match cluster.run() {
                Ok(()) => tracing::info!("the private Postgres runs again"),
                Err(cause) => tracing::error!(%cause, "the private Postgres does not start"),
            }
        });
        if looked.await.is_err() {
            return;
        }
    }
}
