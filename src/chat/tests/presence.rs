//! Presence and typing: leases, told to those who may see the person.

use crate::accounts;
use crate::live::event::Event;
use crate::server::config::Settings;
use crate::server::testing::{Cast, Phone, Story, settings};
use crate::time::Moment;
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

/// Its line stays open, and nobody is there: as a phone in a tunnel.
#[tokio::test]
async fn a_device_that_falls_silent_is_gone_after_three_heartbeats() -> Story {
    let cast = Cast::assemble_with(Settings { heartbeat: Duration::from_secs(1), ..settings() }).await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let mut desk = imani.connects().await?;
    assert_eq!(desk.greeting["heartbeatSeconds"], 1);
    let silent = noor.connects().await?;
    assert_eq!(desk.hears_of("user:online").await?["user"], json!(noor.me.id()));
    // Whoever listens answers pings, and stays; who does not listen answers nothing.
    let offline = desk.hears_of("user:offline").await?;
    assert_eq!(offline["user"], json!(noor.me.id()));
    assert!(offline["lastSeen"].is_string());
    assert!(!cast.state.hub.is_online(noor.me.id()));
    desk.asks(&json!({ "type": "ping" }), "pong").await?;
    drop(silent);
    Ok(())
}

/// More waits for it than its connection takes, which is not more than a reader may be behind.
#[tokio::test]
async fn a_device_that_takes_nothing_is_gone_as_well() -> Story {
    let cast = Cast::assemble_with(Settings { heartbeat: Duration::from_secs(1), ..settings() }).await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let mut desk = imani.connects().await?;
    let silent = noor.connects().await?;
    desk.hears_of("user:online").await?;
    let frame = crate::live::hub::frame(&json!({ "type": "filling", "with": "x".repeat(50_000) }));
    for _ in 0..3 {
        for _ in 0..40 {
            cast.state.hub.send(&[noor.me.id()], &frame);
        }
        desk.asks(&json!({ "type": "ping" }), "pong").await?;
    }
    assert_eq!(desk.hears_of("user:offline").await?["user"], json!(noor.me.id()));
    drop(silent);
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
async fn whoever_opens_the_room_while_somebody_types_is_told_so() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = noor.active_room().await?.id;
    let (mut phone, mut tablet, mut desk) = (noor.connects().await?, noor.connects().await?, imani.connects().await?);
    let (join, ping) = (json!({ "type": "join:chat", "room": room }), json!({ "type": "ping" }));
    phone.sends(&json!({ "type": "typing:start", "room": room })).await?;
    phone.asks(&ping, "pong").await?;
    desk.asks(&join, "chat:joined").await?;
    let typing = json!({ "type": "typing:started", "room": room, "user": noor.me.id() });
    assert_eq!(desk.hears().await?, typing);
    tablet.asks(&join, "chat:joined").await?;
    tablet.sends(&ping).await?;
    assert_eq!(tablet.hears().await?["type"], "pong", "of oneself one is not told");

    phone.sends(&json!({ "type": "typing:stop", "room": room })).await?;
    assert_eq!(desk.hears().await?["type"], "typing:stopped");
    desk.asks(&join, "chat:joined").await?;
    desk.sends(&ping).await?;
    assert_eq!(desk.hears().await?["type"], "pong", "nobody is typing any more");
    Ok(())
}

#[tokio::test]
async fn typing_ends_with_leaving_the_room_and_with_the_device_that_was_typed_on() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = noor.active_room().await?.id;
    let frame = |kind: &str| json!({ "type": kind, "room": room });
    let stopped = json!({ "type": "typing:stopped", "room": room, "user": noor.me.id() });
    let (mut phone, mut tablet, mut desk) = (noor.connects().await?, noor.connects().await?, imani.connects().await?);
    for device in [&mut phone, &mut tablet, &mut desk] {
        device.asks(&frame("join:chat"), "chat:joined").await?;
    }
    phone.sends(&frame("typing:start")).await?;
    desk.hears_of("typing:started").await?;
    tablet.sends(&frame("leave:chat")).await?;
    tablet.asks(&json!({ "type": "ping" }), "pong").await?;
    tablet.hangs_up().await?;
    desk.sends(&json!({ "type": "ping" })).await?;
    assert_eq!(desk.hears().await?["type"], "pong", "another device of theirs has left, and they type on");
    phone.sends(&frame("leave:chat")).await?;
    phone.sends(&frame("typing:start")).await?;
    assert_eq!(desk.hears().await?, stopped);

    assert_eq!(desk.hears().await?["type"], "typing:started", "one can type without having it open");
    phone.hangs_up().await?;
    assert_eq!(desk.hears().await?, stopped, "not when it would have ended by itself, which is after this:");
    assert_eq!(desk.hears().await?["type"], "user:offline");
    Ok(())
}

/// More than a connection takes at once, and less than a reader may be behind.
#[tokio::test]
async fn whoever_reads_late_hears_all_in_its_order() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let mut phone = noor.connects().await?;
    let filling = "x".repeat(50_000);
    for round in 0..5 {
        for place in 0..70 {
            let frame = crate::live::hub::frame(&json!({ "round": round, "place": place, "with": filling }));
            cast.state.hub.send(&[noor.me.id()], &frame);
        }
        phone.sends(&json!({ "type": "ping" })).await?;
        for place in 0..70 {
            let frame = phone.hears().await?;
            assert_eq!((&frame["round"], &frame["place"]), (&json!(round), &json!(place)));
        }
        assert_eq!(phone.hears().await?["type"], "pong");
    }
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

/// A page that was drawn before it could hear reads anew what it missed.
#[tokio::test]
async fn a_greeting_says_when_one_was_told_something_last() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let drawn_at = Moment::now();
    cast.state.hub.tell(&[imani.me.id()], &Event::from(accounts::Event::AuditGrew));
    let told_at = |device: &Phone| serde_json::from_value::<Moment>(device.greeting["toldAt"].clone());
    assert!(told_at(&imani.connects().await?)? >= drawn_at);
    assert!(told_at(&noor.connects().await?)? < drawn_at, "this was for another");
    let drawn_later = Moment::now();
    let online = accounts::Event::CameOnline { user: noor.me.id() };
    cast.state.hub.tell(&[imani.me.id()], &Event::from(online));
    assert!(told_at(&imani.connects().await?)? <= drawn_later, "who is online is told again");
    Ok(())
}
