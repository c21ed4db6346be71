//! Catching up, as a property: whatever people do, and whatever becomes of the news on its way to a device, one
//! `join:chat` later the device shows the room as it is.

mod group;
mod history;

use crate::chat::{Applied, Event, Message, Receipt, Thread};
use crate::server::config::Settings;
use crate::server::testing::{Cast, Outcome, Phone, Story, settings};
use group::Scene;
use history::{Act, arriving, history, network};
use proptest::collection;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

/// Histories that are played, and devices that hear of each in a way of their own.
const HISTORIES: usize = 6;
const DEVICES: usize = 16;

const IMANI: usize = 0;
const NOOR: usize = 1;
const JONAS: usize = 2;
const EMOJI: [&str; 2] = ["👍", "🎉"];

#[tokio::test]
async fn what_was_lost_doubled_or_late_is_caught_up_with() -> Story {
    let cast = Cast::assemble_with(Settings { limits: false, ..settings() }).await?;
    let people = [cast.doctor().await?, cast.patient().await?, cast.signs_in("doctor2@clinic.demo").await?];
    let elsewhere = people[NOOR].active_room().await?.id;
    let scene = Scene { cast: &cast, people, elsewhere, http: reqwest::Client::new() };
    let mut runner = TestRunner::default();
    for _ in 0..HISTORIES {
        let all = (history(), collection::vec(network(), DEVICES));
        let (history, networks) = all.new_tree(&mut runner).map_err(|why| why.to_string())?.current();
        ends_the_same(&scene, &history, &networks).await?;
    }
    Ok(())
}

async fn ends_the_same(scene: &Scene<'_>, history: &[(usize, Act)], networks: &[Vec<Vec<usize>>]) -> Story {
    let mut group = scene.opens_group().await?;
    let before = group.snapshot().await?;
    let mut phone = scene.people[NOOR].connects().await?;
    for (turn, (who, act)) in history.iter().enumerate() {
        group.does(*who, &format!("The words of turn {turn}"), act).await?;
    }
    let mut events = group.news(&mut phone).await?;
    let after = group.snapshot().await?;

    events.sort_by_key(Event::version);
    let mut thread = before.clone();
    for event in &events {
        assert_eq!(thread.apply(event), Applied::Done, "{event:?} in {history:?}");
    }
    assert_eq!(shown(&thread)?, shown(&after)?, "told in order: {history:?}");

    for network in networks {
        let mut thread = before.clone();
        let heard = arriving(&events, network);
        for event in &heard {
            thread.apply(event);
        }
        catches_up(&mut thread, &mut phone).await?;
        assert_eq!(shown_uncounted(&thread)?, shown_uncounted(&after)?, "{heard:?} of {history:?}");
    }
    Ok(())
}

async fn catches_up(thread: &mut Thread, phone: &mut Phone) -> Story {
    let join = json!({ "type": "join:chat", "room": thread.room.id, "since": thread.room.version });
    phone.sends(&join).await?;
    let joined = loop {
        let frame = phone.hears().await?;
        if frame["type"] == "chat:joined" {
            break frame;
        }
        if let Ok(event) = serde_json::from_value::<Event>(frame) {
            thread.apply(&event);
        }
    };
    assert_eq!(joined["complete"], true);
    let changes: Vec<Message> = serde_json::from_value(joined["changes"].clone())?;
    let receipts: Vec<Receipt> = serde_json::from_value(joined["receipts"].clone())?;
    let version = joined["version"].as_i64().ok_or("a room has a version")?;
    thread.catch_up(version, &changes, &receipts);
    Ok(())
}

/// What a thread shows, without what belongs to the list of conversations.
fn shown(thread: &Thread) -> Outcome<Value> {
    let mut thread = thread.clone();
    (thread.room.unread, thread.room.last_message) = (None, None);
    Ok(serde_json::to_value(thread)?)
}

/// Nor the numbers of replies, which a thread counts up from what it is told in order.
fn shown_uncounted(thread: &Thread) -> Outcome<Value> {
    let mut thread = thread.clone();
    for message in &mut thread.messages {
        message.replies = 0;
    }
    shown(&thread)
}
