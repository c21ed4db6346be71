//! Guessing passwords: how often an account and an address may be wrong, and whose word counts for the address.

use crate::accounts::signing_in::secret;
use crate::server::config::Settings;
use crate::server::testing::{Cast, Outcome, Story, settings};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

const EMAIL: &str = "patient@clinic.demo";
const PASSWORD: &str = "attend-demo";
const FAILURES: usize = 10;

/// Tries a password through a proxy that says where the request came from.
async fn tries_from(cast: &Cast, told: &str, email: &str, password: &str) -> Outcome<(StatusCode, Value)> {
    let request = cast.ask(Method::POST, "/api/v1/auth/sign-in").header("x-forwarded-for", told);
    let answer = request.json(&json!({ "email": email, "password": password })).send().await?;
    Ok((answer.status(), answer.json().await?))
}

async fn behind_a_proxy() -> Outcome<Cast> {
    Cast::assemble_with(Settings { proxy: true, ..settings() }).await
}

#[tokio::test]
async fn ten_failures_close_an_address_for_every_account() -> Story {
    let cast = Cast::assemble().await?;
    for place in 0..FAILURES {
        let told = format!("203.0.113.{place}");
        let (status, _) = tries_from(&cast, &told, &format!("nobody{place}@clinic.demo"), PASSWORD).await?;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
    }
    let right = cast.tries_password(EMAIL, PASSWORD).await?;
    assert_eq!(right.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(right.headers().contains_key("retry-after"));
    let (status, _) = tries_from(&cast, "203.0.113.200", EMAIL, PASSWORD).await?;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS, "nobody's word for another address counts");

    let later = "update sign_in_failures set failed_at = failed_at - interval '15 minutes'";
    sqlx::query(later).execute(&cast.state.pool).await?;
    assert_eq!(cast.tries_password(EMAIL, PASSWORD).await?.status(), StatusCode::OK);
    Ok(())
}

#[tokio::test]
async fn behind_a_proxy_only_the_address_that_it_saw_itself_counts() -> Story {
    let cast = behind_a_proxy().await?;
    for place in 0..FAILURES {
        // What stands before the last address is what the sender says of themselves.
        let told = format!("198.51.100.{place}, 203.0.113.7");
        let (status, _) = tries_from(&cast, &told, &format!("nobody{place}@clinic.demo"), PASSWORD).await?;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
    }
    for told in ["203.0.113.7", "203.0.113.8, 203.0.113.7"] {
        assert_eq!(tries_from(&cast, told, EMAIL, PASSWORD).await?.0, StatusCode::TOO_MANY_REQUESTS, "{told}");
    }
    for told in ["203.0.113.8", "203.0.113.7, 203.0.113.8", "198.51.100.1"] {
        assert_eq!(tries_from(&cast, told, EMAIL, PASSWORD).await?.0, StatusCode::OK, "{told}");
    }
    Ok(())
}

#[tokio::test]
async fn an_account_is_closed_from_everywhere_whether_or_not_it_exists() -> Story {
    let cast = behind_a_proxy().await?;
    let mut answers = Vec::new();
    for (network, email) in [("198.51.100", EMAIL), ("203.0.113", "nobody@clinic.demo")] {
        let mut told = Vec::new();
        for place in 0..=FAILURES {
            told.push(tries_from(&cast, &format!("{network}.{place}"), email, "wrong").await?);
        }
        assert_eq!(told[FAILURES - 1].0, StatusCode::UNAUTHORIZED);
        assert_eq!(told[FAILURES].0, StatusCode::TOO_MANY_REQUESTS);
        answers.push(told);
    }
    assert_eq!(answers[0], answers[1]);
    let right = tries_from(&cast, "192.0.2.1", EMAIL, PASSWORD).await?;
    assert_eq!(right.0, StatusCode::TOO_MANY_REQUESTS, "the right password, too");
    assert_eq!(tries_from(&cast, "192.0.2.1", "doctor@clinic.demo", PASSWORD).await?.0, StatusCode::OK);
    Ok(())
}

#[tokio::test]
async fn what_is_nobodys_address_is_wrong_like_any_other_and_counts() -> Story {
    let cast = behind_a_proxy().await?;
    let unknown = tries_from(&cast, "192.0.2.1", "nobody@clinic.demo", PASSWORD).await?;
    assert_eq!(unknown.0, StatusCode::UNAUTHORIZED);
    // As long as no index holds it, and not to be made shorter.
    let endless = || (0..200).map(|_| secret()).collect::<String>();
    let long = endless();
    let odd = [long.clone(), format!("{}@clinic.demo", endless()), "no\u{0}body@clinic.demo".into(), String::new()];
    for (place, email) in (0..FAILURES).zip(odd.iter().cycle()) {
        assert_eq!(tries_from(&cast, "203.0.113.7", email, PASSWORD).await?, unknown, "{place}");
    }
    assert_eq!(tries_from(&cast, "203.0.113.7", EMAIL, PASSWORD).await?.0, StatusCode::TOO_MANY_REQUESTS);

    // Three of those were this one.
    for place in 3..FAILURES {
        assert_eq!(tries_from(&cast, &format!("198.51.100.{place}"), &long, PASSWORD).await?, unknown);
    }
    assert_eq!(tries_from(&cast, "192.0.2.2", &long, PASSWORD).await?.0, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(tries_from(&cast, "192.0.2.2", EMAIL, PASSWORD).await?.0, StatusCode::OK);
    Ok(())
}
