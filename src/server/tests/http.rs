//! What every door of the HTTP API does alike, whatever is behind it.

use crate::server::testing::{Cast, Outcome, Story};
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};

/// The status and the body of a refusal, which is a problem and says so.
async fn refusal(request: RequestBuilder) -> Outcome<(u16, Value)> {
    let answer = request.send().await?;
    assert_eq!(answer.headers()["content-type"], "application/problem+json", "{}", answer.url());
    let status = answer.status().as_u16();
    let problem: Value = answer.json().await?;
    assert_eq!(problem["status"], status);
    assert!(problem["code"].is_string() && problem["detail"].is_string(), "{problem}");
    Ok((status, problem))
}

#[tokio::test]
async fn paths_answer_with_and_without_a_slash_at_their_end() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let room = noor.active_room().await?.id;
    for path in ["/api/v1/me", "/api/v1/chat/rooms", &format!("/api/v1/chat/messages/{room}"), "/health"] {
        let (bare, slashed) = (noor.gets(path).await?, noor.gets(&format!("{path}/")).await?);
        assert_eq!(bare.0, StatusCode::OK, "{path}");
        assert_eq!(bare, slashed, "{path}");
    }
    let signed_in = cast.ask(Method::POST, "/api/v1/auth/sign-in/");
    let signed_in =
        signed_in.json(&json!({ "email": "patient@clinic.demo", "password": "attend-demo" })).send().await?;
    assert_eq!(signed_in.status(), StatusCode::OK);
    Ok(())
}

#[tokio::test]
async fn a_head_is_a_get_without_a_body() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    for path in ["/api/v1/me", "/api/v1/chat/rooms/", "/api/v1/openapi.json", "/api/v1/docs", "/health", "/ready"] {
        let (got, head) = (noor.ask(Method::GET, path).send().await?, noor.ask(Method::HEAD, path).send().await?);
        assert_eq!(head.status(), StatusCode::OK, "{path}");
        assert_eq!(head.headers().get("content-type"), got.headers().get("content-type"), "{path}");
        assert!(head.bytes().await?.is_empty(), "{path}");
    }
    assert_eq!(cast.ask(Method::HEAD, "/api/v1/me").send().await?.status(), StatusCode::UNAUTHORIZED);
    Ok(())
}

#[tokio::test]
async fn pages_and_answers_are_compressed_for_whoever_can_read_that() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    for path in ["/patient", "/api/v1/chat/rooms/", "/api/v1/openapi.json"] {
        let plain = noor.ask(Method::GET, path).header("accept", "*/*").send().await?;
        assert!(plain.headers().get("content-encoding").is_none(), "{path}");
        for encoding in ["br", "gzip"] {
            let asked = noor.ask(Method::GET, path).header("accept", "*/*").header("accept-encoding", encoding);
            let answer = asked.send().await?;
            assert_eq!((answer.status(), &answer.headers()["content-encoding"]), (StatusCode::OK, &encoding.parse()?));
        }
    }
    let small = noor.ask(Method::GET, "/api/v1/me").header("accept-encoding", "br").send().await?;
    assert!(small.headers().get("content-encoding").is_none(), "it fits into one packet");
    Ok(())
}

#[tokio::test]
async fn an_unknown_path_is_a_problem_at_any_depth() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    for path in ["/api", "/api/", "/api/v1", "/api/v2/me", "/api/v1/nothing", "/api/v1/me/too", "/api/v1/%2e%2e/x"] {
        for method in [Method::GET, Method::POST, Method::DELETE] {
            let (status, problem) = refusal(noor.ask(method, path)).await?;
            assert_eq!((status, &problem["code"]), (404, &json!("not_found")), "{path}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_wrong_method_is_told_the_right_ones() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    for (method, path, allowed) in [
        (Method::DELETE, "/api/v1/me", "GET,HEAD,PATCH"),
        (Method::GET, "/api/v1/auth/sign-in", "POST"),
        (Method::PUT, "/api/v1/auth/sign-out/", "POST"),
    ] {
        let answer = noor.ask(method.clone(), path).send().await?;
        assert_eq!(answer.headers()["allow"], allowed, "{path}");
        assert_eq!(refusal(noor.ask(method, path)).await?.0, 405);
    }
    Ok(())
}

#[tokio::test]
async fn a_body_has_to_be_json() -> Story {
    let cast = Cast::assemble().await?;
    let post = |kind: Option<&str>, body: &str| {
        let request = cast.ask(Method::POST, "/api/v1/auth/sign-in").body(body.to_owned());
        match kind {
            Some(kind) => request.header("content-type", kind),
            None => request,
        }
    };
    let whole = r#"{"email":"patient@clinic.demo","password":"attend-demo"}"#;
    let form = "email=patient%40clinic.demo&password=attend-demo";
    let json = Some("application/json");
    for (kind, body, expected) in [
        (json, "", 400),
        (json, "{", 400),
        (json, &format!("{whole} {whole}"), 400),
        (json, "\u{0}", 400),
        (None, form, 400),
        (Some("text/plain"), whole, 415),
        (Some("application/xml"), "<email/>", 415),
        (Some("multipart/form-data; boundary=x"), "--x--", 415),
        (Some("application/x-www-form-urlencoded"), form, 415),
        (json, "[]", 422),
        (json, "null", 422),
        (json, r#"{"email":[],"password":""}"#, 422),
    ] {
        assert_eq!(refusal(post(kind, body)).await?.0, expected, "{kind:?} {body}");
    }
    for kind in [json, None, Some("application/json; charset=utf-8"), Some("application/x-www-form-urlencoded")] {
        assert_eq!(post(kind, whole).send().await?.status(), StatusCode::OK, "{kind:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_bearer_that_is_none_is_nobody() -> Story {
    let cast = Cast::assemble().await?;
    for token in ["", "x", "attend_pat_", "attend_pat_0000000000000000000000000000000000000000000", "a b"] {
        let (status, problem) = refusal(cast.ask(Method::GET, "/api/v1/me").bearer_auth(token)).await?;
        assert_eq!((status, &problem["code"]), (401, &json!("signed_out")), "{token}");
    }
    Ok(())
}
