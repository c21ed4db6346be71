//! What whoever watches over the server is told when something is wrong, and who may ask.

use crate::server::config::Settings;
use crate::server::router;
use crate::server::testing::{Cast, Outcome, Story, settings};
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use metrics_exporter_prometheus::PrometheusBuilder;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, PgConnection};
use std::net::SocketAddr;
use tower::ServiceExt;

const HERE: [u8; 4] = [127, 0, 0, 1];
const ELSEWHERE: [u8; 4] = [203, 0, 113, 7];

async fn readiness(cast: &Cast) -> Outcome<(StatusCode, Value)> {
    let answer = cast.ask(Method::GET, "/ready").send().await?;
    Ok((answer.status(), answer.json().await?))
}

fn lacks(database: bool, migrations: bool, storage: bool) -> (StatusCode, Value) {
    let parts = json!({ "database": database, "migrations": migrations, "storage": storage });
    (StatusCode::SERVICE_UNAVAILABLE, parts)
}

#[tokio::test]
async fn a_server_without_its_database_is_alive_and_not_ready() -> Story {
    let cast = Cast::assemble().await?;
    assert_eq!(readiness(&cast).await?.0, StatusCode::OK);
    let name: String = sqlx::query_scalar("select current_database()").fetch_one(&cast.state.pool).await?;
    let options = PgConnectOptions::clone(&cast.state.pool.connect_options()).database("postgres");
    let mut conn = PgConnection::connect_with(&options).await?;
    sqlx::query(&format!("drop database {name} with (force)")).execute(&mut conn).await?;
    assert_eq!(readiness(&cast).await?, lacks(false, false, true));
    assert_eq!(cast.ask(Method::GET, "/health").send().await?.status(), StatusCode::OK);
    Ok(())
}

#[tokio::test]
async fn a_server_on_a_newer_schema_is_not_ready() -> Story {
    let cast = Cast::assemble().await?;
    let sql = "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
               values (99990101, 'from the future', true, '', 0)";
    sqlx::query(sql).execute(&cast.state.pool).await?;
    assert_eq!(readiness(&cast).await?, lacks(true, false, true));
    Ok(())
}

#[tokio::test]
async fn a_server_that_cannot_keep_files_is_not_ready() -> Story {
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("data");
    let cast = Cast::assemble_with(Settings { data: data.clone(), ..settings() }).await?;
    assert_eq!(readiness(&cast).await?.0, StatusCode::OK);
    std::fs::remove_dir_all(&data)?;
    std::fs::write(&data, "no folder")?;
    assert_eq!(readiness(&cast).await?, lacks(true, true, false));
    Ok(())
}

/// What a peer at that address is answered who asks for the figures.
async fn figures(cast: &Cast, peer: [u8; 4], token: Option<&str>) -> Outcome<StatusCode> {
    let mut request = Request::builder().uri("/metrics").extension(ConnectInfo(SocketAddr::from((peer, 4000))));
    if let Some(token) = token {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    let recorder = PrometheusBuilder::new().build_recorder().handle();
    let answer = router::router(cast.state.clone(), recorder).oneshot(request.body(Body::empty())?).await?;
    Ok(answer.status())
}

#[tokio::test]
async fn the_figures_are_for_this_machine_and_for_whoever_has_the_token() -> Story {
    let token = "a long secret of the watcher";
    let with_token = || Settings { metrics_token: Some(token.into()), ..settings() };
    let cast = Cast::assemble_with(with_token()).await?;
    for (peer, shown, status) in [
        (HERE, None, StatusCode::OK),
        (ELSEWHERE, None, StatusCode::NOT_FOUND),
        (ELSEWHERE, Some("a long secret"), StatusCode::NOT_FOUND),
        (ELSEWHERE, Some(""), StatusCode::NOT_FOUND),
        (ELSEWHERE, Some(token), StatusCode::OK),
    ] {
        assert_eq!(figures(&cast, peer, shown).await?, status, "{peer:?} {shown:?}");
    }
    let proxied = Cast::assemble_with(Settings { proxy: true, ..with_token() }).await?;
    assert_eq!(figures(&proxied, HERE, None).await?, StatusCode::NOT_FOUND, "everybody comes from here then");
    assert_eq!(figures(&proxied, HERE, Some(token)).await?, StatusCode::OK);
    let closed = Cast::assemble().await?;
    assert_eq!(figures(&closed, ELSEWHERE, Some("")).await?, StatusCode::NOT_FOUND, "no token is no key");
    Ok(())
}
