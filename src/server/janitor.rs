//! What is swept out every hour: sessions, failures and files past their time, and limits of people who are quiet.

use crate::accounts::store::forget_old_failures;
use crate::files;
use crate::notifications::store::forget_dead_subscriptions;
use crate::server::state::AppState;
use std::time::Duration;
use tower_sessions::ExpiredDeletion;
use tower_sessions_sqlx_store::PostgresStore;

const EVERY: Duration = Duration::from_hours(1);

/// Runs until it is dropped.
pub async fn tidy(state: AppState) {
    let sessions = PostgresStore::new(state.pool.clone());
    loop {
        tokio::time::sleep(EVERY).await;
        state.limits.forget_quiet();
        if let Err(cause) = sessions.delete_expired().await {
            tracing::warn!(%cause, "expired sessions could not be swept out");
        }
        if let Err(cause) = files::sweep(&state).await {
            tracing::warn!(%cause, "files could not be swept out");
        }
        if let Ok(mut conn) = state.read().await {
            forget_old_failures(&mut conn).await.ok();
            forget_dead_subscriptions(&mut conn).await.ok();
        }
    }
}
