//! Hiding when one was last here.

use crate::server::testing::{Actor, Cast, Story};
use reqwest::Method;
use serde_json::{Value, json};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

async fn hide(actor: &Actor<'_>, hidden: bool) -> Outcome<Value> {
    let form = [("hidden", hidden.to_string())];
    Ok(actor.ask(Method::POST, "/fn/hide-last-seen").form(&form).send().await?.error_for_status()?.json().await?)
}

/// When the other person of the room was last here, as a page that opens it is told.
async fn last_seen_in(actor: &Actor<'_>, room: crate::ids::RoomId) -> Outcome<Value> {
    let answer = actor.ask(Method::POST, "/fn/open-thread").json(&json!({ "room": room })).send().await?;
    Ok(answer.error_for_status()?.json::<Value>().await?["last_seen"].clone())
}

#[tokio::test]
async fn whoever_hides_it_goes_without_saying_when() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = noor.active_room().await?.id;
    let mut desk = imani.connects().await?;
    let mut phone = noor.connects().await?;
    assert_eq!(hide(&noor, true).await?["lastSeenHidden"], true);
    let told = phone.hears_of("account:changed").await?;
    assert_eq!(told["user"]["lastSeenHidden"], true, "the other devices follow");
    phone.hangs_up().await?;
    let offline = desk.hears_of("user:offline").await?;
    assert_eq!((&offline["user"], &offline["lastSeen"]), (&json!(noor.me.id()), &Value::Null));
    assert_eq!(last_seen_in(&imani, room).await?, Value::Null);

    hide(&noor, false).await?;
    let shown = desk.hears_of("user:offline").await?;
    assert!(shown["lastSeen"].is_string(), "who looks at an offline person is told at once");
    assert!(last_seen_in(&imani, room).await?.is_string());
    hide(&noor, true).await?;
    assert_eq!(desk.hears_of("user:offline").await?["lastSeen"], Value::Null);
    Ok(())
}
