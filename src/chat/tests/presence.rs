//! Presence and typing: leases, told to those who may see the person.

use crate::server::testing::{Cast, Story};
use serde_json::json;
use std::time::{Duration, Instant};

#[tokio::test]
async fn a_person_is_online_from_the_first_device_to_the_last() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let mut desk = imani.connects().await?;
    assert_eq!(desk.greeting["user"]["email"], "doctor@clinic.demo");
    assert_eq!(desk.greeting["heartbeatSeconds"], 25);
    assert_eq!(desk.presence, json!({ "type": "presence", "online": [] }));
    let phone = noor.connects().await?;
    assert_eq!(phone.presence["online"], json!([imani.me.id()]));
    assert_eq!(desk.hears_of("user:online").await?["user"], json!(noor.me.id()));
    let tablet = noor.connects().await?;
    phone.hangs_up().await?;
    desk.asks(&json!({ "type": "ping" }), "pong").await?;
    let began = Instant::now();
    tablet.hangs_up().await?;
    let offline = desk.hears().await?;
    assert_eq!((&offline["type"], &offline["user"]), (&json!("user:offline"), &json!(noor.me.id())));
    assert!(offline["lastSeen"].is_string());
    assert!(began.elapsed() < Duration::from_secs(10));
    Ok(())
}

#[tokio::test]
async fn clients_do_not_see_each_other_come_and_go() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, tomas) = (cast.patient().await?, cast.signs_in("patient2@clinic.demo").await?);
    let mut phone = noor.connects().await?;
    let other = tomas.connects().await?;
    assert_eq!(other.presence["online"], json!([]));
    let elsewhere = cast.signs_in("trainer@fitness.demo").await?.connects().await?;
    assert_eq!(elsewhere.presence["online"], json!([]));
    phone.sends(&json!({ "type": "ping" })).await?;
    assert_eq!(phone.hears().await?["type"], "pong", "nothing was told in between");
    Ok(())
}

#[tokio::test]
async fn typing_is_told_to_those_who_have_the_room_open_and_ends_by_itself() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = noor.active_room().await?.id;
    let (mut phone, mut desk, mut closed) = (noor.connects().await?, imani.connects().await?, imani.connects().await?);
    desk.asks(&json!({ "type": "join:chat", "room": room }), "chat:joined").await?;
    phone.sends(&json!({ "type": "typing:start", "room": room })).await?;
    let started = desk.hears_of("typing:started").await?;
    assert_eq!((&started["user"], &started["room"]), (&json!(noor.me.id()), &json!(room)));
    let began = Instant::now();
    desk.hears_of("typing:stopped").await?;
    assert!((4..9).contains(&began.elapsed().as_secs()));
    phone.sends(&json!({ "type": "typing:start", "room": room })).await?;
    desk.hears_of("typing:started").await?;
    noor.says(room, "Here it is").await?;
    assert_eq!(desk.hears().await?["type"], "typing:stopped", "it ends with the message");
    assert_eq!(closed.hears().await?["type"], "message:received", "who has the room closed is not told");
    Ok(())
}

#[tokio::test]
async fn a_reader_who_falls_behind_is_closed_and_never_skipped() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let mut phone = noor.connects().await?;
    let filling = "x".repeat(60_000);
    for place in 0..2_000 {
        let frame = crate::live::hub::frame(&json!({ "type": "filling", "place": place, "with": filling }));
        cast.state.hub.send(&[noor.me.id()], &frame);
    }
    let mut next = 0;
    let closed = loop {
        match phone.hears().await {
            Ok(frame) => {
                assert_eq!(frame["place"], json!(next), "no frame is skipped");
                next += 1;
            }
            Err(closed) => break closed.to_string(),
        }
    };
    assert!(closed.contains("4408") && next < 2_000, "{closed} after {next} frames");
    Ok(())
}
