//! Messages ring: once, for those who have not read them; a little later for those who have the room open.

use crate::chat::ringing::{ring, sweep};
use crate::error::{AppError, Result};
use crate::ids::RoomId;
use crate::notifications::store::list_notifications;
use crate::notifications::{Filter, Kind, Notification};
use crate::server::testing::{Actor, Cast, Story, dies_after};
use axum::http::Method;
use serde_json::json;
use std::time::Duration;

async fn bell(cast: &Cast, actor: &Actor<'_>) -> Result<Vec<Notification>> {
    sweep(&cast.state).await?;
    ring(&cast.state).await?;
    list_notifications(&mut *cast.state.read().await?, actor.me.id, Filter::default(), None, 50).await
}

/// As after a crash between the last message and its notification.
async fn is_untold(cast: &Cast, room: RoomId) -> Result<()> {
    sqlx::query("delete from notifications").execute(&cast.state.pool).await?;
    sqlx::query("update room_bells set rung = rung - 1 where room_id = $1")
        .bind(room.0)
        .execute(&cast.state.pool)
        .await?;
    Ok(())
}

/// As when the bell has waited long enough for everybody.
async fn waits_no_longer(cast: &Cast) -> Result<()> {
    sqlx::query("update bells_put_off set ring_at = now()").execute(&cast.state.pool).await?;
    Ok(())
}

/// How much is still to leave the house for somebody.
async fn queued(cast: &Cast, actor: &Actor<'_>) -> Result<i64> {
    let queued = "select count(*) from notification_deliveries d join notifications n on n.id = d.notification_id
                  where n.user_id = $1 and d.state = 'queued'";
    Ok(sqlx::query_scalar(queued).bind(actor.me.id.0).fetch_one(&cast.state.pool).await?)
}

/// Nothing can be told meanwhile, and that was tried.
async fn cannot_tell(cast: &Cast, act: impl Future<Output = Result<()>>) -> Result<()> {
    sqlx::query("alter table notifications rename to away").execute(&cast.state.pool).await?;
    act.await?;
    while ring(&cast.state).await.is_ok() {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    sqlx::query("alter table away rename to notifications").execute(&cast.state.pool).await?;
    Ok(())
}

#[tokio::test]
async fn a_room_is_one_notification_until_it_is_read() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = imani.active_room().await?.id;
    imani.says(room, "Hello").await?;
    assert_eq!(bell(&cast, &noor).await?.len(), 1);
    let last = imani.says(room, "Your results are in").await?;
    let told = bell(&cast, &noor).await?;
    assert_eq!((told.len(), told[0].kind, &*told[0].title), (1, Kind::Message, &*imani.me.name));
    assert_eq!(told[0].body, "Your results are in");
    assert_eq!(told[0].link, format!("/patient/chat/{room}?message={}", last.number));
    assert!(bell(&cast, &imani).await?.is_empty());

    let mut phone = noor.connects().await?;
    phone.sends(&json!({ "type": "message:read", "room": room, "number": last.number })).await?;
    let mut frame = phone.hears_of("notification").await?;
    while frame["unread"] != 0 {
        frame = phone.hears_of("notification").await?;
    }
    assert!(bell(&cast, &noor).await?[0].read_at.is_some());
    imani.says(room, "See you").await?;
    assert_eq!(bell(&cast, &noor).await?.len(), 2);
    Ok(())
}

/// A laptop's lid was closed over an open room: its line is there still, and nobody is.
#[tokio::test]
async fn who_has_the_room_open_and_reads_nothing_is_told_a_little_later() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = imani.active_room().await?.id;
    let mut laptop = noor.connects().await?;
    laptop.asks(&json!({ "type": "join:chat", "room": room }), "chat:joined").await?;
    for words in ["Hello", "Are you there?"] {
        imani.says(room, words).await?;
        assert!(bell(&cast, &noor).await?.is_empty(), "they may be reading");
    }
    waits_no_longer(&cast).await?;
    // What is written down alone says so: this is as after a restart.
    let told = bell(&cast, &noor).await?;
    assert_eq!((told.len(), &*told[0].body), (1, "Are you there?"));
    assert_eq!(bell(&cast, &noor).await?, told, "once");
    imani.says(room, "Call me").await?;
    assert_eq!(bell(&cast, &noor).await?, told, "they may be back");
    waits_no_longer(&cast).await?;
    assert_eq!(bell(&cast, &noor).await?[0].body, "Call me");
    drop(laptop);
    Ok(())
}

#[tokio::test]
async fn who_reads_further_back_is_told_of_what_they_have_not_seen() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = imani.active_room().await?.id;
    let (mut page, mut desk) = (noor.connects().await?, imani.connects().await?);
    page.asks(&json!({ "type": "join:chat", "room": room }), "chat:joined").await?;
    let seen = imani.says(room, "Hello").await?;
    assert!(bell(&cast, &noor).await?.is_empty());
    page.sends(&json!({ "type": "message:read", "room": room, "number": seen.number })).await?;
    desk.hears_of("message:read:confirmed").await?;
    waits_no_longer(&cast).await?;
    assert!(bell(&cast, &noor).await?.is_empty(), "it is read");
    let below = imani.says(room, "Your results are in").await?;
    assert!(bell(&cast, &noor).await?.is_empty());
    waits_no_longer(&cast).await?;
    let told = bell(&cast, &noor).await?;
    assert_eq!((told.len(), &*told[0].body), (1, "Your results are in"));
    page.sends(&json!({ "type": "message:read", "room": room, "number": below.number })).await?;
    while page.hears_of("notification").await?["unread"] != 0 {}
    assert!(bell(&cast, &noor).await?[0].read_at.is_some(), "reading it clears it");
    Ok(())
}

#[tokio::test]
async fn who_has_the_room_open_is_not_told_at_once() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = imani.active_room().await?.id;
    let mut phone = noor.connects().await?;
    phone.asks(&json!({ "type": "join:chat", "room": room }), "chat:joined").await?;
    imani.says(room, "Hello").await?;
    assert!(bell(&cast, &noor).await?.is_empty());
    // A page that is hidden leaves its room, and joins again when it is looked at.
    phone.sends(&json!({ "type": "leave:chat", "room": room })).await?;
    phone.asks(&json!({ "type": "ping" }), "pong").await?;
    imani.says(room, "Are you there?").await?;
    assert_eq!(bell(&cast, &noor).await?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn a_bell_that_did_not_ring_rings_after_a_restart_and_once() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room: RoomId = imani.active_room().await?.id;
    imani.says(room, "Hello").await?;
    bell(&cast, &noor).await?;
    is_untold(&cast, room).await?;
    let (one, other) = tokio::join!(sweep(&cast.state), sweep(&cast.state));
    one.and(other)?;
    assert_eq!(bell(&cast, &noor).await?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn wherever_a_server_dies_over_a_bell_it_rings_once() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room: RoomId = imani.active_room().await?.id;
    imani.says(room, "Hello").await?;
    let mut waits = 0;
    loop {
        bell(&cast, &noor).await?;
        is_untold(&cast, room).await?;
        let rung = dies_after(waits, sweep(&cast.state)).await;
        assert_eq!(bell(&cast, &noor).await?.len(), 1, "killed after {waits} waits");
        if rung.is_some() {
            break;
        }
        waits += 1;
    }
    assert!(waits > 0, "it was never killed");
    Ok(())
}

#[tokio::test]
async fn a_reaction_rings_for_the_author_alone() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = imani.active_room().await?.id;
    let message = noor.says(room, "Thank you").await?;
    let path = format!("/api/v1/chat/messages/{}/reactions/%F0%9F%91%8D", message.id);
    for _ in 0..2 {
        imani.ask(Method::PUT, &path).send().await?.error_for_status()?;
    }
    let told = bell(&cast, &noor).await?;
    assert_eq!((told.len(), told[0].kind), (1, Kind::Reaction));
    assert!(!bell(&cast, &imani).await?.iter().any(|one| one.kind == Kind::Reaction));
    Ok(())
}

#[tokio::test]
async fn what_is_edited_deleted_or_taken_back_is_so_in_the_bell() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = imani.active_room().await?.id;
    noor.says(room, "Well?").await?;
    let wrong = imani.says(room, "Tomas, your results are in").await?;
    let path = format!("/api/v1/chat/messages/{}", wrong.id);
    assert_eq!(bell(&cast, &noor).await?[0].body, "Tomas, your results are in");
    let better = json!({ "body": "Your results are in" });
    imani.ask(Method::PATCH, &path).json(&better).send().await?.error_for_status()?;
    assert_eq!(bell(&cast, &noor).await?[0].body, "Your results are in");
    imani.ask(Method::DELETE, &path).send().await?.error_for_status()?;
    assert!(bell(&cast, &noor).await?.is_empty(), "there is nothing to read any more");
    assert_eq!(queued(&cast, &noor).await?, 0, "nobody is sent what was deleted");

    let message = noor.says(room, "Thank you").await?;
    let path = format!("/api/v1/chat/messages/{}/reactions/%F0%9F%91%8D", message.id);
    for (method, count) in [(Method::PUT, 1), (Method::DELETE, 0)] {
        imani.ask(method, &path).send().await?.error_for_status()?;
        let told = bell(&cast, &noor).await?;
        assert_eq!(told.iter().filter(|one| one.kind == Kind::Reaction).count(), count);
    }
    Ok(())
}

/// Somebody who reads on is there: the bell begins to wait anew.
#[tokio::test]
async fn who_has_read_meanwhile_is_waited_for_again() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = imani.active_room().await?.id;
    let (mut page, mut desk) = (noor.connects().await?, imani.connects().await?);
    page.asks(&json!({ "type": "join:chat", "room": room }), "chat:joined").await?;
    let first = imani.says(room, "Hello").await?;
    assert!(bell(&cast, &noor).await?.is_empty());
    page.sends(&json!({ "type": "message:read", "room": room, "number": first.number })).await?;
    desk.hears_of("message:read:confirmed").await?;
    imani.says(room, "Your results are in").await?;
    waits_no_longer(&cast).await?;
    assert!(bell(&cast, &noor).await?.is_empty(), "they have read since, and are given their time");
    waits_no_longer(&cast).await?;
    assert_eq!(bell(&cast, &noor).await?.len(), 1);
    Ok(())
}

/// As where Postgres lets go one of two that wait for each other.
#[tokio::test]
async fn what_could_not_be_told_or_cleared_is_a_moment_later() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = imani.active_room().await?.id;
    let mut phone = noor.connects().await?;
    cannot_tell(&cast, async { imani.says(room, "Hello").await.map(|_| ()) }).await?;
    assert_eq!(phone.hears_of("notification").await?["unread"], 1);
    let last = noor.sees_room(room).await?.last_number;
    let read = json!({ "type": "message:read", "room": room, "number": last });
    cannot_tell(&cast, async { phone.sends(&read).await.map_err(AppError::broken) }).await?;
    assert_eq!(phone.hears_of("notification").await?["unread"], 0);
    Ok(())
}
