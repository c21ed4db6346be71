//! What stands in bells for messages, when others follow or are deleted.

use crate::chat::Message;
use crate::chat::ringing::{ring, sweep};
use crate::ids::RoomId;
use crate::notifications::store::list_notifications;
use crate::notifications::{Filter, Kind, Notification};
use crate::server::testing::{Actor, Cast, Outcome, Story};
use reqwest::Method;
use serde_json::{Value, json};
use std::time::Duration;

async fn bell(cast: &Cast, actor: &Actor<'_>) -> Outcome<Vec<Notification>> {
    sweep(&cast.state).await?;
    ring(&cast.state).await?;
    Ok(list_notifications(&mut *cast.state.read().await?, actor.me.id, Filter::default(), None, 50).await?)
}

/// Kind and words, the newest first.
fn said(told: &[Notification]) -> Vec<(Kind, &str)> {
    told.iter().map(|one| (one.kind, &*one.body)).collect()
}

async fn opens_group(actor: &Actor<'_>, other: &Actor<'_>) -> Outcome<RoomId> {
    let group = json!({ "kind": "group", "title": "Before the operation", "users": [other.me.id] });
    let answer = actor.ask(Method::POST, "/api/v1/chat/rooms").json(&group).send().await?.error_for_status()?;
    Ok(serde_json::from_value(answer.json::<Value>().await?["id"].clone())?)
}

async fn edits(actor: &Actor<'_>, message: &Message, body: &str) -> Story {
    let path = format!("/api/v1/chat/messages/{}", message.id);
    actor.ask(Method::PATCH, &path).json(&json!({ "body": body })).send().await?.error_for_status()?;
    Ok(())
}

async fn deletes(actor: &Actor<'_>, message: &Message) -> Story {
    let path = format!("/api/v1/chat/messages/{}", message.id);
    actor.ask(Method::DELETE, &path).send().await?.error_for_status()?;
    Ok(())
}

/// How much is still to leave the house for somebody.
async fn queued(cast: &Cast, actor: &Actor<'_>) -> Outcome<i64> {
    let queued = "select count(*) from notification_deliveries d join notifications n on n.id = d.notification_id
                  where n.user_id = $1 and d.state = 'queued'";
    Ok(sqlx::query_scalar(queued).bind(actor.me.id.0).fetch_one(&cast.state.pool).await?)
}

/// In a group it has a row of its own beside the room's; reading the room clears both.
#[tokio::test]
async fn what_was_to_oneself_is_not_lost_behind_what_is_said_next() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = opens_group(&imani, &noor).await?;
    let question = noor.says(room, "Twice a day?").await?;
    let answer = imani.replies(&question, "Three times.").await?;
    assert_eq!(said(&bell(&cast, &noor).await?), [(Kind::Reply, "Three times.")]);
    let next = imani.says(room, "And sleep well").await?;
    let told = bell(&cast, &noor).await?;
    assert_eq!(said(&told), [(Kind::Group, "And sleep well"), (Kind::Reply, "Three times.")]);
    assert!(told[1].link.ends_with(&format!("?message={}", answer.number)));
    edits(&imani, &next, "Sleep well").await?;
    edits(&imani, &answer, "Three times, with food.").await?;
    let told = bell(&cast, &noor).await?;
    assert_eq!(said(&told), [(Kind::Group, "Sleep well"), (Kind::Reply, "Three times, with food.")]);

    let mut phone = noor.connects().await?;
    for (number, left) in [(answer.number, 1), (next.number, 0)] {
        phone.sends(&json!({ "type": "message:read", "room": room, "number": number })).await?;
        while phone.hears_of("notification").await?["unread"] != left {}
    }
    assert!(bell(&cast, &noor).await?.iter().all(|one| one.read_at.is_some()));
    Ok(())
}

#[tokio::test]
async fn in_a_room_of_two_the_newest_words_stand_in_the_bell() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = imani.active_room().await?.id;
    let question = noor.says(room, "Twice a day?").await?;
    imani.replies(&question, "Three times.").await?;
    assert_eq!(said(&bell(&cast, &noor).await?), [(Kind::Reply, "Three times.")]);
    let next = imani.says(room, "And sleep well").await?;
    let told = bell(&cast, &noor).await?;
    assert_eq!(said(&told), [(Kind::Message, "And sleep well")]);
    assert_eq!(told[0].title, imani.me.name);
    assert!(told[0].link.ends_with(&format!("?message={}", next.number)));
    Ok(())
}

#[tokio::test]
async fn what_is_deleted_gives_its_row_to_what_was_said_before() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = imani.active_room().await?.id;
    noor.says(room, "Well?").await?;
    let results = imani.says(room, "Your results are in, call me").await?;
    bell(&cast, &noor).await?;
    let oops = imani.says(room, "oops").await?;
    assert_eq!(said(&bell(&cast, &noor).await?), [(Kind::Message, "oops")]);
    let waiting = queued(&cast, &noor).await?;
    assert!(waiting > 0);
    let mut phone = noor.connects().await?;
    deletes(&imani, &oops).await?;
    assert_eq!(phone.hears_of("notification").await?["unread"], 1);
    let told = bell(&cast, &noor).await?;
    assert_eq!(said(&told), [(Kind::Message, "Your results are in, call me")]);
    assert!(told[0].read_at.is_none() && told[0].link.ends_with(&format!("?message={}", results.number)));
    assert_eq!(queued(&cast, &noor).await?, waiting, "it still goes out");

    deletes(&imani, &results).await?;
    while phone.hears_of("notification").await?["unread"] != 0 {}
    assert!(bell(&cast, &noor).await?.is_empty(), "there is nothing to read any more");
    assert_eq!(queued(&cast, &noor).await?, 0, "and nothing to send");
    Ok(())
}

#[tokio::test]
async fn a_deleted_answer_gives_its_row_to_the_answer_before_it() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = opens_group(&imani, &noor).await?;
    let question = noor.says(room, "Twice a day?").await?;
    let first = imani.replies(&question, "Three times.").await?;
    imani.says(room, "And sleep well").await?;
    bell(&cast, &noor).await?;
    let second = imani.replies(&question, "No, twice.").await?;
    assert_eq!(said(&bell(&cast, &noor).await?)[0], (Kind::Reply, "No, twice."));
    deletes(&imani, &second).await?;
    let told = bell(&cast, &noor).await?;
    assert_eq!(said(&told), [(Kind::Reply, "Three times."), (Kind::Group, "And sleep well")]);
    deletes(&imani, &first).await?;
    assert_eq!(said(&bell(&cast, &noor).await?), [(Kind::Group, "And sleep well")]);
    Ok(())
}

/// It would keep Postgres busy for as long as somebody writes somewhere.
#[tokio::test]
async fn a_sweep_ends_however_much_is_written_meanwhile() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = opens_group(&imani, &noor).await?;
    imani.says(room, "One thing").await?;
    let goes_on = async || loop {
        if let Err(error) = imani.says(room, "And another thing").await {
            break error;
        }
    };
    tokio::select! {
        error = goes_on() => return Err(error.into()),
        error = goes_on() => return Err(error.into()),
        swept = tokio::time::timeout(Duration::from_secs(20), sweep(&cast.state)) => swept??,
    }
    Ok(())
}
