//! `/health`, `/ready` and `/metrics`, for whoever watches over the server.

use crate::error::AppError;
use crate::server::db::{self, Schema};
use crate::server::session::bearer;
use crate::server::state::AppState;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use metrics_exporter_prometheus::PrometheusHandle;
use serde_json::json;
use std::net::SocketAddr;
use std::path::Path;

/// The process is alive.
pub async fn health() -> Json<serde_json::Value> {
    Json(json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION") }))
}

/// The server can do its work: 200, or 503 with what is missing.
pub async fn ready(State(state): State<AppState>) -> Response {
    let database = sqlx::query_scalar::<_, i32>("select 1").fetch_one(&state.pool).await.is_ok();
    let migrations = db::schema(&state.pool).await.is_ok_and(|schema| schema == Schema::Current);
    let storage = can_write(&state.settings.data).await && state.storage.is_reachable().await;
    let is_ready = database && migrations && storage;
    let status = if is_ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(json!({ "database": database, "migrations": migrations, "storage": storage }))).into_response()
}

/// Prometheus' text form. Open to this machine, and to whoever has the token.
pub async fn metrics(
    State(state): State<AppState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Extension(recorder): Extension<PrometheusHandle>,
    headers: HeaderMap,
) -> Result<String, AppError> {
    let has_token = state.settings.metrics_token.as_deref().is_some_and(|token| bearer(&headers) == Some(token));
    // Behind a proxy on this machine everybody looks local.
    if has_token || (peer.ip().is_loopback() && !state.settings.proxy) {
        Ok(recorder.render())
    } else {
        Err(AppError::NotFound)
    }
}

/// Whether a file can be made in that folder.
pub async fn can_write(folder: &Path) -> bool {
    let probe = folder.join(format!(".probe-{:08x}", rand::random::<u32>()));
    let written = tokio::fs::create_dir_all(folder).await.is_ok() && tokio::fs::write(&probe, b"").await.is_ok();
    tokio::fs::remove_file(&probe).await.ok();
    written
}
