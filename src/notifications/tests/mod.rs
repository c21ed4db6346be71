//! Stories of notifications: who is told, once, and what reading and removing does on every device.

mod crashes;
mod devices;
mod lanes;
mod meanwhile;
mod places;
mod preferences;
mod pushing;
mod settled;
mod tellings;

use super::model::{Filter, Kind, Notice};
use super::store::{count_unread, list_notifications};
use super::{Notification, notify};
use crate::error::Result;
use crate::ids::UserId;
use crate::server::testing::{Actor, Browser, Cast, Story};
use serde_json::{Value, json};
use sqlx::query_scalar;

fn notice(to: &[UserId], title: &str) -> Notice {
    Notice { body: "It works again.".into(), ..Notice::new(Kind::Announcement, to.to_vec(), title, "appointments") }
}

async fn tells(cast: &Cast, notice: Notice) -> Result<()> {
    let mut tx = cast.state.begin().await?;
    notify(&mut tx, notice).await?;
    tx.commit().await
}

async fn bell(cast: &Cast, actor: &Actor<'_>) -> Result<Vec<Notification>> {
    list_notifications(&mut *cast.state.read().await?, actor.me.id, Filter::default(), None, 50).await
}

async fn unread(cast: &Cast, actor: &Actor<'_>) -> Result<i64> {
    count_unread(&mut *cast.state.read().await?, actor.me.id).await
}

#[tokio::test]
async fn everybody_concerned_hears_on_all_devices_but_not_who_did_it() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (mut phone, mut laptop) = (noor.connects().await?, noor.connects().await?);
    let told = Notice { actor: Some(imani.me.id), ..notice(&[noor.me.id, imani.me.id], "The lift works") };
    tells(&cast, told).await?;
    for device in [&mut phone, &mut laptop] {
        let frame = device.hears_of("notification").await?;
        assert_eq!(frame["unread"], 1);
        let shown = &frame["notification"];
        assert_eq!((&shown["title"], &shown["link"]), (&json!("The lift works"), &json!("/patient/appointments")));
        assert_eq!((&shown["actor"]["id"], &shown["readAt"]), (&json!(imani.me.id), &Value::Null));
    }
    assert_eq!((unread(&cast, &noor).await?, unread(&cast, &imani).await?), (1, 0));
    Ok(())
}

#[tokio::test]
async fn nothing_is_told_of_what_was_not_committed() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let mut tx = cast.state.begin().await?;
    notify(&mut tx, notice(&[noor.me.id], "Never mind")).await?;
    drop(tx);
    assert_eq!(bell(&cast, &noor).await?, []);
    let ways: i64 = query_scalar("select count(*) from notification_deliveries").fetch_one(&cast.state.pool).await?;
    assert_eq!(ways, 0);
    Ok(())
}

#[tokio::test]
async fn of_one_topic_the_newest_takes_the_place_until_it_is_read() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let about = |title| Notice { topic: Some("lift".into()), ..notice(&[noor.me.id], title) };
    tells(&cast, about("The lift is broken")).await?;
    tells(&cast, about("The lift works")).await?;
    let shown = bell(&cast, &noor).await?;
    assert_eq!(shown.iter().map(|one| &*one.title).collect::<Vec<_>>(), ["The lift works"]);
    noor.ask(axum::http::Method::POST, "/api/v1/notifications/read").send().await?.error_for_status()?;
    tells(&cast, about("The lift is broken again")).await?;
    assert_eq!((bell(&cast, &noor).await?.len(), unread(&cast, &noor).await?), (2, 1));
    Ok(())
}

#[tokio::test]
async fn reading_and_removing_counts_on_every_device() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    for title in ["One", "Two", "Three"] {
        tells(&cast, notice(&[noor.me.id], title)).await?;
    }
    let mut phone = noor.connects().await?;
    let (_, list) = noor.gets("/api/v1/notifications?limit=2").await?;
    assert_eq!(list["items"][0]["title"], "Three");
    let next = list["next"].as_str().ok_or("no next page")?;
    let (_, rest) = noor.gets(&format!("/api/v1/notifications?before={next}")).await?;
    assert_eq!((rest["items"].as_array().map(Vec::len), &rest["next"]), (Some(1), &Value::Null));

    let id = list["items"][0]["id"].as_str().ok_or("no id")?;
    let read = format!("/api/v1/notifications/{id}/read");
    for _ in 0..2 {
        let answer = noor.ask(axum::http::Method::POST, &read).send().await?;
        assert_eq!(answer.status(), 204);
        let frame = phone.hears_of("notification").await?;
        assert_eq!((&frame["notification"], &frame["unread"]), (&Value::Null, &json!(2)));
    }
    assert_eq!(imani.ask(axum::http::Method::POST, &read).send().await?.status(), 404);
    let (_, left) = noor.gets("/api/v1/notifications?unread=true&sort=announcements").await?;
    assert_eq!(left["items"].as_array().map(Vec::len), Some(2));
    let here = format!("/api/v1/notifications/{id}");
    for _ in 0..2 {
        assert_eq!(noor.ask(axum::http::Method::DELETE, &here).send().await?.status(), 204);
    }
    assert_eq!(bell(&cast, &noor).await?.len(), 2);
    Ok(())
}

async fn prefers(cast: &Cast, user: UserId, channel: &str, mode: &str) -> Result<()> {
    sqlx::query("insert into notification_preferences values ($1, 'announcements', $2, $3)")
        .bind(user.0)
        .bind(channel)
        .bind(mode)
        .execute(&cast.state.pool)
        .await?;
    Ok(())
}

/// Pushes go out to those who have one.
async fn has_device(actor: &Actor<'_>) -> Result<(), Box<dyn std::error::Error>> {
    let endpoint = format!("https://push.example.org/{}", uuid::Uuid::now_v7());
    let subscription = Browser::new()?.subscription(&endpoint);
    let kept = actor.ask(axum::http::Method::POST, "/api/v1/push/subscriptions").json(&subscription).send().await?;
    kept.error_for_status()?;
    Ok(())
}

async fn ways(cast: &Cast, user: UserId) -> Result<Vec<String>> {
    Ok(query_scalar(
        "select d.channel from notification_deliveries d join notifications n on n.id = d.notification_id
         where n.user_id = $1 order by 1",
    )
    .bind(user.0)
    .fetch_all(&cast.state.pool)
    .await?)
}

#[tokio::test]
async fn each_way_is_taken_as_its_reader_wants() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    for actor in [&noor, &imani] {
        has_device(actor).await?;
    }
    prefers(&cast, noor.me.id, "mail", "off").await?;
    prefers(&cast, imani.me.id, "page", "off").await?;
    tells(&cast, notice(&[noor.me.id, imani.me.id], "The lift works")).await?;
    assert_eq!((ways(&cast, noor.me.id).await?, ways(&cast, imani.me.id).await?.len()), (vec!["push".into()], 2));
    assert_eq!((bell(&cast, &noor).await?.len(), bell(&cast, &imani).await?.len()), (1, 0));
    assert_eq!(unread(&cast, &imani).await?, 0);
    let everywhere = Filter { everywhere: true, ..Filter::default() };
    let history = list_notifications(&mut *cast.state.read().await?, imani.me.id, everywhere, None, 50).await?;
    assert_eq!(history.iter().map(|one| &*one.title).collect::<Vec<_>>(), ["The lift works"], "the history has it");
    assert!(history[0].read_at.is_some(), "and nothing there is to be read");
    let unread_there = Filter { unread: true, ..everywhere };
    let left = list_notifications(&mut *cast.state.read().await?, imani.me.id, unread_there, None, 50).await?;
    assert_eq!(left, []);
    Ok(())
}

#[tokio::test]
async fn what_is_told_at_once_keeps_its_order_also_in_the_place_of_older_ones() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let about = |topic: &str, title: &str| Notice { topic: Some(topic.into()), ..notice(&[noor.me.id], title) };
    tells(&cast, about("stairs", "The stairs are wet")).await?;
    let mut tx = cast.state.begin().await?;
    let at_once =
        vec![about("lift", "The lift works"), about("door", "The door is open"), about("stairs", "The stairs are dry")];
    super::notify_all(&mut tx, at_once).await?;
    tx.commit().await?;
    let shown = bell(&cast, &noor).await?;
    let titles: Vec<&str> = shown.iter().map(|one| &*one.title).collect();
    assert_eq!(titles, ["The stairs are dry", "The door is open", "The lift works"]);
    assert!(shown.windows(2).all(|pair| pair[0].created_at > pair[1].created_at), "each has its own time");
    Ok(())
}

#[tokio::test]
async fn quiet_hours_end_by_the_persons_own_clock() -> Story {
    let cast = Cast::assemble().await?;
    let end = async |at: &str, from: &str, until: &str| -> Result<String> {
        Ok(query_scalar(
            "select to_char(end_of_quiet($1::timestamptz, 'Europe/Berlin', $2::time, $3::time) at time zone 'UTC',
                            'YYYY-MM-DD HH24:MI')",
        )
        .bind(at)
        .bind(from)
        .bind(until)
        .fetch_one(&cast.state.pool)
        .await?)
    };
    assert_eq!(end("2026-07-01 21:30Z", "22:00", "07:00").await?, "2026-07-02 05:00");
    assert_eq!(end("2026-07-02 03:00Z", "22:00", "07:00").await?, "2026-07-02 05:00");
    assert_eq!(end("2026-07-02 05:00Z", "22:00", "07:00").await?, "2026-07-02 05:00");
    assert_eq!(end("2026-07-02 11:00Z", "12:00", "14:00").await?, "2026-07-02 12:00");
    assert_eq!(end("2026-07-02 09:00Z", "12:00", "14:00").await?, "2026-07-02 09:00");
    // The nights in which the clock goes forward and back.
    assert_eq!(end("2026-03-28 22:00Z", "22:00", "07:00").await?, "2026-03-29 05:00");
    assert_eq!(end("2026-10-24 21:00Z", "22:00", "07:00").await?, "2026-10-25 06:00");
    Ok(())
}
