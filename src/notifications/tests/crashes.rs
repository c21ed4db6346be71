//! Killed wherever it may be between telling somebody and having written down that they were told: in the page
//! nothing is lost or doubled, and outside it is sent at most once more.

use super::{has_device, notice};
use crate::ids::NotificationId;
use crate::notifications::model::{Kind, Notice};
use crate::notifications::{mail, notify, push};
use crate::server::config::Settings;
use crate::server::jobs::{Lane, run_due};
use crate::server::push::PushSettings;
use crate::server::testing::{Actor, Browser, Cast, Outcome, PostOffice, PushService, Story, dies_after, settings};
use reqwest::Method;
use sqlx::{query, query_scalar};
use std::collections::HashMap;

/// More than any of these ways has steps. How many it has differs: on a busy machine an answer is often there at once.
const MANY: usize = 500;

async fn cast_with(office: Option<&PostOffice>) -> Outcome<Cast> {
    let push = PushSettings { push_allow_private: true, ..PushSettings::default() };
    let mail = office.map(PostOffice::settings).unwrap_or_default();
    Cast::assemble_with(Settings { mail, push, ..settings() }).await
}

/// Of something that concerns them alone: what many are told takes its time.
async fn tells(cast: &Cast, actor: &Actor<'_>, title: &str) -> Outcome<()> {
    let mut tx = cast.state.begin().await?;
    notify(&mut tx, Notice { kind: Kind::Course, ..notice(&[actor.me.id], title) }).await?;
    Ok(tx.commit().await?)
}

async fn named(cast: &Cast, title: &str) -> Outcome<Vec<NotificationId>> {
    Ok(query_scalar("select id from notifications where title = $1").bind(title).fetch_all(&cast.state.pool).await?)
}

async fn count(cast: &Cast, statement: &str, id: NotificationId) -> Outcome<i64> {
    Ok(query_scalar(statement).bind(id.0).fetch_one(&cast.state.pool).await?)
}

/// Tells Noor something, kills whoever does the lane's jobs after so many waits, and has another server do what is
/// left. Whether the first had come to its end.
async fn is_told(cast: &Cast, noor: &Actor<'_>, lane: Lane, waits: usize) -> Outcome<bool> {
    let title = format!("Number {waits}");
    tells(cast, noor, &title).await?;
    let due = "update jobs set run_at = now(), taken_until = null";
    query(due).execute(&cast.state.pool).await?;
    let done = dies_after(waits, run_due(&cast.state, lane)).await;
    let ids = named(cast, &title).await?;
    assert_eq!(ids.len(), 1, "in the page, killed after {waits} waits");
    // What was under way to the database as it died may still take the job, and is dead by then too.
    for _ in 0..MANY {
        query(due).execute(&cast.state.pool).await?;
        while run_due(&cast.state, lane).await? > 0 {}
        if delivery(cast, ids[0], lane).await? != "queued" {
            break;
        }
    }
    assert_eq!(delivery(cast, ids[0], lane).await?, "sent", "killed after {waits} waits");
    Ok(done.is_some())
}

async fn delivery(cast: &Cast, id: NotificationId, lane: Lane) -> Outcome<String> {
    let state = query_scalar("select state from notification_deliveries where notification_id = $1 and channel = $2");
    Ok(state.bind(id.0).bind(lane.name).fetch_one(&cast.state.pool).await?)
}

#[tokio::test]
async fn killed_while_telling_there_is_all_of_it_or_nothing() -> Story {
    let cast = cast_with(None).await?;
    let noor = cast.patient().await?;
    has_device(&noor).await?;
    for waits in 0..MANY {
        let title = format!("Number {waits}");
        let told = dies_after(waits, tells(&cast, &noor, &title)).await.transpose()?;
        let ids = named(&cast, &title).await?;
        assert!(told.is_none() || ids.len() == 1, "what was committed is there");
        for id in ids {
            let ways = count(&cast, "select count(*) from notification_deliveries where notification_id = $1", id);
            let jobs = count(&cast, "select count(*) from jobs where key = $1::uuid::text", id);
            assert_eq!((ways.await?, jobs.await?), (2, 2), "killed after {waits} waits");
        }
        if told.is_some() {
            assert!(waits > 0, "it was never killed");
            return Ok(());
        }
    }
    Err("telling never came to its end".into())
}

#[tokio::test]
async fn killed_over_a_push_a_device_gets_it_and_at_most_once_more() -> Story {
    let (cast, service) = (cast_with(None).await?, PushService::open().await?);
    let noor = cast.patient().await?;
    let browser = Browser::new()?;
    let subscription = browser.subscription(&service.endpoint("noor"));
    let kept = noor.ask(Method::POST, "/api/v1/push/subscriptions").json(&subscription).send().await?;
    kept.error_for_status()?;
    let mut told = 0;
    loop {
        let is_done = is_told(&cast, &noor, push::LANE, told).await?;
        told += 1;
        if is_done {
            break;
        }
    }
    assert!(told > 1, "it was never killed");
    let mut sent: HashMap<String, usize> = HashMap::new();
    for posted in service.posted() {
        *sent.entry(posted.header("topic").to_owned()).or_default() += 1;
    }
    assert_eq!(sent.len(), told, "each has a topic of its own");
    assert!(sent.values().all(|times| (1..=2).contains(times)), "{sent:?}");
    Ok(())
}

#[tokio::test]
async fn killed_over_a_letter_it_arrives_and_at_most_once_more() -> Story {
    let office = PostOffice::open()?;
    let cast = cast_with(Some(&office)).await?;
    let noor = cast.patient().await?;
    for waits in 0..MANY {
        let is_done = is_told(&cast, &noor, mail::LANE, waits).await?;
        let subject = format!("Number {waits}");
        let sent = office.letters().iter().filter(|letter| letter.subject() == subject).count();
        assert!((1..=2).contains(&sent), "sent {sent} times, killed after {waits} waits");
        if is_done {
            assert!(waits > 0, "it was never killed");
            return Ok(());
        }
    }
    Err("the letter never came to its end".into())
}
