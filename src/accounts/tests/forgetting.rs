//! Stories of those who have forgotten their password.

use crate::accounts::{forgetting, letters};
use crate::server::config::Settings;
use crate::server::jobs::run_due;
use crate::server::testing::{Arrived, Cast, Outcome, PostOffice, Story, settings};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

const NOOR: &str = "patient@clinic.demo";
const NEW_PASSWORD: &str = "a quiet lake at dawn";

async fn cast_with(office: &PostOffice) -> Outcome<Cast> {
    Cast::assemble_with(Settings { mail: office.settings(), ..settings() }).await
}

/// The secret of the link in a letter.
fn secret_in(letter: &Arrived) -> Outcome<String> {
    let text = letter.text();
    let (_, rest) = text.split_once("/reset/").ok_or("a link")?;
    Ok(rest.split_whitespace().next().unwrap_or_default().to_owned())
}

impl Cast {
    async fn forgets(&self, email: &str) -> Outcome<(StatusCode, String)> {
        let answer = self.ask(Method::POST, "/api/v1/auth/forgot").json(&json!({ "email": email })).send().await?;
        Ok((answer.status(), answer.text().await?))
    }

    /// Does what was put off: the links are made, and then sent.
    async fn delivers(&self) -> Story {
        for lane in [forgetting::LANE, letters::LANE] {
            while run_due(&self.state, lane).await? > 0 {}
        }
        Ok(())
    }

    async fn sets_password(&self, secret: &str) -> Outcome<StatusCode> {
        let body = json!({ "secret": secret, "password": NEW_PASSWORD });
        Ok(self.ask(Method::POST, "/api/v1/auth/reset").json(&body).send().await?.status())
    }

    /// Links that are still to be made or sent.
    async fn links_on_their_way(&self) -> Outcome<i64> {
        let sql = "select count(*) from jobs where lane in ('forgotten', 'links')";
        Ok(sqlx::query_scalar(sql).fetch_one(&self.state.pool).await?)
    }
}

#[tokio::test]
async fn whoever_has_forgotten_it_is_sent_a_link_that_works_once() -> Story {
    let office = PostOffice::open()?;
    let cast = cast_with(&office).await?;
    assert_eq!(cast.forgets(" Patient@Clinic.demo").await?.0, StatusCode::NO_CONTENT);
    cast.delivers().await?;
    let letter = office.hears_of(1).await?.remove(0);
    assert_eq!((letter.to.clone(), letter.subject()), (vec![NOOR.to_owned()], "A new password".into()));
    let secret = secret_in(&letter)?;
    assert!(letter.html().contains(&format!("/reset/{secret}\"")), "both parts lead there");
    assert_eq!(cast.links_on_their_way().await?, 0, "nothing keeps the secret");
    assert_eq!(cast.sets_password(&secret).await?, StatusCode::NO_CONTENT);
    assert_eq!(cast.sets_password(&secret).await?, StatusCode::NOT_FOUND);
    assert_eq!(cast.tries_password(NOOR, NEW_PASSWORD).await?.status(), StatusCode::OK);
    let greta = cast.signs_in("admin@clinic.demo").await?;
    let audit: Value = greta.gets("/api/v1/audit").await?.1;
    assert_eq!(
        (&audit["items"][1]["deed"], &audit["items"][1]["actor"]["name"]),
        (&json!("reset_made"), &json!("Noor Rahimi"))
    );
    Ok(())
}

#[tokio::test]
async fn nobody_learns_who_has_an_account() -> Story {
    let office = PostOffice::open()?;
    let cast = cast_with(&office).await?;
    sqlx::query("update users set suspended_at = now(), suspended_by = id where email = 'patient2@clinic.demo'")
        .execute(&cast.state.pool)
        .await?;
    let known = cast.forgets(NOOR).await?;
    for unknown in ["nobody@clinic.demo", "patient2@clinic.demo"] {
        assert_eq!(cast.forgets(unknown).await?, known, "{unknown}");
    }
    cast.delivers().await?;
    office.hears_of(1).await?;
    assert_eq!((office.letters().len(), cast.links_on_their_way().await?), (1, 0));
    for email in [NOOR, "nobody@clinic.demo"] {
        let mut statuses = Vec::new();
        for _ in 0..3 {
            statuses.push(cast.forgets(email).await?.0);
        }
        assert_eq!(statuses.last(), Some(&StatusCode::TOO_MANY_REQUESTS), "{email}");
    }
    Ok(())
}

#[tokio::test]
async fn a_link_that_is_an_hour_old_works_no_more() -> Story {
    let office = PostOffice::open()?;
    let cast = cast_with(&office).await?;
    cast.forgets(NOOR).await?;
    cast.delivers().await?;
    let secret = secret_in(&office.hears_of(1).await?[0])?;
    let left: i64 = sqlx::query_scalar("select extract(epoch from expires_at - made_at)::bigint from password_resets")
        .fetch_one(&cast.state.pool)
        .await?;
    assert_eq!(left, 3600);
    sqlx::query("update password_resets set expires_at = now()").execute(&cast.state.pool).await?;
    assert_eq!(cast.sets_password(&secret).await?, StatusCode::NOT_FOUND);
    Ok(())
}

#[tokio::test]
async fn the_form_works_without_javascript_where_e_mail_goes_out() -> Story {
    let office = PostOffice::open()?;
    let (cast, silent) = (cast_with(&office).await?, Cast::assemble().await?);
    let page = async |cast: &Cast| -> Outcome<String> {
        Ok(cast.ask(Method::GET, "/sign-in").header("accept", "text/html").send().await?.text().await?)
    };
    assert!(page(&cast).await?.contains("Forgot password?"));
    assert!(!page(&silent).await?.contains("Forgot password?"));
    let send = cast.ask(Method::POST, "/fn/forget-password").header("accept", "text/html");
    let send = send.header("origin", cast.url("")).header("referer", cast.url("/forgot-password"));
    let answer = send.form(&[("email", NOOR)]).send().await?;
    assert_eq!(answer.status(), StatusCode::FOUND);
    assert_eq!(answer.headers()["location"], "/forgot-password/sent");
    for (path, words) in [("/forgot-password", "Send link"), ("/forgot-password/sent", "Look into your mailbox")] {
        let shown = cast.ask(Method::GET, path).header("accept", "text/html").send().await?;
        assert_eq!(shown.status(), StatusCode::OK, "{path}");
        assert!(shown.text().await?.contains(words), "{path}");
    }
    assert_eq!(silent.forgets(NOOR).await?.0, StatusCode::CONFLICT);
    Ok(())
}
