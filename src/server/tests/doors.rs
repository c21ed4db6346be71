//! What no door lets in: posts of other sites, bodies without measure, requests without end.

use crate::server::config::Settings;
use crate::server::testing::{Cast, Outcome, Story, settings};
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

/// Doors that a browser brings the cookie to: server functions, forms, the HTTP API, uploads.
const DOORS: [&str; 6] = [
    "/fn/hide-last-seen",
    "/fn/sign-in",
    "/sign-out",
    "/sign-out/everywhere",
    "/api/v1/auth/sign-out",
    "/api/v1/files",
];

/// Nothing here takes longer on a machine that works at all.
const PATIENCE: Duration = Duration::from_secs(12);

async fn session(cast: &Cast) -> Outcome<String> {
    let answer = cast.tries_password("patient@clinic.demo", "attend-demo").await?;
    let cookie = answer.headers().get("set-cookie").ok_or("no cookie was set")?.to_str()?;
    Ok(cookie.split(';').next().unwrap_or_default().to_owned())
}

fn from(request: RequestBuilder, origin: Option<&str>) -> RequestBuilder {
    match origin {
        Some(origin) => request.header("origin", origin),
        None => request,
    }
}

async fn hides_last_seen(cast: &Cast, session: &str, origin: Option<&str>) -> Outcome<(StatusCode, Value)> {
    let request = cast.ask(Method::POST, "/fn/hide-last-seen").header("cookie", session);
    let answer = from(request, origin).form(&[("hidden", "true")]).send().await?;
    Ok((answer.status(), answer.json().await.unwrap_or(Value::Null)))
}

#[tokio::test]
async fn no_door_takes_what_another_site_has_posted() -> Story {
    let cast = Cast::assemble().await?;
    let session = session(&cast).await?;
    for door in DOORS {
        for origin in [Some("https://evil.example"), Some("null"), Some("http://127.0.0.1"), None] {
            let request = cast.ask(Method::POST, door).header("cookie", &session);
            let answer = from(request, origin).form(&[("hidden", "true")]).send().await?;
            assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{door} from {origin:?}");
        }
    }
    let me = cast.ask(Method::GET, "/api/v1/me").header("cookie", &session).send().await?;
    assert_eq!(me.status(), StatusCode::OK, "nobody was signed out");
    assert_ne!(me.json::<Value>().await?["lastSeenHidden"], true, "nothing was changed");

    let (status, me) = hides_last_seen(&cast, &session, Some(&cast.url(""))).await?;
    assert_eq!((status, &me["lastSeenHidden"]), (StatusCode::OK, &json!(true)), "our own page may");
    Ok(())
}

#[tokio::test]
async fn another_site_signs_nobody_in() -> Story {
    let cast = Cast::assemble().await?;
    let attempt = json!({ "email": "patient@clinic.demo", "password": "attend-demo" });
    for door in ["/fn/sign-in", "/api/v1/auth/sign-in"] {
        let request = cast.ask(Method::POST, door).header("origin", "https://evil.example");
        let answer = request.json(&attempt).send().await?;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{door}");
        assert!(!answer.headers().contains_key("set-cookie"), "{door}");
    }
    Ok(())
}

#[tokio::test]
async fn a_body_of_more_than_a_mebibyte_is_too_large_at_every_door() -> Story {
    let cast = Cast::assemble().await?;
    for door in ["/fn/sign-in", "/sign-out", "/api/v1/auth/sign-up", "/unsubscribe/x"] {
        let answer = cast.ask(Method::POST, door).body("x".repeat(1024 * 1024 + 1)).send().await?;
        assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE, "{door}");
    }
    Ok(())
}

/// Its head promises more than ever comes.
#[tokio::test]
async fn a_request_that_does_not_come_to_its_end_is_given_up() -> Story {
    let cast = Cast::assemble_with(Settings { request_time: Duration::from_millis(600), ..settings() }).await?;
    let mut stream = BufReader::new(TcpStream::connect(cast.address).await?);
    let head = "POST /api/v1/auth/sign-in HTTP/1.1\r\nhost: attend\r\ncontent-type: application/json\r\n\
                content-length: 100\r\nconnection: close\r\n\r\n{";
    stream.write_all(head.as_bytes()).await?;
    let mut status = String::new();
    tokio::time::timeout(PATIENCE, stream.read_line(&mut status)).await??;
    assert!(status.starts_with("HTTP/1.1 408"), "{status}");
    assert_eq!(cast.ask(Method::GET, "/health").send().await?.status(), StatusCode::OK, "others are served");
    Ok(())
}
