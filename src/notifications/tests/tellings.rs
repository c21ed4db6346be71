//! An emergency is told again and again: what became of each telling is kept, and nobody was shown what was called off.

use super::pushing::{delivery, quiet, tells, time_passes, turns_on};
use super::{bell, unread};
use crate::ids::UserId;
use crate::notifications::model::{Kind, Notice, Telling};
use crate::notifications::store::{call_off, tellings_of_topic};
use crate::server::testing::{Cast, Outcome, Story};
use reqwest::{Method, StatusCode};
use sqlx::query_scalar;

const TOPIC: &str = "emergency:one";

fn alert(to: UserId, title: &str) -> Notice {
    Notice { topic: Some(TOPIC.into()), ..Notice::new(Kind::Emergency, vec![to], title, "emergencies") }
}

/// Way, state and reason of each way that a telling took.
fn ways(telling: Telling) -> Vec<String> {
    let ways = telling.ways.into_iter();
    let said = ways.map(|way| format!("{:?} {:?} {}", way.channel, way.state, way.reason.unwrap_or_default()));
    said.map(|said| said.trim_end().to_owned()).collect()
}

/// What became of each telling, the latest first.
async fn tellings(cast: &Cast, user: UserId) -> Outcome<Vec<Vec<String>>> {
    let mut all = tellings_of_topic(&mut *cast.state.read().await?, TOPIC, &[user]).await?;
    Ok(all.remove(&user).unwrap_or_default().into_iter().map(ways).collect())
}

#[tokio::test]
async fn each_telling_keeps_what_became_of_it() -> Story {
    let (cast, service) = quiet().await?;
    let imani = cast.doctor().await?;
    turns_on(&imani, &service, "imani").await?;
    tells(&cast, alert(imani.me.id, "Noor Rahimi needs help")).await?;
    time_passes(&cast).await?;
    let first = bell(&cast, &imani).await?[0].id;
    service.answers("imani", 403, None);
    tells(&cast, alert(imani.me.id, "Noor Rahimi still needs help")).await?;
    time_passes(&cast).await?;

    let latest = ["Page Queued", "Push Failed The push service answered 403.", "Mail Queued"];
    let before = ["Page Dropped They were told again.", "Push Sent", "Mail Dropped They were told again."];
    assert_eq!(tellings(&cast, imani.me.id).await?, [latest, before]);
    let shown = bell(&cast, &imani).await?;
    assert_eq!((shown.len(), &*shown[0].title, unread(&cast, &imani).await?), (1, "Noor Rahimi still needs help", 1));

    // A device still shows the first, and it is pressed there.
    let path = format!("/api/v1/push/opened/{first}");
    assert_eq!(imani.ask(Method::POST, &path).send().await?.status(), StatusCode::NO_CONTENT);
    let before = ["Page Opened", "Push Opened", "Mail Dropped They were told again."];
    assert_eq!(tellings(&cast, imani.me.id).await?, [latest, before]);
    Ok(())
}

#[tokio::test]
async fn what_is_called_off_was_shown_to_nobody_by_that_and_goes_nowhere() -> Story {
    let (cast, service) = quiet().await?;
    let imani = cast.doctor().await?;
    turns_on(&imani, &service, "imani").await?;
    tells(&cast, alert(imani.me.id, "Noor Rahimi needs help")).await?;
    let mut tx = cast.state.begin().await?;
    call_off(&mut tx, &[imani.me.id], TOPIC, "It was over by then.").await?;
    tx.commit().await?;
    let none = ["Page", "Push", "Mail"].map(|way| format!("{way} Dropped It was over by then."));
    assert_eq!(tellings(&cast, imani.me.id).await?, std::slice::from_ref(&none), "before its lanes have come to it");
    time_passes(&cast).await?;
    assert_eq!(delivery(&cast).await?, ("dropped".into(), 1, Some("It was over by then.".into())));
    assert!(service.posted().is_empty());
    assert_eq!(tellings(&cast, imani.me.id).await?, [none]);
    let seen = "select count(*) from notifications where opened_at is not null or shown_at is not null";
    let seen: i64 = query_scalar(seen).fetch_one(&cast.state.pool).await?;
    assert_eq!((seen, unread(&cast, &imani).await?), (0, 0));
    Ok(())
}
