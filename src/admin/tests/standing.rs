//! Suspending, roles, and new passwords.

use super::NEW_PASSWORD;
use crate::accounts::Token;
use crate::server::testing::{Cast, Phone, Story};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

#[tokio::test]
async fn whoever_is_suspended_is_out_within_a_second() -> Story {
    let cast = Cast::assemble().await?;
    let (greta, noor) = (cast.clinic_admin().await?, cast.patient().await?);
    let form = [("name", "Calendar"), ("scope", "read"), ("expires", "30")];
    let made = noor.ask(Method::POST, "/fn/make-token").form(&form).send().await?;
    let token: String = made.error_for_status()?.json().await?;
    let (mut page, mut program) = (noor.connects().await?, Phone::connect(cast.address, &token).await?);
    let began = Instant::now();
    assert_eq!(greta.suspends(&noor).await?, StatusCode::OK);
    assert_eq!(page.is_closed_with().await?, 4401);
    assert_eq!(program.is_closed_with().await?, 4401);
    assert!(began.elapsed() < Duration::from_secs(1));
    assert_eq!(noor.gets("/api/v1/me").await?.0, StatusCode::UNAUTHORIZED);
    let by_token = cast.ask(Method::GET, "/api/v1/me").bearer_auth(&token).send().await?;
    assert_eq!(by_token.status(), StatusCode::UNAUTHORIZED);
    assert!(Phone::connect(cast.address, &token).await.is_err());
    assert_eq!(greta.suspends(&noor).await?, StatusCode::OK, "once more changes nothing");
    Ok(())
}

#[tokio::test]
async fn a_persons_tokens_hold_again_once_the_suspension_is_lifted() -> Story {
    let cast = Cast::assemble().await?;
    let (greta, noor) = (cast.clinic_admin().await?, cast.patient().await?);
    let make = async || {
        let form = [("name", "Calendar"), ("scope", "read"), ("expires", "30")];
        let made = noor.ask(Method::POST, "/fn/make-token").form(&form).send().await?;
        made.error_for_status()?.json::<String>().await
    };
    let (kept, revoked) = (make().await?, make().await?);
    let tokens: Vec<Token> = noor.ask(Method::POST, "/fn/tokens").json(&json!({})).send().await?.json().await?;
    let newest = tokens.first().ok_or("two tokens")?.id.to_string();
    noor.ask(Method::POST, "/fn/revoke-token").form(&[("token", newest)]).send().await?.error_for_status()?;
    let status = async |token: &str| -> Result<StatusCode, reqwest::Error> {
        Ok(cast.ask(Method::GET, "/api/v1/me").bearer_auth(token).send().await?.status())
    };
    greta.suspends(&noor).await?;
    assert_eq!(status(&kept).await?, StatusCode::UNAUTHORIZED);
    greta.unsuspends(&noor).await?;
    assert_eq!(status(&kept).await?, StatusCode::OK);
    Phone::connect(cast.address, &kept).await?;
    assert_eq!(status(&revoked).await?, StatusCode::UNAUTHORIZED, "what its owner revoked stays revoked");
    Ok(())
}

#[tokio::test]
async fn only_the_right_password_learns_of_a_suspension() -> Story {
    let cast = Cast::assemble().await?;
    let (greta, noor) = (cast.clinic_admin().await?, cast.patient().await?);
    greta.suspends(&noor).await?;
    let answer = async |email: &str, password: &str| -> Result<(StatusCode, Value), Box<dyn std::error::Error>> {
        let answer = cast.tries_password(email, password).await?;
        Ok((answer.status(), answer.json().await?))
    };
    let nobody = answer("nobody@clinic.demo", "wrong").await?;
    assert_eq!(answer("patient@clinic.demo", "wrong").await?, nobody);
    let (status, told) = answer("patient@clinic.demo", "attend-demo").await?;
    assert_eq!((status, &told["code"]), (StatusCode::UNAUTHORIZED, &nobody.1["code"]));
    assert_eq!(told["detail"], "This account is suspended. Please ask your practice.");
    assert_eq!(greta.unsuspends(&noor).await?, StatusCode::OK);
    assert_eq!(noor.gets("/api/v1/me").await?.0, StatusCode::UNAUTHORIZED, "sign-ins that were ended stay ended");
    assert_eq!(answer("patient@clinic.demo", "attend-demo").await?.0, StatusCode::OK);
    Ok(())
}

#[tokio::test]
async fn a_suspended_person_is_seen_and_not_written_to_anew() -> Story {
    let cast = Cast::assemble().await?;
    let (greta, imani) = (cast.clinic_admin().await?, cast.doctor().await?);
    let (noor, tomas) = (cast.patient().await?, cast.signs_in("patient2@clinic.demo").await?);
    let room = noor.active_room().await?.id;
    greta.suspends(&noor).await?;
    greta.suspends(&tomas).await?;
    let seen = imani.gets("/api/v1/users?q=Noor").await?.1;
    assert_eq!(seen["items"][0]["id"], json!(noor.me.id()));
    assert!(!imani.history(room, 0).await?.is_empty(), "what was said stays");
    imani.says(room, "Are you there?").await?;
    let body = json!({ "kind": "direct", "user": tomas.me.id() });
    assert_eq!(imani.posts_to("chat/rooms", &body).await?.0, StatusCode::FORBIDDEN);
    greta.unsuspends(&tomas).await?;
    assert_eq!(imani.posts_to("chat/rooms", &body).await?.0, StatusCode::CREATED);
    Ok(())
}

#[tokio::test]
async fn another_role_is_another_start() -> Story {
    let cast = Cast::assemble().await?;
    let (greta, noor) = (cast.clinic_admin().await?, cast.patient().await?);
    let mut page = noor.connects().await?;
    assert_eq!(greta.gives_role(&noor, "practitioner").await?, StatusCode::OK);
    assert_eq!(page.is_closed_with().await?, 4401);
    assert_eq!(noor.gets("/api/v1/me").await?.0, StatusCode::UNAUTHORIZED);
    let noor = cast.patient().await?;
    assert_eq!(noor.me.role.as_str(), "practitioner");
    assert_eq!(greta.gives_role(&noor, "admin").await?, StatusCode::OK);
    let noor = cast.patient().await?;
    assert_eq!(noor.gets("/api/v1/people").await?.0, StatusCode::OK);
    assert_eq!(greta.gives_role(&noor, "nurse").await?, StatusCode::UNPROCESSABLE_ENTITY);
    Ok(())
}

#[tokio::test]
async fn the_last_admin_stays() -> Story {
    let cast = Cast::assemble().await?;
    let (greta, imani) = (cast.clinic_admin().await?, cast.doctor().await?);
    assert_eq!(greta.gives_role(&greta, "client").await?, StatusCode::CONFLICT);
    assert_eq!(greta.suspends(&greta).await?, StatusCode::CONFLICT);
    greta.gives_role(&imani, "admin").await?;
    let imani = cast.doctor().await?;
    assert_eq!(imani.suspends(&greta).await?, StatusCode::OK);
    assert_eq!(imani.gives_role(&imani, "practitioner").await?, StatusCode::CONFLICT, "the other is suspended");
    assert_eq!(greta.gets("/api/v1/people").await?.0, StatusCode::UNAUTHORIZED);
    Ok(())
}

#[tokio::test]
async fn of_two_admins_who_put_each_other_out_one_stays() -> Story {
    let cast = Cast::assemble().await?;
    for _ in 0..5 {
        let (greta, imani) = (cast.clinic_admin().await?, cast.doctor().await?);
        greta.gives_role(&imani, "admin").await?;
        let imani = cast.doctor().await?;
        let (one, other) = tokio::join!(greta.gives_role(&imani, "client"), imani.gives_role(&greta, "client"));
        let statuses = [one?, other?];
        let succeeded = statuses.iter().filter(|status| **status == StatusCode::OK).count();
        assert_eq!(succeeded, 1, "{statuses:?}");
        let admins: i64 = sqlx::query_scalar("select count(*) from users where practice_id = $1 and role = 'admin'")
            .bind(greta.me.practice.id.0)
            .fetch_one(&cast.state.pool)
            .await?;
        assert_eq!(admins, 1);
        sqlx::query(
            "update users set role = case email when 'admin@clinic.demo' then 'admin' else 'practitioner' end \
                     where email in ('admin@clinic.demo', 'doctor@clinic.demo')",
        )
        .execute(&cast.state.pool)
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_new_password_is_set_once_and_ends_all_sign_ins() -> Story {
    let cast = Cast::assemble().await?;
    let (greta, noor) = (cast.clinic_admin().await?, cast.patient().await?);
    let mut page = noor.connects().await?;
    let (older, link) = (greta.resets(&noor).await?, greta.resets(&noor).await?);
    let set = async |secret: &str, password: &str| {
        let body = json!({ "secret": secret, "password": password });
        cast.ask(Method::POST, "/api/v1/auth/reset").json(&body).send().await.map(|answer| answer.status())
    };
    assert_eq!(set(&older.secret, NEW_PASSWORD).await?, StatusCode::NOT_FOUND, "the last made is the one");
    assert_eq!(set(&link.secret, "short").await?, StatusCode::UNPROCESSABLE_ENTITY);
    let shown = cast.ask(Method::GET, &link.path).header("accept", "text/html").send().await?;
    assert!(shown.status() == StatusCode::OK && shown.text().await?.contains("patient@clinic.demo"));
    assert_eq!(noor.gets("/api/v1/me").await?.0, StatusCode::OK, "nothing has happened yet");
    assert_eq!(set(&link.secret, NEW_PASSWORD).await?, StatusCode::NO_CONTENT);
    assert_eq!(page.is_closed_with().await?, 4401);
    assert_eq!(set(&link.secret, "another quiet lake").await?, StatusCode::NOT_FOUND);
    assert_eq!(cast.ask(Method::GET, &link.path).send().await?.status(), StatusCode::NOT_FOUND);
    assert_eq!(cast.tries_password("patient@clinic.demo", "attend-demo").await?.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(cast.tries_password("patient@clinic.demo", NEW_PASSWORD).await?.status(), StatusCode::OK);
    Ok(())
}
