//! What strangers, other sites and other roles cannot do.

use crate::server::testing::{Actor, Cast, Story};
use reqwest::{Method, StatusCode};

async fn page(actor: &Actor<'_>, path: &str) -> Result<(StatusCode, String), Box<dyn std::error::Error>> {
    let answer = actor.ask(Method::GET, path).header("accept", "text/html").send().await?;
    let to = answer.headers().get("location").and_then(|to| to.to_str().ok()).unwrap_or_default().to_owned();
    Ok((answer.status(), to))
}

#[tokio::test]
async fn signed_out_pages_lead_to_the_sign_in_page_and_back() -> Story {
    let cast = Cast::assemble().await?;
    for (path, to) in [
        ("/patient/chat?x=1", "/sign-in?next=/patient/chat%3Fx%3D1"),
        ("/settings/profile", "/sign-in?next=/settings/profile"),
    ] {
        let answer = cast.ask(Method::GET, path).header("accept", "text/html").send().await?;
        assert_eq!(answer.status(), StatusCode::FOUND);
        assert_eq!(answer.headers()["location"], to);
    }
    let nowhere = cast.ask(Method::GET, "/nurse").header("accept", "text/html").send().await?;
    assert_eq!(nowhere.status(), StatusCode::NOT_FOUND);
    Ok(())
}

#[tokio::test]
async fn another_roles_page_leads_to_ones_own_home() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    for foreign in ["/doctor", "/admin", "/tutor/chat", "/doctor/appointments"] {
        assert_eq!(page(&noor, foreign).await?, (StatusCode::FOUND, "/patient".into()), "{foreign}");
    }
    for own in ["/patient", "/patient/chat", "/patient/appointments", "/patient/book", "/settings/profile"] {
        assert_eq!(page(&noor, own).await?.0, StatusCode::OK, "{own}");
    }
    assert_eq!(page(&noor, "/patient/garden").await?.0, StatusCode::NOT_FOUND);
    Ok(())
}

#[tokio::test]
async fn who_is_signed_in_already_is_led_to_where_they_wanted() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    for (next, to) in [
        ("/settings/tokens", "/settings/tokens"),
        ("/patient/chat%3Fx%3D1", "/patient/chat?x=1"),
        ("//evil.example", "/patient"),
        ("https://evil.example", "/patient"),
        ("/%C3%A9", "/patient"),
        ("", "/patient"),
    ] {
        assert_eq!(page(&noor, &format!("/sign-in?next={next}")).await?, (StatusCode::FOUND, to.into()), "{next}");
    }
    Ok(())
}

#[tokio::test]
async fn a_strangers_room_and_no_room_are_the_same() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, tomas) = (cast.patient().await?, cast.signs_in("patient2@clinic.demo").await?);
    let room = noor.active_room().await?.id;
    let mut answers = Vec::new();
    for id in [room.to_string(), crate::ids::RoomId::new().to_string(), "not-an-id".into()] {
        answers.push(tomas.gets(&format!("/api/v1/chat/messages/{id}")).await?);
        assert_eq!(page(&tomas, &format!("/patient/chat/{id}")).await?.0, StatusCode::NOT_FOUND);
    }
    assert_eq!(answers[0].0, StatusCode::NOT_FOUND);
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    Ok(())
}

#[tokio::test]
async fn a_write_from_another_site_is_refused() -> Story {
    let cast = Cast::assemble().await?;
    let answer = cast.tries_password("patient@clinic.demo", "attend-demo").await?;
    let cookie = answer.headers()["set-cookie"].to_str()?.split(';').next().unwrap_or("").to_owned();
    let sign_out = async |origin: Option<&str>| {
        let request = cast.ask(Method::POST, "/api/v1/auth/sign-out").header("cookie", &cookie);
        match origin {
            Some(origin) => request.header("origin", origin),
            None => request,
        }
        .send()
        .await
    };
    assert_eq!(sign_out(Some("https://evil.example")).await?.status(), StatusCode::FORBIDDEN);
    assert_eq!(sign_out(None).await?.status(), StatusCode::FORBIDDEN);
    assert_eq!(sign_out(Some(&cast.url(""))).await?.status(), StatusCode::NO_CONTENT);
    Ok(())
}

#[tokio::test]
async fn the_socket_asks_who_and_from_where() -> Story {
    let cast = Cast::assemble().await?;
    let answer = cast.tries_password("patient@clinic.demo", "attend-demo").await?;
    let cookie = answer.headers()["set-cookie"].to_str()?.split(';').next().unwrap_or("").to_owned();
    let upgrade = async |cookie: Option<&str>, origin: Option<&str>| {
        let mut request = cast
            .ask(Method::GET, "/live")
            .header("connection", "upgrade")
            .header("upgrade", "websocket")
            .header("sec-websocket-version", "13")
            .header("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==");
        for (name, value) in [("cookie", cookie), ("origin", origin)] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        request.send().await.map(|answer| answer.status())
    };
    let own = cast.url("");
    assert_eq!(upgrade(None, Some(&own)).await?, StatusCode::UNAUTHORIZED);
    assert_eq!(upgrade(Some(&cookie), None).await?, StatusCode::FORBIDDEN);
    assert_eq!(upgrade(Some(&cookie), Some("https://evil.example")).await?, StatusCode::FORBIDDEN);
    assert_eq!(upgrade(Some(&cookie), Some(&own)).await?, StatusCode::SWITCHING_PROTOCOLS);
    Ok(())
}

#[tokio::test]
async fn pages_carry_a_strict_policy_and_the_headers_of_safety() -> Story {
    let cast = Cast::assemble().await?;
    let answer = cast.ask(Method::GET, "/sign-in").header("accept", "text/html").send().await?;
    let header = |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let policy = header("content-security-policy");
    assert!(policy.contains("'nonce-") && policy.contains("'wasm-unsafe-eval'"), "{policy}");
    assert!(!policy.contains("'unsafe-inline'") && !policy.contains("'unsafe-eval'"), "{policy}");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert!(!header("x-request-id").is_empty());
    Ok(())
}

#[tokio::test]
async fn every_refusal_of_the_api_has_the_same_form() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let room = noor.active_room().await?.id;
    let large = "x".repeat(2 * 1024 * 1024);
    for (request, status) in [
        (noor.ask(Method::DELETE, "/api/v1/me"), 405),
        (noor.ask(Method::GET, "/api/v1/no/such/thing"), 404),
        (noor.ask(Method::GET, &format!("/api/v1/chat/messages/{room}?limit=1&limit=2")), 400),
        (cast.ask(Method::POST, "/api/v1/auth/sign-in").body(large), 413),
        (cast.ask(Method::GET, "/api/v1/me"), 401),
    ] {
        let answer = request.send().await?;
        assert_eq!(answer.status(), status);
        assert_eq!(answer.headers()["content-type"], "application/problem+json", "{status}");
        assert_eq!(answer.headers()["x-content-type-options"], "nosniff", "{status}");
        assert!(answer.json::<serde_json::Value>().await?["code"].is_string());
    }
    Ok(())
}
