//! The promises of delivery.

use crate::chat::{Applied, Event, Thread};
use crate::error::AppError;
use crate::ids::ClientId;
use crate::server::testing::{Cast, Phone, Story, text};
use serde_json::{Value, json};

fn number(frame: &Value) -> i64 {
    frame["message"]["number"].as_i64().unwrap_or(-1)
}

#[tokio::test]
async fn a_message_is_acknowledged_told_to_every_device_and_in_the_history() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = noor.active_room().await?;
    let (mut phone, mut tablet, mut desk) = (noor.connects().await?, noor.connects().await?, imani.connects().await?);
    let ack = phone.asks(&text("a1", room.id, ClientId::new(), "  Good morning \n"), "ack").await?;
    assert_eq!((&ack["id"], number(&ack)), (&json!("a1"), room.last_number + 1));
    assert_eq!(ack["message"]["body"], "Good morning");
    for device in [&mut tablet, &mut desk] {
        let told = device.hears_of("message:received").await?;
        assert_eq!(told["message"], ack["message"]);
        assert_eq!(told["version"], ack["message"]["version"]);
    }
    let written = noor.history(room.id, room.last_number).await?;
    assert_eq!(serde_json::to_value(&written)?, json!([ack["message"]]));
    Ok(())
}

#[tokio::test]
async fn a_repeat_answers_with_the_original_even_when_the_room_has_ended() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = noor.active_room().await?;
    let mut phone = noor.connects().await?;
    let id = ClientId::new();
    let first = phone.asks(&text("1", room.id, id, "Once"), "ack").await?;
    let again = phone.asks(&text("2", room.id, id, "Twice"), "ack").await?;
    assert_eq!(first["message"], again["message"]);
    let empty = phone.asks(&text("3", room.id, id, ""), "ack").await?;
    assert_eq!(first["message"], empty["message"]);

    let mut tx = cast.state.begin().await?;
    crate::chat::store::end_room(&mut tx, room.id, imani.me.id()).await?;
    tx.commit().await?;
    let after = phone.asks(&text("4", room.id, id, "After"), "ack").await?;
    assert_eq!(first["message"], after["message"]);
    let refused = phone.asks(&text("5", room.id, ClientId::new(), "New"), "error").await?;
    assert_eq!(
        (&refused["code"], &refused["id"], &refused["about"]),
        (&json!("forbidden"), &json!("5"), &json!("message:send"))
    );
    assert_eq!(noor.history(room.id, room.last_number).await?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn numbers_have_no_gaps_and_each_senders_order_is_kept() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = noor.active_room().await?;
    let (mut phone, mut desk) = (noor.connects().await?, imani.connects().await?);
    for place in 0..40 {
        for device in [&mut phone, &mut desk] {
            device.sends(&text(&place.to_string(), room.id, ClientId::new(), &place.to_string())).await?;
        }
    }
    for device in [&mut phone, &mut desk] {
        for _ in 0..40 {
            device.hears_of("ack").await?;
        }
    }
    let history = noor.history(room.id, room.last_number).await?;
    let numbers: Vec<i64> = history.iter().map(|message| message.number).collect();
    assert_eq!(numbers, (room.last_number + 1..=room.last_number + 80).collect::<Vec<_>>());
    for sender in [&noor.me, &imani.me] {
        let said: Vec<_> = history.iter().filter(|m| m.is_by(sender.id())).map(|m| m.body.clone()).collect();
        assert_eq!(said, (0..40).map(|place| place.to_string()).collect::<Vec<_>>());
    }
    Ok(())
}

#[tokio::test]
async fn positions_only_move_forward_and_the_others_are_told() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = noor.active_room().await?;
    let sent = imani.says(room.id, "Please bring the list.").await?;
    let unread = noor.sees_room(room.id).await?.unread;
    assert!(unread >= Some(1));
    let (mut phone, mut desk) = (noor.connects().await?, imani.connects().await?);
    phone.sends(&json!({ "type": "message:delivered", "room": room.id, "number": sent.number })).await?;
    let told = desk.hears_of("message:delivered:confirmed").await?;
    assert_eq!((&told["user"], &told["number"]), (&json!(noor.me.id()), &json!(sent.number)));
    phone.sends(&json!({ "type": "message:read", "room": room.id, "number": 999_999 })).await?;
    let told = desk.hears_of("message:read:confirmed").await?;
    assert_eq!((&told["number"], &told["version"]), (&json!(sent.number), &json!(sent.version + 2)));
    phone.sends(&json!({ "type": "message:read", "room": room.id, "number": 1 })).await?;
    phone.asks(&json!({ "type": "ping" }), "pong").await?;
    let seen = noor.sees_room(room.id).await?;
    assert_eq!(seen.unread, Some(0));
    let mine = seen.members.iter().find(|member| member.user.id == noor.me.id()).ok_or("not a member")?;
    assert_eq!((mine.read, mine.delivered), (sent.number, sent.number));
    Ok(())
}

/// Applies what the phone hears, up to and with the event that is waited for. None may be missing.
async fn applies_until(thread: &mut Thread, phone: &mut Phone, is_last: impl Fn(&Event) -> bool) -> Story {
    loop {
        let Ok(event) = serde_json::from_value::<Event>(phone.hears().await?) else { continue };
        assert_eq!(thread.apply(&event), Applied::Done, "{event:?}");
        if is_last(&event) {
            return Ok(());
        }
    }
}

/// The snapshot before, with the events applied, is the snapshot after.
#[tokio::test]
async fn events_add_up_to_what_a_fresh_snapshot_shows() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = noor.active_room().await?;
    let snapshot = async || -> Result<Thread, Box<dyn std::error::Error>> {
        let mut seen = noor.sees_room(room.id).await?;
        (seen.unread, seen.last_message) = (None, None);
        Ok(Thread {
            room: seen,
            messages: noor.history(room.id, room.last_number).await?,
            has_older: true,
            has_newer: false,
            slowest: None,
        })
    };
    let mut thread = snapshot().await?;
    let mut phone = noor.connects().await?;
    imani.says(room.id, "How was the night?").await?;
    phone.sends(&json!({ "type": "message:delivered", "room": room.id, "number": 99_999 })).await?;
    noor.says(room.id, "Better.").await?;
    cast.state.mailroom.move_read(imani.me.id(), room.id, 99_999).await?;
    // Positions are written without an answer: wait for each thing to happen before the next.
    let is_reading = |event: &Event| matches!(event, Event::ReadMoved { user, .. } if *user == imani.me.id());
    applies_until(&mut thread, &mut phone, is_reading).await?;
    let mut tx = cast.state.begin().await?;
    crate::chat::store::end_room(&mut tx, room.id, imani.me.id()).await?;
    tx.commit().await?;
    applies_until(&mut thread, &mut phone, |event| matches!(event, Event::RoomChanged { .. })).await?;
    let fresh = snapshot().await?;
    (thread.room.unread, thread.room.last_message) = (None, None);
    assert_eq!(serde_json::to_value(&thread)?, serde_json::to_value(&fresh)?);
    Ok(())
}

#[tokio::test]
async fn what_was_missed_is_caught_up_by_version() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = noor.active_room().await?;
    let missed = imani.says(room.id, "Are you there?").await?;
    let mut phone = noor.connects().await?;
    let join = |since: Value| json!({ "type": "join:chat", "room": room.id, "since": since });
    let joined = phone.asks(&join(json!(room.version)), "chat:joined").await?;
    assert_eq!(joined["complete"], true);
    assert_eq!(joined["version"], missed.version);
    assert_eq!(joined["changes"], json!([missed]));
    assert_eq!(joined["receipts"].as_array().map(Vec::len), Some(1), "the sender's own position moved");
    let beyond = phone.asks(&join(json!(missed.version + 1)), "chat:joined").await?;
    assert_eq!((&beyond["complete"], &beyond["changes"]), (&json!(false), &json!([])));
    let fresh = phone.asks(&json!({ "type": "join:chat", "room": room.id }), "chat:joined").await?;
    assert_eq!((&fresh["changes"], fresh["receipts"].as_array().map(Vec::len)), (&json!([]), Some(2)));
    Ok(())
}

#[tokio::test]
async fn who_was_away_when_a_room_ended_is_told_with_the_catch_up() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = noor.active_room().await?;
    let mut tx = cast.state.begin().await?;
    crate::chat::store::end_room(&mut tx, room.id, imani.me.id()).await?;
    tx.commit().await?;
    let mut phone = noor.connects().await?;
    let join = json!({ "type": "join:chat", "room": room.id, "since": room.version });
    let changed = phone.asks(&join, "chat:changed").await?;
    assert_eq!(changed["room"]["status"], "ended");
    assert_eq!(phone.hears_of("chat:joined").await?["version"], changed["room"]["version"]);
    let again = json!({ "type": "join:chat", "room": room.id, "since": room.version + 1 });
    phone.sends(&again).await?;
    assert_eq!(phone.hears().await?["type"], "chat:joined", "nothing has changed since");
    Ok(())
}

#[tokio::test]
async fn more_than_five_hundred_changes_are_fetched_anew() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = noor.active_room().await?;
    let posts = (0..501).map(|place| {
        let imani = &imani;
        async move { imani.says(room.id, &place.to_string()).await }
    });
    let room = noor.active_room().await?;
    for post in futures_util::future::join_all(posts).await {
        post?;
    }
    let mut phone = noor.connects().await?;
    let join = json!({ "type": "join:chat", "room": room.id, "since": room.version });
    let joined = phone.asks(&join, "chat:joined").await?;
    assert_eq!((&joined["complete"], &joined["changes"]), (&json!(false), &json!([])));
    let join = json!({ "type": "join:chat", "room": room.id, "since": room.version + 1 });
    let joined = phone.asks(&join, "chat:joined").await?;
    assert_eq!((&joined["complete"], joined["changes"].as_array().map(Vec::len)), (&json!(true), Some(500)));
    Ok(())
}

#[tokio::test]
async fn one_strangers_message_does_not_disturb_the_batch() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, tomas) = (cast.patient().await?, cast.signs_in("patient2@clinic.demo").await?);
    let room = noor.active_room().await?;
    let (allowed, refused) = tokio::join!(noor.says(room.id, "Mine"), tomas.says(room.id, "Not mine"));
    assert_eq!(allowed?.body, "Mine");
    assert_eq!(refused, Err(AppError::NotFound));
    let mut phone: Phone = tomas.connects().await?;
    let error = phone.asks(&text("x", room.id, ClientId::new(), "Let me in"), "error").await?;
    assert_eq!((&error["code"], &error["id"]), (&json!("not_found"), &json!("x")));
    Ok(())
}
