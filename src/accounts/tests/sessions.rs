//! How long a sign-in lasts, and whose session it is.

use crate::server::config::Settings;
use crate::server::testing::{Cast, Outcome, Story, settings};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};
use std::time::Duration;
use time::OffsetDateTime;
use tower_sessions::SessionStore;
use tower_sessions::session::Id;
use tower_sessions_sqlx_store::PostgresStore;

const EMAIL: &str = "patient@clinic.demo";
const PASSWORD: &str = "attend-demo";

fn cookie(answer: &Response) -> Outcome<String> {
    let set = answer.headers().get("set-cookie").ok_or("no cookie was set")?.to_str()?;
    Ok(set.split(';').next().unwrap_or_default().to_owned())
}

async fn signs_in_by_cookie(cast: &Cast) -> Outcome<String> {
    cookie(&cast.tries_password(EMAIL, PASSWORD).await?.error_for_status()?)
}

/// The same from a browser that has a cookie already.
async fn signs_in_with(cast: &Cast, old: &str) -> Outcome<String> {
    let request = cast.ask(Method::POST, "/api/v1/auth/sign-in").header("cookie", old).header("origin", cast.url(""));
    let answer = request.json(&json!({ "email": EMAIL, "password": PASSWORD })).send().await?;
    cookie(&answer.error_for_status()?)
}

async fn who_is(cast: &Cast, cookie: &str) -> Outcome<StatusCode> {
    Ok(cast.ask(Method::GET, "/api/v1/me").header("cookie", cookie).send().await?.status())
}

/// Days until the one session there is would end for want of use.
async fn idle_days_left(cast: &Cast) -> Outcome<f64> {
    let sql = "select extract(epoch from expiry_date - now())::float8 / 86400 from tower_sessions.session";
    Ok(sqlx::query_scalar(sql).fetch_one(&cast.state.pool).await?)
}

#[tokio::test]
async fn each_sign_in_begins_a_session_of_its_own() -> Story {
    let cast = Cast::assemble().await?;
    let first = signs_in_by_cookie(&cast).await?;
    let second = signs_in_with(&cast, &first).await?;
    assert_ne!(first, second);
    assert_eq!(who_is(&cast, &first).await?, StatusCode::UNAUTHORIZED, "what was known of before opens nothing");
    assert_eq!(who_is(&cast, &second).await?, StatusCode::OK);
    Ok(())
}

#[tokio::test]
async fn nobody_is_signed_in_under_an_id_that_somebody_else_has_chosen() -> Story {
    let cast = Cast::assemble().await?;
    let planted = format!("attend={}", Id::default());
    let own = signs_in_with(&cast, &planted).await?;
    assert_ne!(own, planted);
    assert_eq!(who_is(&cast, &planted).await?, StatusCode::UNAUTHORIZED);
    assert_eq!(who_is(&cast, &own).await?, StatusCode::OK);
    Ok(())
}

#[tokio::test]
async fn a_session_that_nobody_uses_ends_after_a_week() -> Story {
    let cast = Cast::assemble().await?;
    let session = signs_in_by_cookie(&cast).await?;
    let days = idle_days_left(&cast).await?;
    assert!((6.9..=7.0).contains(&days), "{days}");
    assert_eq!(who_is(&cast, &session).await?, StatusCode::OK);
    sqlx::query("update tower_sessions.session set expiry_date = now()").execute(&cast.state.pool).await?;
    assert_eq!(who_is(&cast, &session).await?, StatusCode::UNAUTHORIZED);
    Ok(())
}

#[tokio::test]
async fn use_moves_the_end_of_a_session_on_once_an_hour() -> Story {
    let cast = Cast::assemble().await?;
    let session = signs_in_by_cookie(&cast).await?;
    let store = PostgresStore::new(cast.state.pool.clone());
    let id: Id = session.split_once('=').ok_or("no name")?.1.parse().map_err(|_| "not an id")?;
    let mut record = store.load(&id).await?.ok_or("not kept")?;
    let now = OffsetDateTime::now_utc();
    record.data.insert("renewed".into(), serde_json::to_value(now - Duration::from_hours(2))?);
    record.expiry_date = now + Duration::from_hours(24);
    store.save(&record).await?;
    assert_eq!(who_is(&cast, &session).await?, StatusCode::OK);
    assert!(idle_days_left(&cast).await? > 6.9, "it was used");

    let sql = "update tower_sessions.session set expiry_date = now() + interval '1 day'";
    sqlx::query(sql).execute(&cast.state.pool).await?;
    assert_eq!(who_is(&cast, &session).await?, StatusCode::OK);
    assert!(idle_days_left(&cast).await? < 1.1, "it was moved on within this hour");
    Ok(())
}

#[tokio::test]
async fn a_sign_in_ends_after_thirty_days_however_busy_it_is() -> Story {
    let cast = Cast::assemble().await?;
    let session = signs_in_by_cookie(&cast).await?;
    let noor = cast.patient().await?;
    let sql = "select bool_and(expires_at = created_at + interval '30 days') from sign_ins";
    let lasts: Option<bool> = sqlx::query_scalar(sql).fetch_one(&cast.state.pool).await?;
    assert_eq!(lasts, Some(true));
    sqlx::query("update sign_ins set expires_at = now()").execute(&cast.state.pool).await?;
    assert_eq!(who_is(&cast, &session).await?, StatusCode::UNAUTHORIZED);
    let (status, refused) = noor.gets("/api/v1/me").await?;
    assert_eq!((status, &refused["code"]), (StatusCode::UNAUTHORIZED, &json!("signed_out")));
    assert!(noor.connects().await.is_err());
    Ok(())
}

#[tokio::test]
async fn a_socket_does_not_outlive_its_sign_in() -> Story {
    let cast = Cast::assemble_with(Settings { heartbeat: Duration::from_secs(1), ..settings() }).await?;
    let noor = cast.patient().await?;
    let sql = "update sign_ins set expires_at = now() + interval '6 seconds'";
    sqlx::query(sql).execute(&cast.state.pool).await?;
    let mut phone = noor.connects().await?;
    let pong: Value = phone.asks(&json!({ "type": "ping" }), "pong").await?;
    assert_eq!(pong["type"], "pong");
    assert_eq!(phone.is_closed_with().await?, 4401);
    Ok(())
}
