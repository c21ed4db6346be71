//! Signing in, up and out.

use crate::server::testing::{Cast, Story, settings};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

#[tokio::test]
async fn a_person_signs_in_and_is_known_by_token_and_cookie() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let (status, me) = noor.gets("/api/v1/me/").await?;
    assert_eq!((status, &me["email"]), (StatusCode::OK, &json!("patient@clinic.demo")));
    assert_eq!(me["practice"]["kind"], "clinic");
    let answer = cast.tries_password("Patient@Clinic.demo", "attend-demo").await?;
    let cookie = answer.headers()["set-cookie"].to_str()?.to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    let me =
        cast.ask(Method::GET, "/api/v1/me").header("cookie", cookie.split(';').next().unwrap_or("")).send().await?;
    assert_eq!(me.status(), StatusCode::OK);
    Ok(())
}

#[tokio::test]
async fn wrong_passwords_and_unknown_accounts_are_told_alike() -> Story {
    let cast = Cast::assemble().await?;
    let mut answers = Vec::new();
    for email in ["patient@clinic.demo", "nobody@clinic.demo"] {
        let answer = cast.tries_password(email, "wrong password").await?;
        assert_eq!(answer.headers()["content-type"], "application/problem+json");
        answers.push((answer.status(), answer.text().await?));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0].0, StatusCode::UNAUTHORIZED);
    Ok(())
}

#[tokio::test]
async fn ten_failures_close_the_account_for_a_while() -> Story {
    let cast = Cast::assemble().await?;
    for _ in 0..10 {
        assert_eq!(cast.tries_password("doctor@clinic.demo", "wrong").await?.status(), StatusCode::UNAUTHORIZED);
    }
    let answer = cast.tries_password("doctor@clinic.demo", "attend-demo").await?;
    assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(answer.headers().contains_key("retry-after"));
    Ok(())
}

#[tokio::test]
async fn guesses_sent_all_at_once_do_not_slip_past_the_limit() -> Story {
    let cast = Cast::assemble().await?;
    let guesses = (0..40).map(|_| cast.tries_password("doctor@clinic.demo", "wrong"));
    let answers = futures_util::future::join_all(guesses).await;
    let tried = answers.iter().flatten().filter(|answer| answer.status() == StatusCode::UNAUTHORIZED).count();
    let at_once = std::thread::available_parallelism().map_or(2, usize::from);
    assert!((10..10 + at_once).contains(&tried), "{tried} guesses were tried");
    Ok(())
}

#[tokio::test]
async fn a_client_signs_up_with_the_join_code() -> Story {
    let cast = Cast::assemble().await?;
    let sign_up = async |practice: &str, email: &str, password: &str| {
        let application = json!({ "practice": practice, "name": "Lena Moor", "email": email, "password": password });
        cast.ask(Method::POST, "/api/v1/auth/sign-up").json(&application).send().await
    };
    let answer = sign_up("clinic-demo", "lena@example.org", "a quiet lake at dawn").await?;
    assert_eq!(answer.status(), StatusCode::CREATED);
    assert_eq!(answer.json::<Value>().await?["user"]["role"], "client");
    let typed_on_a_phone = sign_up(" Clinic-DEMO ", "mika@example.org", "a quiet lake at dawn").await?;
    assert_eq!(typed_on_a_phone.status(), StatusCode::CREATED);
    for (practice, email, password, field) in [
        ("no-such-code", "lena2@example.org", "a quiet lake at dawn", "practice"),
        ("clinic-demo", "lena@example.org", "a quiet lake at dawn", "email"),
        ("clinic-demo", "lena2@example.org", "short", "password"),
        ("clinic-demo", "lena2@example.org", "password123", "password"),
        ("clinic-demo", "not an address", "a quiet lake at dawn", "email"),
    ] {
        let answer = sign_up(practice, email, password).await?;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(answer.json::<Value>().await?["field"], field);
    }
    Ok(())
}

#[tokio::test]
async fn who_signs_up_is_in_their_own_zone_or_else_in_the_practices() -> Story {
    let cast = Cast::assemble().await?;
    for (n, (zone, kept)) in [
        (json!("Pacific/Auckland"), "Pacific/Auckland"),
        (json!("Mars/Olympus"), "Europe/Berlin"),
        (json!("Etc/Unknown"), "Europe/Berlin"),
        (json!(""), "Europe/Berlin"),
        (json!(null), "Europe/Berlin"),
    ]
    .into_iter()
    .enumerate()
    {
        let application = json!({
            "practice": "clinic-demo", "name": "Lena Moor", "email": format!("lena{n}@example.org"),
            "password": "a quiet lake at dawn", "timeZone": zone,
        });
        let answer = cast.ask(Method::POST, "/api/v1/auth/sign-up").json(&application).send().await?;
        assert_eq!(answer.json::<Value>().await?["user"]["timeZone"], kept);
    }
    Ok(())
}

#[tokio::test]
async fn bodies_that_do_not_fit_say_what_is_wrong() -> Story {
    let cast = Cast::assemble().await?;
    let post = |body: &'static str| cast.ask(Method::POST, "/api/v1/auth/sign-in").body(body).send();
    assert_eq!(post("{").await?.status(), StatusCode::BAD_REQUEST);
    let answer = post(r#"{"email": 7, "password": "x"}"#).await?;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.json::<Value>().await?["field"], "email");
    assert_eq!(post(r#"{"email": "x"}"#).await?.json::<Value>().await?["field"], "password");
    Ok(())
}

#[tokio::test]
async fn signing_out_ends_the_token_and_its_sockets_within_a_second() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, elsewhere) = (cast.patient().await?, cast.patient().await?);
    let (mut here, mut there) = (noor.connects().await?, elsewhere.connects().await?);
    let began = Instant::now();
    let answer = noor.ask(Method::POST, "/api/v1/auth/sign-out").send().await?;
    assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    assert_eq!(here.is_closed_with().await?, 4401);
    assert!(began.elapsed() < Duration::from_secs(1));
    assert_eq!(noor.gets("/api/v1/me").await?.0, StatusCode::UNAUTHORIZED);
    there.asks(&json!({ "type": "ping" }), "pong").await?;

    let answer = elsewhere.ask(Method::POST, "/sign-out/everywhere").send().await?;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert_eq!(there.is_closed_with().await?, 4401);
    assert_eq!(elsewhere.gets("/api/v1/me").await?.0, StatusCode::UNAUTHORIZED);
    Ok(())
}

#[tokio::test]
async fn behind_tls_the_cookie_is_bound_to_the_host() -> Story {
    let cast = Cast::assemble_with(crate::server::config::Settings {
        url: Some("https://attend.example.org".into()),
        ..settings()
    })
    .await?;
    let answer = cast.tries_password("patient@clinic.demo", "attend-demo").await?;
    let cookie = answer.headers()["set-cookie"].to_str()?;
    assert!(cookie.starts_with("__Host-attend=") && cookie.contains("Secure"), "{cookie}");
    assert!(answer.headers().contains_key("strict-transport-security"));
    Ok(())
}

#[tokio::test]
async fn without_javascript_a_refused_form_comes_back_as_it_was_filled_in() -> Story {
    let cast = Cast::assemble().await?;
    let typed = [("practice", "no-such"), ("name", "Noor \"N\" & Søn; x"), ("email", "noor+2@example.org")];
    let form = [&typed[..], &[("password", "not-to-be-kept")]].concat();
    let request = cast.ask(Method::POST, "/fn/sign-up").header("accept", "text/html");
    let refused = request.header("referer", cast.url("/sign-up")).form(&form).send().await?;
    assert_eq!(refused.status(), StatusCode::FOUND);
    let cookie = refused.headers()["set-cookie"].to_str()?.to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("Path=/sign-up") && !cookie.contains("kept"), "{cookie}");
    let pair = cookie.split(';').next().unwrap_or_default();
    let location = refused.headers()["location"].to_str()?.to_owned();
    let page = reqwest::Client::new().get(location).header("accept", "text/html").header("cookie", pair).send().await?;
    assert!(page.headers()["set-cookie"].to_str()?.contains("Max-Age=0"));
    let page = page.text().await?;
    for value in ["no-such", "Noor &quot;N&quot; &amp; Søn; x", "noor+2@example.org"] {
        assert!(page.contains(&format!("value=\"{value}\"")), "{value}");
    }
    let anew = cast.ask(Method::GET, "/sign-up").header("accept", "text/html").send().await?.text().await?;
    assert!(!anew.contains("no-such"));
    Ok(())
}
