//! Tokens that people make for their programs, and what those may do.

use crate::server::testing::{Actor, Cast, Phone, Story, text};
use crate::{accounts::Token, ids::ClientId};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// Makes a token through the form's door.
async fn make(actor: &Actor<'_>, scope: &str, expires: &str) -> Outcome<String> {
    let form = [("name", "Calendar"), ("scope", scope), ("expires", expires)];
    let answer = actor.ask(Method::POST, "/fn/make-token").form(&form).send().await?;
    Ok(answer.error_for_status()?.json().await?)
}

async fn list(actor: &Actor<'_>) -> Outcome<Vec<Token>> {
    Ok(actor.ask(Method::POST, "/fn/tokens").json(&json!({})).send().await?.error_for_status()?.json().await?)
}

async fn revoke(actor: &Actor<'_>, token: &Token) -> Outcome<StatusCode> {
    let form = [("token", token.id.to_string())];
    Ok(actor.ask(Method::POST, "/fn/revoke-token").form(&form).send().await?.status())
}

async fn status(cast: &Cast, token: &str, method: Method, path: &str) -> Outcome<StatusCode> {
    Ok(cast.ask(method, path).bearer_auth(token).send().await?.status())
}

#[tokio::test]
async fn a_token_is_shown_once_and_reads() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let token = make(&noor, "read", "30").await?;
    assert!(token.starts_with("attend_pat_") && token.len() == "attend_pat_".len() + 43, "256 bits in base64");
    let me: Value = cast.ask(Method::GET, "/api/v1/me").bearer_auth(&token).send().await?.json().await?;
    assert_eq!(me["email"], "patient@clinic.demo");
    let [kept] = &list(&noor).await?[..] else { return Err("one token".into()) };
    assert_eq!((kept.name.as_str(), kept.scope.as_str()), ("Calendar", "read"));
    assert!(kept.last_used_at.is_some());
    let days = kept.expires_at.map(|at| at.seconds_since(kept.created_at) / 86_400);
    assert_eq!(days, Some(30));
    let stored: Vec<u8> = sqlx::query_scalar("select digest from access_tokens").fetch_one(&cast.state.pool).await?;
    assert_eq!(stored, crate::accounts::signing_in::digest(&token), "only the digest is kept");
    Ok(())
}

#[tokio::test]
async fn a_read_token_reads_and_nothing_else() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let room = noor.active_room().await?.id;
    let token = make(&noor, "read", "never").await?;
    for path in ["/api/v1/me", "/api/v1/chat/rooms/", &format!("/api/v1/chat/messages/{room}")] {
        assert_eq!(status(&cast, &token, Method::GET, path).await?, StatusCode::OK, "{path}");
        assert_eq!(status(&cast, &token, Method::HEAD, path).await?, StatusCode::OK, "{path}");
    }
    for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
        let answer = cast.ask(method, &format!("/api/v1/chat/messages/{room}")).bearer_auth(&token).send().await?;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN);
        assert_eq!(answer.json::<Value>().await?["code"], "forbidden");
    }
    Ok(())
}

#[tokio::test]
async fn a_read_token_listens_on_the_socket_and_says_nothing() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = noor.active_room().await?.id;
    let mut program = Phone::connect(cast.address, &make(&noor, "read", "90").await?).await?;
    assert_eq!(program.greeting["user"]["email"], "patient@clinic.demo");
    program.asks(&json!({ "type": "ping" }), "pong").await?;
    program.asks(&json!({ "type": "join:chat", "room": room }), "chat:joined").await?;
    for frame in [
        text("1", room, ClientId::new(), "Hello"),
        json!({ "type": "message:read", "room": room, "number": 1 }),
        json!({ "type": "message:delivered", "room": room, "number": 1 }),
        json!({ "type": "typing:start", "room": room }),
        json!({ "type": "typing:stop", "room": room }),
    ] {
        let refusal = program.asks(&frame, "error").await?;
        assert_eq!((&refusal["code"], &refusal["about"]), (&json!("forbidden"), &frame["type"]));
    }
    imani.says(room, "Good morning").await?;
    assert_eq!(program.hears_of("message:received").await?["message"]["body"], "Good morning");
    program.sends(&json!({ "type": "leave:chat", "room": room })).await?;
    program.asks(&json!({ "type": "ping" }), "pong").await?;
    Ok(())
}

#[tokio::test]
async fn a_write_token_writes() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let room = noor.active_room().await?.id;
    let mut program = Phone::connect(cast.address, &make(&noor, "write", "365").await?).await?;
    let ack = program.asks(&text("1", room, ClientId::new(), "From my program"), "ack").await?;
    assert_eq!(ack["message"]["sender"]["id"], json!(noor.me.id()));
    Ok(())
}

#[tokio::test]
async fn no_token_makes_tokens_or_touches_how_its_owner_signs_in() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let token = make(&noor, "write", "30").await?;
    for path in [
        "/fn/make-token",
        "/fn/tokens",
        "/fn/revoke-token",
        "/fn/update-profile",
        "/sign-out",
        "/sign-out/everywhere",
        "/api/v1/auth/sign-out",
    ] {
        assert_eq!(status(&cast, &token, Method::POST, path).await?, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(status(&cast, &token, Method::GET, "/settings/tokens").await?, StatusCode::FORBIDDEN);
    assert_eq!(noor.gets("/api/v1/me").await?.0, StatusCode::OK, "still signed in");
    Ok(())
}

#[tokio::test]
async fn revoking_shuts_its_sockets_within_a_second_and_no_others() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let (lost, kept) = (make(&noor, "read", "30").await?, make(&noor, "read", "30").await?);
    let mut program = Phone::connect(cast.address, &lost).await?;
    let (mut other, mut page) = (Phone::connect(cast.address, &kept).await?, noor.connects().await?);
    let first = list(&noor).await?.pop().ok_or("two tokens")?;
    let began = Instant::now();
    assert_eq!(revoke(&noor, &first).await?, StatusCode::OK);
    assert_eq!(program.is_closed_with().await?, 4401);
    assert!(began.elapsed() < Duration::from_secs(1));
    assert_eq!(status(&cast, &lost, Method::GET, "/api/v1/me").await?, StatusCode::UNAUTHORIZED);
    assert!(Phone::connect(cast.address, &lost).await.is_err());
    assert_eq!(revoke(&noor, &first).await?, StatusCode::OK, "once more changes nothing");
    other.asks(&json!({ "type": "ping" }), "pong").await?;
    page.asks(&json!({ "type": "ping" }), "pong").await?;
    assert_eq!(list(&noor).await?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn another_persons_token_cannot_be_revoked() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let token = make(&noor, "read", "30").await?;
    let kept = list(&noor).await?.pop().ok_or("a token")?;
    assert!(list(&imani).await?.is_empty());
    assert_eq!(revoke(&imani, &kept).await?, StatusCode::NOT_FOUND);
    assert_eq!(status(&cast, &token, Method::GET, "/api/v1/me").await?, StatusCode::OK);
    Ok(())
}

#[tokio::test]
async fn an_expired_token_lets_nobody_in() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let token = make(&noor, "write", "30").await?;
    let sql = "update access_tokens set expires_at = now() - interval '1 second'";
    sqlx::query(sql).execute(&cast.state.pool).await?;
    assert_eq!(status(&cast, &token, Method::GET, "/api/v1/me").await?, StatusCode::UNAUTHORIZED);
    assert_eq!(list(&noor).await?.len(), 1, "it stays in the list");
    Ok(())
}

#[tokio::test]
async fn what_is_no_token_is_not_made() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    for (name, scope, expires) in [("", "read", "30"), ("x", "admin", "30"), ("x", "read", "31")] {
        let form = [("name", name), ("scope", scope), ("expires", expires)];
        let answer = noor.ask(Method::POST, "/fn/make-token").form(&form).send().await?;
        assert!(!answer.status().is_success(), "{name} {scope} {expires}");
    }
    for _ in 0..50 {
        make(&noor, "read", "30").await?;
    }
    assert!(make(&noor, "read", "30").await.is_err(), "fifty are enough");
    Ok(())
}

#[tokio::test]
async fn without_javascript_the_token_is_shown_on_the_page_after_it() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let form = [("name", "Calendar"), ("scope", "read"), ("expires", "30")];
    let sent = noor.ask(Method::POST, "/fn/make-token").header("accept", "text/html").form(&form).send().await?;
    assert_eq!((sent.status(), &sent.headers()["location"]), (StatusCode::FOUND, &"/settings/tokens".parse()?));
    let cookie = sent.headers()["set-cookie"].to_str()?.to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("Path=/settings/tokens"), "{cookie}");
    let pair = cookie.split(';').next().unwrap_or_default();
    let page = noor.ask(Method::GET, "/settings/tokens").header("accept", "text/html").header("cookie", pair);
    let page = page.send().await?;
    assert!(page.headers()["set-cookie"].to_str()?.contains("Max-Age=0"));
    let token = pair.split_once('=').map_or("", |(_, token)| token);
    assert!(page.text().await?.contains(token));
    assert_eq!(status(&cast, token, Method::GET, "/api/v1/me").await?, StatusCode::OK);
    Ok(())
}
