//! Links by which people join.

use super::{NEW_PASSWORD, Outcome};
use crate::accounts::model::FreshInvitation;
use crate::server::testing::{Cast, Story, settings};
use futures_util::future::join_all;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

#[tokio::test]
async fn an_invited_doctor_joins_and_is_signed_in() -> Story {
    let cast = Cast::assemble().await?;
    let greta = cast.clinic_admin().await?;
    let made = greta.invites(&json!({ "role": "practitioner" })).await?;
    assert_eq!(made.path, format!("/join/{}", made.secret));
    assert!(made.invitation.single_use && made.invitation.created_by == "Greta Lindenhof");
    let page = cast.ask(Method::GET, &made.path).header("accept", "text/html").send().await?;
    assert_eq!(page.status(), StatusCode::OK);
    let html = page.text().await?;
    assert!(html.contains("Lindenhof Clinic") && html.contains("doctor"));
    let answer = cast.joins_by(&made.secret, "lena@mail.example").await?;
    assert_eq!(answer.status(), StatusCode::CREATED);
    let welcome: Value = answer.json().await?;
    assert_eq!(welcome["user"]["role"], "practitioner");
    assert_eq!(welcome["user"]["practice"]["name"], "Lindenhof Clinic");
    assert_eq!(cast.tries_password("lena@mail.example", NEW_PASSWORD).await?.status(), StatusCode::OK);
    Ok(())
}

#[tokio::test]
async fn every_link_that_lets_nobody_in_is_answered_alike() -> Story {
    let cast = Cast::assemble().await?;
    let greta = cast.clinic_admin().await?;
    let used = greta.invites(&json!({ "role": "client" })).await?;
    assert_eq!(cast.joins_by(&used.secret, "first@mail.example").await?.status(), StatusCode::CREATED);
    let revoked = greta.invites(&json!({ "role": "client", "singleUse": false })).await?;
    let path = format!("/api/v1/invitations/{}", revoked.invitation.id);
    for _ in 0..2 {
        assert_eq!(greta.ask(Method::DELETE, &path).send().await?.status(), StatusCode::NO_CONTENT);
    }
    let expired = greta.invites(&json!({ "role": "client" })).await?;
    sqlx::query("update invitations set expires_at = now() where id = $1")
        .bind(expired.invitation.id.0)
        .execute(&cast.state.pool)
        .await?;
    let mut answers = Vec::new();
    for secret in [used.secret, revoked.secret, expired.secret, "wrong".into()] {
        let page = cast.ask(Method::GET, &format!("/join/{secret}")).header("accept", "text/html").send().await?;
        assert_eq!(page.status(), StatusCode::NOT_FOUND);
        assert!(page.text().await?.contains("This link does not work any more"));
        let answer = cast.joins_by(&secret, "second@mail.example").await?;
        answers.push((answer.status(), answer.json::<Value>().await?));
    }
    assert_eq!(answers[0].0, StatusCode::NOT_FOUND);
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    assert_eq!(greta.gets("/api/v1/invitations").await?.1["items"], json!([]));
    Ok(())
}

#[tokio::test]
async fn of_a_hundred_at_once_one_joins() -> Story {
    let cast = Cast::assemble_with(crate::server::config::Settings { limits: false, ..settings() }).await?;
    let made = cast.clinic_admin().await?.invites(&json!({ "role": "client" })).await?;
    let emails: Vec<String> = (0..100).map(|number| format!("guest{number}@mail.example")).collect();
    let all = join_all(emails.iter().map(|email| cast.joins_by(&made.secret, email))).await;
    let statuses = all.into_iter().map(|answer| Ok(answer?.status())).collect::<Outcome<Vec<_>>>()?;
    assert_eq!(statuses.iter().filter(|status| **status == StatusCode::CREATED).count(), 1, "{statuses:?}");
    assert!(statuses.iter().all(|s| [StatusCode::CREATED, StatusCode::NOT_FOUND].contains(s)), "{statuses:?}");
    let joined: i64 = sqlx::query_scalar("select count(*) from users where invitation_id = $1")
        .bind(made.invitation.id.0)
        .fetch_one(&cast.state.pool)
        .await?;
    assert_eq!(joined, 1);
    Ok(())
}

#[tokio::test]
async fn a_form_that_is_refused_uses_nothing_up() -> Story {
    let cast = Cast::assemble().await?;
    let greta = cast.clinic_admin().await?;
    let FreshInvitation { secret, .. } =
        greta.invites(&json!({ "role": "client", "email": "Ada@Mail.example" })).await?;
    let mut refused = Vec::new();
    for (email, password) in [("eve@mail.example", NEW_PASSWORD), ("ada@mail.example", "short"), ("ada", NEW_PASSWORD)]
    {
        let body = json!({ "secret": secret, "name": "Ada", "email": email, "password": password });
        let answer = cast.ask(Method::POST, "/api/v1/auth/join").json(&body).send().await?;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        refused.push(answer.json::<Value>().await?["field"].clone());
    }
    assert_eq!(refused, [json!("email"), json!("password"), json!("email")]);
    let taken = greta.invites(&json!({ "role": "client" })).await?;
    assert_eq!(cast.joins_by(&taken.secret, "patient@clinic.demo").await?.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(cast.joins_by(&taken.secret, "new@mail.example").await?.status(), StatusCode::CREATED);
    assert_eq!(cast.joins_by(&secret, "ada@mail.example").await?.status(), StatusCode::CREATED);
    Ok(())
}

#[tokio::test]
async fn a_link_for_many_lets_many_in_and_is_counted() -> Story {
    let cast = Cast::assemble().await?;
    let greta = cast.clinic_admin().await?;
    let made = greta.invites(&json!({ "role": "client", "singleUse": false, "days": 30 })).await?;
    for number in 0..3 {
        let email = format!("many{number}@mail.example");
        assert_eq!(cast.joins_by(&made.secret, &email).await?.status(), StatusCode::CREATED);
    }
    let open = greta.gets("/api/v1/invitations").await?.1;
    assert_eq!((&open["items"][0]["joined"], &open["items"][0]["singleUse"]), (&json!(3), &json!(false)));
    assert!(!open.to_string().contains(&made.secret), "the secret is told once");
    Ok(())
}

#[tokio::test]
async fn joining_works_without_javascript() -> Story {
    let cast = Cast::assemble().await?;
    let made = cast.clinic_admin().await?.invites(&json!({ "role": "client" })).await?;
    let form = [
        ("secret", made.secret.as_str()),
        ("name", "Lena Moor"),
        ("email", "lena@mail.example"),
        ("password", NEW_PASSWORD),
    ];
    let send = cast.ask(Method::POST, "/fn/join").header("accept", "text/html").header("origin", cast.url(""));
    let answer = send.header("referer", cast.url(&made.path)).form(&form).send().await?;
    assert_eq!(answer.status(), StatusCode::FOUND);
    assert_eq!(answer.headers()["location"], "/patient");
    assert!(answer.headers().contains_key("set-cookie"));
    Ok(())
}
