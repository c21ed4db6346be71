//! Messages that are marked urgent.

use super::id;
use crate::ids::ClientId;
use crate::server::testing::{Cast, Story, text};
use reqwest::StatusCode;
use serde_json::{Value, json};

fn urgent(mut frame: Value) -> Value {
    frame["emergency"] = json!(true);
    frame
}

#[tokio::test]
async fn an_urgent_message_is_said_in_its_room_and_told_to_all_practitioners() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let jonas = cast.signs_in("doctor2@clinic.demo").await?;
    let room = noor.active_room().await?;
    let (mut phone, mut desk) = (noor.connects().await?, imani.connects().await?);
    let mut other_desk = jonas.connects().await?;
    let frame = urgent(text("1", room.id, ClientId::new(), "It bleeds again"));
    let ack = phone.asks(&frame, "ack").await?;
    assert_eq!((&ack["message"]["emergency"], &ack["message"]["number"]), (&json!(true), &json!(room.last_number + 1)));
    let told = desk.hears_of("emergency:alert").await?;
    assert_eq!((&told["emergency"]["room"], &told["emergency"]["text"]), (&json!(room.id), &json!("It bleeds again")));
    assert_eq!(told["emergency"]["team"], json!([imani.me.id()]));
    assert_eq!(desk.hears_of("message:received").await?["message"], ack["message"]);
    let raised = other_desk.hears_of("emergency:alert").await?["emergency"].clone();

    let again = phone.asks(&frame, "ack").await?;
    assert_eq!(again["message"], ack["message"], "a repeat answers with the message");
    let (_, list) = imani.gets("/api/v1/emergencies").await?;
    assert_eq!(list["items"].as_array().map(Vec::len), Some(1), "and raises nothing");

    let path = format!("/api/v1/chat/messages/{}", room.id);
    assert_eq!(jonas.gets(&path).await?.0, StatusCode::NOT_FOUND, "it is not his room yet");
    assert_eq!(jonas.takes(&raised).await?.0, StatusCode::OK);
    assert_eq!(jonas.gets(&path).await?.0, StatusCode::OK, "whoever takes it joins");
    jonas.resolves(&raised, "Bandaged").await?;
    assert!(!noor.sees_room(room.id).await?.is_ended(), "what was not opened for it goes on");
    Ok(())
}

/// The mailroom remembers rooms; what is written past it must not be written over.
#[tokio::test]
async fn urgent_and_other_messages_share_the_numbers_of_a_room() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = noor.active_room().await?;
    let mut phone = noor.connects().await?;
    for place in 0..20 {
        let frame = text(&place.to_string(), room.id, ClientId::new(), &place.to_string());
        phone.sends(&if place % 5 == 4 { urgent(frame) } else { frame }).await?;
        imani.says(room.id, "I see").await?;
    }
    for _ in 0..20 {
        phone.hears_of("ack").await?;
    }
    let history = noor.history(room.id, room.last_number).await?;
    let numbers: Vec<i64> = history.iter().map(|message| message.number).collect();
    assert_eq!(numbers, (room.last_number + 1..=room.last_number + 40).collect::<Vec<_>>());
    assert_eq!(history.iter().filter(|message| message.emergency).count(), 4);
    let seen = noor.sees_room(room.id).await?;
    assert_eq!(seen.version, history.iter().map(|message| message.version).max().unwrap_or_default());
    Ok(())
}

#[tokio::test]
async fn over_http_it_is_the_same() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = noor.active_room().await?;
    let path = format!("chat/messages/{}", room.id);
    let body = json!({ "clientId": ClientId::new(), "kind": "text", "body": "It bleeds", "emergency": true });
    assert_eq!(noor.commands(&path, body.clone()).await?.0, StatusCode::CREATED);
    assert_eq!(noor.commands(&path, body.clone()).await?.0, StatusCode::OK);
    let (_, list) = noor.gets("/api/v1/emergencies").await?;
    assert_eq!(list["items"].as_array().map(Vec::len), Some(1));
    let of_doctor = json!({ "clientId": ClientId::new(), "kind": "text", "body": "Me too", "emergency": true });
    assert_eq!(imani.commands(&path, of_doctor).await?.0, StatusCode::FORBIDDEN);
    Ok(())
}

#[tokio::test]
async fn where_there_are_no_emergencies_no_message_is_one() -> Story {
    let cast = Cast::assemble().await?;
    let ada = cast.signs_in("student@tutoring.demo").await?;
    let room = ada.active_room().await?;
    let mut phone = ada.connects().await?;
    let refused = phone.asks(&urgent(text("1", room.id, ClientId::new(), "Help")), "error").await?;
    assert_eq!((&refused["code"], &refused["id"]), (&json!("forbidden"), &json!("1")));
    assert!(ada.history(room.id, room.last_number).await?.is_empty());
    Ok(())
}

/// Two people's own conversation stays theirs: whoever takes it talks with the client in another room.
#[tokio::test]
async fn an_urgent_message_between_two_is_talked_about_elsewhere() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let jonas = cast.signs_in("doctor2@clinic.demo").await?;
    let (_, room) = noor.commands("chat/rooms", json!({ "kind": "direct", "user": imani.me.id() })).await?;
    let direct = room["id"].as_str().ok_or("a room")?;
    let body = json!({ "clientId": ClientId::new(), "kind": "text", "body": "It bleeds", "emergency": true });
    noor.commands(&format!("chat/messages/{direct}"), body).await?;
    let (_, list) = jonas.gets("/api/v1/emergencies").await?;
    let raised = list["items"][0].clone();
    assert_eq!((raised["room"].as_str(), id(&raised).len()), (Some(direct), 36));
    let (status, taken) = jonas.takes(&raised).await?;
    assert_eq!(status, StatusCode::OK);
    assert_ne!(taken["room"].as_str(), Some(direct));
    assert_eq!(jonas.gets(&format!("/api/v1/chat/messages/{direct}")).await?.0, StatusCode::NOT_FOUND);
    let room = taken["room"].as_str().ok_or("a room")?;
    for person in [&noor, &imani, &jonas] {
        let (status, said) = person.gets(&format!("/api/v1/chat/messages/{room}?after=0")).await?;
        assert_eq!((status, &said["items"][0]["body"]), (StatusCode::OK, &json!("It bleeds")));
    }
    Ok(())
}
