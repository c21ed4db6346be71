//! An emergency waits for no connection that something else has.

use super::id;
use crate::ids::ClientId;
use crate::server::demo::PASSWORD;
use crate::server::testing::{Cast, Story};
use reqwest::{Method, StatusCode};
use serde_json::json;

#[tokio::test]
async fn it_is_raised_seen_taken_and_resolved_while_all_else_waits() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let answer = cast.tries_password("doctor2@clinic.demo", PASSWORD).await?;
    let cookie = answer.headers().get("set-cookie").ok_or("a session")?.to_str()?.to_owned();
    let cookie = cookie.split(';').next().unwrap_or_default();

    let mut taken = Vec::new();
    for _ in 0..cast.state.pool.options().get_max_connections() {
        taken.push(cast.state.pool.acquire().await?);
    }
    let raised = noor.raises("My chest hurts").await?;
    let (status, _) = imani.commands(&format!("emergencies/{}/seen", id(&raised)), json!({})).await?;
    assert_eq!(status, StatusCode::NO_CONTENT);
    let body = json!({ "id": raised["id"] });
    let page = cast.ask(Method::POST, "/fn/take-emergency").header("origin", cast.url("")).header("cookie", cookie);
    let answer = page.json(&body).send().await?;
    assert_eq!(answer.status(), StatusCode::OK, "also for who is known by a session");
    let (status, _) = imani.takes(&raised).await?;
    assert_eq!(status, StatusCode::CONFLICT);
    let more = json!({ "text": "My arm, too", "clientId": ClientId::new() });
    assert_eq!(noor.commands("emergencies", more).await?.0, StatusCode::OK);
    drop(taken);
    assert_eq!(imani.sees(&raised).await?["takenBy"]["name"], "Dr. Jonas Okafor");
    Ok(())
}
