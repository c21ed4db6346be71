//! What stands beside a conversation with a client, read at once.

use super::CLIENTS;
use crate::ids::RoomId;
use crate::server::testing::{Actor, Cast, Outcome, Story};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

const BESIDE: &str = "/fn/client-beside";

async fn beside(actor: &Actor<'_>, room: RoomId) -> Outcome<(StatusCode, Value)> {
    let answer = actor.ask(Method::POST, BESIDE).json(&json!({ "room": room })).send().await?;
    Ok((answer.status(), answer.json().await?))
}

#[tokio::test]
async fn it_says_what_the_whole_card_says() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (status, short) = beside(&imani, noor.active_room().await?.id).await?;
    assert_eq!((status, &short["client"]["id"]), (StatusCode::OK, &json!(noor.me.id())));
    let (_, whole) = imani.gets(&format!("{CLIENTS}/{}", noor.me.id())).await?;
    assert_eq!(short["facts"], whole["sheet"]["facts"]);
    assert!(short["facts"].to_string().contains("Penicillin"));
    assert_eq!(short["next"], whole["ahead"][0]);
    let was_agreed = |visit: &&Value| !["requested", "cancelled"].iter().any(|state| visit["status"] == *state);
    assert_eq!(Some(&short["last"]), whole["past"].as_array().into_iter().flatten().find(was_agreed));
    assert_eq!(short["pets"], json!([]), "a clinic has none");
    Ok(())
}

#[tokio::test]
async fn where_there_are_pets_they_are_named() -> Story {
    let cast = Cast::assemble().await?;
    let (mika, lea) =
        (cast.signs_in("pet-parent@veterinary.demo").await?, cast.signs_in("veterinarian@veterinary.demo").await?);
    let (status, short) = beside(&lea, mika.active_room().await?.id).await?;
    let names: Vec<_> = short["pets"].as_array().into_iter().flatten().map(|pet| pet["name"].as_str()).collect();
    assert_eq!((status, names), (StatusCode::OK, vec![Some("Nelli"), Some("Pulla")]));
    Ok(())
}

#[tokio::test]
async fn clients_and_strangers_are_told_nothing() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let room = noor.active_room().await?.id;
    assert_eq!(beside(&noor, room).await?, (StatusCode::OK, Value::Null), "one's own card is elsewhere");
    for stranger in ["doctor2@clinic.demo", "admin@clinic.demo", "patient2@clinic.demo", "tutor@tutoring.demo"] {
        let stranger = cast.signs_in(stranger).await?;
        assert_eq!(beside(&stranger, room).await?, (StatusCode::OK, Value::Null), "{}", stranger.me.email);
    }
    let nobody = cast.ask(Method::POST, BESIDE).header("origin", cast.url("")).json(&json!({ "room": room }));
    assert_eq!(nobody.send().await?.status(), StatusCode::UNAUTHORIZED);
    Ok(())
}
