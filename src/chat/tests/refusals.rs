//! Bad input on the socket: each gets the error that docs/protocol.md names, and others are not disturbed.

use crate::ids::{ClientId, RoomId};
use crate::server::testing::{Cast, Phone, Story, text};
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::frame::Frame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{CloseCode, Data, OpCode};

async fn code(phone: &mut Phone, frame: &Value) -> Result<Value, Box<dyn std::error::Error>> {
    let error = phone.asks(frame, "error").await?;
    assert_eq!(error["about"], frame["type"], "{frame}");
    Ok(error["code"].clone())
}

#[tokio::test]
async fn messages_that_cannot_be_sent_are_invalid() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let room = noor.active_room().await?;
    let mut phone = noor.connects().await?;
    let long = "é".repeat(8_001);
    for body in ["", "  \n\t ", "\u{200b}\u{2060}", "a\u{0}b", "a\u{7f}b", "a\rb", &long] {
        let frame = text("7", room.id, ClientId::new(), body);
        let error = phone.asks(&frame, "error").await?;
        assert_eq!((&error["code"], &error["id"]), (&json!("invalid"), &json!("7")), "{body:?}");
    }
    let whole = text("8", room.id, ClientId::new(), &"é".repeat(8_000));
    assert_eq!(phone.asks(&whole, "ack").await?["id"], "8");
    assert_eq!(noor.history(room.id, room.last_number).await?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn wrong_fields_and_unknown_types_are_invalid_and_do_not_count() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let room = noor.active_room().await?.id;
    let mut phone = noor.connects().await?;
    for frame in [
        json!({ "type": "dance" }),
        json!({ "type": "join:chat" }),
        json!({ "type": "join:chat", "room": 7 }),
        json!({ "type": "join:chat", "room": room, "since": "now" }),
        json!({ "type": "message:read", "room": room, "number": -1 }),
        json!({ "type": "message:send", "id": 7, "room": room, "clientId": ClientId::new(), "kind": "text", "body": "x" }),
        json!({ "type": "message:send", "id": "x".repeat(65), "room": room, "clientId": ClientId::new(), "kind": "text", "body": "x" }),
        json!({ "type": "message:send", "id": "1", "room": room, "clientId": "mine", "kind": "text", "body": "x" }),
        json!({ "type": "message:send", "id": "1", "room": room, "clientId": ClientId::new(), "kind": "system", "body": "x" }),
    ] {
        for _ in 0..3 {
            assert_eq!(code(&mut phone, &frame).await?, "invalid", "{frame}");
        }
    }
    phone.asks(&json!({ "type": "ping", "unknown": { "field": 1 } }), "pong").await?;
    Ok(())
}

#[tokio::test]
async fn rooms_one_is_not_in_do_not_exist() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, tomas) = (cast.patient().await?, cast.signs_in("patient2@clinic.demo").await?);
    let mut phone = tomas.connects().await?;
    for room in [noor.active_room().await?.id, RoomId::new()] {
        for frame in [
            json!({ "type": "join:chat", "room": room }),
            json!({ "type": "message:read", "room": room, "number": 1 }),
            json!({ "type": "message:delivered", "room": room, "number": 1 }),
            json!({ "type": "typing:start", "room": room }),
            json!({ "type": "typing:stop", "room": room }),
            text("1", room, ClientId::new(), "x"),
            text("1", room, ClientId::new(), ""),
        ] {
            assert_eq!(code(&mut phone, &frame).await?, "not_found", "{frame}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn broken_frames_are_answered_twenty_times_and_then_close() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let mut phone = noor.connects().await?;
    let deep = format!(r#"{{"type":"ping","x":{}{}}}"#, "[".repeat(40), "]".repeat(40));
    let broken = ["{", "null", "[]", r#"{"type":7}"#, "", &deep, "\u{202e}"];
    for place in 0..20 {
        match place % 8 {
            7 => phone.sends_raw(Message::binary(vec![0, 159, 146, 150])).await?,
            other => phone.sends_raw(Message::text(broken[other])).await?,
        }
        let error = phone.hears_of("error").await?;
        assert_eq!((&error["code"], &error["about"]), (&json!("invalid"), &Value::Null));
    }
    phone.sends_raw(Message::text("{")).await?;
    assert_eq!(phone.is_closed_with().await?, 4400);
    noor.connects().await?.asks(&json!({ "type": "ping" }), "pong").await?;
    Ok(())
}

#[tokio::test]
async fn a_frame_over_64_kb_closes() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let whole = format!(r#"{{"type":"ping","x":"{}"}}"#, "x".repeat(65_536 - 22));
    assert_eq!(whole.len(), 65_536);
    let mut phone = noor.connects().await?;
    phone.sends_raw(Message::text(whole.clone())).await?;
    phone.hears_of("pong").await?;
    phone.sends_raw(Message::text(format!("{whole} "))).await?;
    assert_eq!(phone.is_closed_with().await?, 1009);
    let mut phone = noor.connects().await?;
    phone.sends_raw(Message::binary(vec![0; 70_000])).await?;
    assert_eq!(phone.is_closed_with().await?, 1009);
    Ok(())
}

#[tokio::test]
async fn what_is_no_frame_of_a_websocket_closes() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let mut phone = noor.connects().await?;
    let lone = Frame::message("of nothing", OpCode::Data(Data::Continue), true);
    phone.sends_raw(Message::Frame(lone)).await?;
    assert_eq!(phone.is_closed_with().await?, 1002);
    Ok(())
}

#[tokio::test]
async fn whoever_closes_is_answered() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let mut phone = noor.connects().await?;
    let bye = CloseFrame { code: CloseCode::Normal, reason: "bye".into() };
    phone.sends_raw(Message::Close(Some(bye))).await?;
    assert_eq!(phone.is_closed_with().await?, 1000);
    Ok(())
}

#[tokio::test]
async fn floods_are_slowed_down_and_then_closed() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = noor.active_room().await?;
    let (mut phone, mut desk) = (noor.connects().await?, imani.connects().await?);
    for place in 0..400 {
        if phone.sends(&text(&place.to_string(), room.id, ClientId::new(), "flood")).await.is_err() {
            break;
        }
    }
    let slowed = phone.hears_of("error").await?;
    assert_eq!((&slowed["code"], &slowed["about"]), (&json!("slow_down"), &json!("message:send")));
    assert!(slowed["retryAfter"].as_u64() >= Some(1));
    assert_eq!(phone.is_closed_with().await?, 4429);
    desk.asks(&text("1", room.id, ClientId::new(), "Still here"), "ack").await?;
    // The mailroom keeps order: what the flood got through is written now.
    let said = noor.history(room.id, room.last_number).await?.len();
    assert!((60..80).contains(&said), "{said} of the flood got through");
    Ok(())
}
