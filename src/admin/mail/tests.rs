//! Stories of an admin who tries the e-mail out.

use crate::server::config::Settings;
use crate::server::testing::{Cast, PostOffice, Story, settings};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

async fn cast_with(office: &PostOffice) -> Result<Cast, Box<dyn std::error::Error>> {
    let url = Some("https://attend.example.org".into());
    Cast::assemble_with(Settings { mail: office.settings(), url, ..settings() }).await
}

#[tokio::test]
async fn an_admin_sends_a_letter_to_themselves() -> Story {
    let office = PostOffice::open()?;
    let cast = cast_with(&office).await?;
    let greta = cast.signs_in("admin@clinic.demo").await?;
    let (_, status) = greta.gets("/api/v1/mail").await?;
    assert_eq!(status["on"], json!(true));
    assert_eq!(status["server"], json!(format!("127.0.0.1:{}", office.port)));
    assert_eq!((&status["security"], &status["from"]), (&json!("plain"), &json!("attend@post.example")));
    assert!(!status.to_string().contains("password"));
    let answer = greta.ask(Method::POST, "/api/v1/mail/test").send().await?;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.json::<Value>().await?["to"], json!("admin@clinic.demo"));
    let arrived = office.hears_of(1).await?.remove(0);
    assert_eq!((arrived.to[0].as_str(), arrived.subject().as_str()), ("admin@clinic.demo", "E-mail works"));
    assert!(arrived.html().contains("https://attend.example.org/admin\""));
    Ok(())
}

#[tokio::test]
async fn what_the_mail_server_says_is_said() -> Story {
    let office = PostOffice::open()?;
    let cast = cast_with(&office).await?;
    let greta = cast.signs_in("admin@clinic.demo").await?;
    office.refuses("admin@clinic.demo", (550, "5.1.1 No such mailbox"), 1);
    let answer = greta.ask(Method::POST, "/api/v1/mail/test").send().await?;
    assert_eq!(answer.status(), StatusCode::CONFLICT);
    let problem: Value = answer.json().await?;
    assert_eq!(problem["detail"], "The mail server refused the letter: 550 5.1.1 No such mailbox.");
    Ok(())
}

#[tokio::test]
async fn without_a_mail_server_an_admin_is_told_so_and_others_nothing() -> Story {
    let cast = Cast::assemble().await?;
    let (greta, doctor) = (cast.signs_in("admin@clinic.demo").await?, cast.doctor().await?);
    let (_, status) = greta.gets("/api/v1/mail").await?;
    assert_eq!((&status["on"], &status["server"]), (&json!(false), &Value::Null));
    let answer = greta.ask(Method::POST, "/api/v1/mail/test").send().await?;
    assert_eq!(answer.status(), StatusCode::CONFLICT);
    assert_eq!(doctor.gets("/api/v1/mail").await?.0, StatusCode::FORBIDDEN);
    let answer = doctor.ask(Method::POST, "/api/v1/mail/test").send().await?;
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    Ok(())
}
