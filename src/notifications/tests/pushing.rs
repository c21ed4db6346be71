//! Notifications on their way to devices.

use super::notice;
use crate::ids::{NotificationId, UserId};
use crate::notifications::model::{Kind, Notice};
use crate::notifications::{notify, push};
use crate::server::config::Settings;
use crate::server::jobs::run_due;
use crate::server::push::PushSettings;
use crate::server::testing::{Actor, Browser, Cast, Outcome, PushService, Story, settings};
use crate::time::Moment;
use reqwest::{Method, StatusCode};
use serde_json::Value;
use sqlx::query_scalar;

/// Noor and Imani, whom nothing was told yet, and a push service.
pub(super) async fn quiet() -> Outcome<(Cast, PushService)> {
    let push = PushSettings { push_allow_private: true, ..PushSettings::default() };
    let cast = Cast::assemble_with(Settings { push, ..settings() }).await?;
    change(&cast, "delete from jobs").await?;
    Ok((cast, PushService::open().await?))
}

pub(super) async fn turns_on(actor: &Actor<'_>, service: &PushService, mailbox: &str) -> Outcome<Browser> {
    let browser = Browser::new()?;
    let subscription = browser.subscription(&service.endpoint(mailbox));
    let answer = actor.ask(Method::POST, "/api/v1/push/subscriptions").json(&subscription).send().await?;
    assert_eq!(answer.status(), StatusCode::CREATED);
    Ok(browser)
}

pub(super) async fn tells(cast: &Cast, notice: Notice) -> Outcome<()> {
    let mut tx = cast.state.begin().await?;
    notify(&mut tx, notice).await?;
    Ok(tx.commit().await?)
}

/// Everything that waits is due now.
pub(super) async fn time_passes(cast: &Cast) -> Outcome<usize> {
    sqlx::query("update jobs set run_at = now() where lane like 'push%'").execute(&cast.state.pool).await?;
    let mut done = 0;
    for lane in [push::URGENT, push::LANE, push::TO_MANY] {
        done += run_due(&cast.state, lane).await?;
    }
    Ok(done)
}

/// State, rounds and reason of the one delivery by push.
pub(super) async fn delivery(cast: &Cast) -> Outcome<(String, i32, Option<String>)> {
    let row = sqlx::query_as("select state, attempts, reason from notification_deliveries where channel = 'push'");
    Ok(row.fetch_one(&cast.state.pool).await?)
}

pub(super) async fn change(cast: &Cast, sql: &str) -> Outcome<()> {
    sqlx::query(sql).execute(&cast.state.pool).await?;
    Ok(())
}

#[tokio::test]
async fn a_push_reaches_every_device_and_says_only_that_there_is_something() -> Story {
    let (cast, service) = quiet().await?;
    let (phone, laptop) = (cast.patient().await?, cast.patient().await?);
    let browsers = [turns_on(&phone, &service, "phone").await?, turns_on(&laptop, &service, "laptop").await?];
    tells(&cast, notice(&[phone.me.id], "The lift works")).await?;
    assert_eq!(time_passes(&cast).await?, 1);
    let posted = service.posted();
    assert_eq!(posted.len(), 2);
    for (mailbox, browser) in ["phone", "laptop"].iter().zip(&browsers) {
        let posted = posted.iter().find(|posted| posted.mailbox == *mailbox).ok_or("a push")?;
        let told = browser.reads(posted)?;
        assert_eq!(
            (&told["title"], &told["link"]),
            (&"There is an announcement".into(), &"/patient/appointments".into())
        );
        assert!(!told.to_string().contains("lift") && told["unread"] == 1, "{told}");
        assert_eq!(posted.claims(cast.state.push.public_key())?["aud"], service.origin());
    }
    assert_eq!(delivery(&cast).await?, ("sent".into(), 1, None));
    let used = phone.gets("/api/v1/push/subscriptions").await?.1;
    assert!(used["items"][0]["lastUsedAt"].is_string());
    Ok(())
}

#[tokio::test]
async fn who_wants_details_gets_them() -> Story {
    let (cast, service) = quiet().await?;
    let noor = cast.patient().await?;
    let browser = turns_on(&noor, &service, "noor").await?;
    let details = serde_json::json!({ "pushDetails": true });
    let chosen = noor.ask(Method::PATCH, "/api/v1/notifications/preferences").json(&details).send().await?;
    assert_eq!(chosen.status(), StatusCode::OK);
    tells(&cast, notice(&[noor.me.id], "The lift works")).await?;
    time_passes(&cast).await?;
    let told = browser.reads(service.posted().first().ok_or("a push")?)?;
    assert_eq!((&told["title"], &told["body"]), (&"The lift works".into(), &"It works again.".into()));
    Ok(())
}

#[tokio::test]
async fn an_emergency_is_urgent_and_does_not_wait() -> Story {
    let (cast, service) = quiet().await?;
    let imani = cast.doctor().await?;
    turns_on(&imani, &service, "imani").await?;
    tells(&cast, Notice::new(Kind::Emergency, vec![imani.me.id], "Noor Rahimi needs help", "emergencies")).await?;
    assert_eq!(run_due(&cast.state, push::URGENT).await?, 1, "at once");
    assert_eq!(service.posted().first().map(|posted| posted.header("urgency").to_owned()), Some("high".into()));
    Ok(())
}

#[tokio::test]
async fn what_is_settled_meanwhile_is_not_pushed() -> Story {
    for (meanwhile, reason) in [
        ("update notifications set read_at = now()", "It was read first."),
        ("update notifications set removed_at = now()", "It was removed first."),
        ("update notifications set shown_at = now()", "It was shown on a page in use."),
        ("delete from push_subscriptions", "No device is notified."),
        ("update sign_ins set ended_at = now()", "No device is notified."),
    ] {
        let (cast, service) = quiet().await?;
        let noor = cast.patient().await?;
        turns_on(&noor, &service, "noor").await?;
        tells(&cast, notice(&[noor.me.id], "The lift works")).await?;
        change(&cast, meanwhile).await?;
        assert_eq!(time_passes(&cast).await?, 1);
        assert_eq!(delivery(&cast).await?, ("dropped".into(), 1, Some(reason.into())));
        assert!(service.posted().is_empty(), "{meanwhile}");
    }
    Ok(())
}

#[tokio::test]
async fn a_device_that_is_gone_is_dropped_and_the_others_are_told() -> Story {
    let (cast, service) = quiet().await?;
    let (phone, laptop) = (cast.patient().await?, cast.patient().await?);
    turns_on(&phone, &service, "phone").await?;
    turns_on(&laptop, &service, "laptop").await?;
    service.answers("phone", 410, None);
    tells(&cast, notice(&[phone.me.id], "The lift works")).await?;
    time_passes(&cast).await?;
    assert_eq!(delivery(&cast).await?.0, "sent");
    let left = laptop.gets("/api/v1/push/subscriptions").await?.1;
    assert_eq!((left["items"].as_array().map(Vec::len), &left["items"][0]["isHere"]), (Some(1), &Value::Bool(true)));
    service.answers("laptop", 404, None);
    tells(&cast, notice(&[phone.me.id], "It is broken again")).await?;
    time_passes(&cast).await?;
    let reasons: Vec<Option<String>> =
        query_scalar("select reason from notification_deliveries where state = 'dropped'")
            .fetch_all(&cast.state.pool)
            .await?;
    assert_eq!(reasons, [Some("No device is notified any more.".into())]);
    Ok(())
}

#[tokio::test]
async fn a_push_service_that_is_busy_is_left_alone_as_long_as_it_says() -> Story {
    let (cast, service) = quiet().await?;
    let (phone, laptop) = (cast.patient().await?, cast.patient().await?);
    turns_on(&phone, &service, "phone").await?;
    turns_on(&laptop, &service, "laptop").await?;
    service.answers("phone", 429, Some("3600"));
    tells(&cast, notice(&[phone.me.id], "The lift works")).await?;
    time_passes(&cast).await?;
    assert_eq!(delivery(&cast).await?, ("queued".into(), 1, Some("The push service answered 429.".into())));
    let waits: Moment =
        query_scalar("select run_at from jobs where lane = 'push-to-many'").fetch_one(&cast.state.pool).await?;
    let minutes = waits.seconds_since(Moment::now()) / 60;
    assert!((59..=60).contains(&minutes), "{minutes}");
    service.answers("phone", 201, None);
    time_passes(&cast).await?;
    assert_eq!((service.count("phone"), service.count("laptop")), (2, 1), "nobody is told twice");
    assert_eq!(delivery(&cast).await?, ("sent".into(), 2, None));
    Ok(())
}

#[tokio::test]
async fn what_never_goes_through_is_given_up_with_its_reason() -> Story {
    let (cast, service) = quiet().await?;
    let noor = cast.patient().await?;
    turns_on(&noor, &service, "noor").await?;
    service.answers("noor", 503, None);
    tells(&cast, notice(&[noor.me.id], "The lift works")).await?;
    let mut rounds = 0;
    while time_passes(&cast).await? > 0 {
        rounds += 1;
    }
    assert_eq!(rounds, 7);
    assert_eq!(delivery(&cast).await?, ("failed".into(), 7, Some("The push service answered 503.".into())));
    service.answers("noor", 403, None);
    change(&cast, "delete from notifications").await?;
    tells(&cast, notice(&[noor.me.id], "The lift works")).await?;
    time_passes(&cast).await?;
    assert_eq!(delivery(&cast).await?, ("failed".into(), 1, Some("The push service answered 403.".into())));
    Ok(())
}

#[tokio::test]
async fn a_server_that_dies_over_it_tells_nobody_twice() -> Story {
    let (cast, service) = quiet().await?;
    let noor = cast.patient().await?;
    turns_on(&noor, &service, "noor").await?;
    tells(&cast, notice(&[noor.me.id], "The lift works")).await?;
    let id: NotificationId = query_scalar("select id from notifications").fetch_one(&cast.state.pool).await?;
    let payload = serde_json::json!({ "notification": id });
    push::push(cast.state.clone(), payload.clone()).await?;
    // It died before it wrote down that all was done.
    change(&cast, "update notification_deliveries set state = 'queued' where channel = 'push'").await?;
    push::push(cast.state.clone(), payload.clone()).await?;
    push::push(cast.state.clone(), payload).await?;
    assert_eq!((service.count("noor"), delivery(&cast).await?.0), (1, "sent".into()));
    Ok(())
}

#[tokio::test]
async fn the_newer_one_of_a_topic_is_pushed_again_and_takes_the_place() -> Story {
    let (cast, service) = quiet().await?;
    let noor = cast.patient().await?;
    let browser = turns_on(&noor, &service, "noor").await?;
    let about = |title: &str, to: UserId| Notice { topic: Some("lift".into()), ..notice(&[to], title) };
    for title in ["The lift is broken", "The lift works"] {
        tells(&cast, about(title, noor.me.id)).await?;
        time_passes(&cast).await?;
    }
    let posted = service.posted();
    let [one, other] = &posted[..] else { return Err("two pushes".into()) };
    let topics = [one.header("topic"), other.header("topic")];
    assert!(topics[0] == topics[1] && topics[0].len() == 32 && !topics[0].contains("lift"));
    assert_eq!(browser.reads(one)?["tag"], browser.reads(other)?["tag"]);
    Ok(())
}

#[tokio::test]
async fn following_a_push_reads_it_everywhere() -> Story {
    let (cast, service) = quiet().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let browser = turns_on(&noor, &service, "noor").await?;
    tells(&cast, notice(&[noor.me.id], "The lift works")).await?;
    time_passes(&cast).await?;
    let told = browser.reads(service.posted().first().ok_or("a push")?)?;
    let path = format!("/api/v1/push/opened/{}", told["id"].as_str().ok_or("an id")?);
    assert_eq!(imani.ask(Method::POST, &path).send().await?.status(), StatusCode::NOT_FOUND);
    let mut laptop = noor.connects().await?;
    assert_eq!(noor.ask(Method::POST, &path).send().await?.status(), StatusCode::NO_CONTENT);
    assert_eq!(laptop.hears_of("notification").await?["unread"], 0);
    let opened: bool = query_scalar("select opened_at is not null from notification_deliveries where channel = 'push'")
        .fetch_one(&cast.state.pool)
        .await?;
    assert!(opened);
    Ok(())
}
