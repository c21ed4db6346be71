//! Links that an admin makes, as letters.

use super::Outcome;
use crate::accounts::letters::LANE;
use crate::server::config::Settings;
use crate::server::jobs::run_due;
use crate::server::testing::{Cast, PostOffice, Story, settings};
use reqwest::{Method, StatusCode};
use serde_json::json;

const SITE: &str = "https://attend.example.org";

async fn cast_with(office: &PostOffice) -> Outcome<Cast> {
    Cast::assemble_with(Settings { mail: office.settings(), url: Some(SITE.into()), ..settings() }).await
}

#[tokio::test]
async fn who_is_invited_is_written_to() -> Story {
    let office = PostOffice::open()?;
    let cast = cast_with(&office).await?;
    let greta = cast.clinic_admin().await?;
    let made = greta.invites(&json!({ "role": "practitioner", "email": "lena@mail.example" })).await?;
    assert_eq!(made.sent_to.as_deref(), Some("lena@mail.example"));
    let for_anybody = greta.invites(&json!({ "role": "client" })).await?;
    assert_eq!(for_anybody.sent_to, None);
    run_due(&cast.state, LANE).await?;
    let letter = office.hears_of(1).await?.remove(0);
    assert_eq!(
        (letter.to[0].as_str(), letter.subject()),
        ("lena@mail.example", "You are invited to Lindenhof Clinic".into())
    );
    for part in [letter.text(), letter.html()] {
        assert!(part.contains(&format!("{SITE}{}", made.path)), "{part}");
        assert!(part.contains("as doctor") && part.contains("for 7 days"), "{part}");
    }
    let left: i64 =
        sqlx::query_scalar("select count(*) from jobs where lane = 'links'").fetch_one(&cast.state.pool).await?;
    assert_eq!(left, 0, "nothing keeps the secret");
    assert_eq!(cast.joins_by(&made.secret, "lena@mail.example").await?.status(), StatusCode::CREATED);
    Ok(())
}

#[tokio::test]
async fn a_link_that_was_revoked_first_is_not_sent() -> Story {
    let office = PostOffice::open()?;
    let cast = cast_with(&office).await?;
    let greta = cast.clinic_admin().await?;
    let made = greta.invites(&json!({ "role": "client", "email": "lena@mail.example" })).await?;
    let path = format!("/api/v1/invitations/{}", made.invitation.id);
    assert_eq!(greta.ask(Method::DELETE, &path).send().await?.status(), StatusCode::NO_CONTENT);
    assert_eq!(run_due(&cast.state, LANE).await?, 1);
    assert!(office.letters().is_empty());
    Ok(())
}

#[tokio::test]
async fn what_may_go_through_later_is_tried_again() -> Story {
    let office = PostOffice::open()?;
    let cast = cast_with(&office).await?;
    let (greta, noor) = (cast.clinic_admin().await?, cast.patient().await?);
    office.refuses("patient@clinic.demo", (451, "4.7.1 Try again"), 1);
    let made = greta.resets(&noor).await?;
    assert_eq!(made.sent_to.as_deref(), Some("patient@clinic.demo"));
    run_due(&cast.state, LANE).await?;
    assert!(office.letters().is_empty());
    assert_eq!(run_due(&cast.state, LANE).await?, 0, "not at once");
    sqlx::query("update jobs set run_at = now() where lane = $1").bind(LANE.name).execute(&cast.state.pool).await?;
    run_due(&cast.state, LANE).await?;
    let letter = office.hears_of(1).await?.remove(0);
    assert!(letter.text().contains(&format!("{SITE}{}", made.path)) && letter.text().contains("for 24 hours"));
    Ok(())
}

#[tokio::test]
async fn without_a_mail_server_links_are_only_shown() -> Story {
    let cast = Cast::assemble().await?;
    let (greta, noor) = (cast.clinic_admin().await?, cast.patient().await?);
    assert_eq!(greta.resets(&noor).await?.sent_to, None);
    let made = greta.invites(&json!({ "role": "client", "email": "lena@mail.example" })).await?;
    assert_eq!(made.sent_to, None);
    assert_eq!(run_due(&cast.state, LANE).await?, 0);
    Ok(())
}
