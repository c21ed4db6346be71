//! Which of those that had an id is read or shown, where a page of the list begins, and how many there are.

use super::{bell, notice, prefers, tells, unread};
use crate::notifications::model::{Kind, Notice};
use crate::notifications::notify_all;
use crate::notifications::store::{mark_all_read, mark_shown, ring_of};
use crate::server::testing::{Cast, Outcome, Story};
use reqwest::Method;
use serde_json::Value;
use sqlx::query_scalar;

async fn unread_titles(cast: &Cast) -> Outcome<Vec<String>> {
    let titles = query_scalar("select title from notifications where read_at is null order by created_at, id");
    Ok(titles.fetch_all(&cast.state.pool).await?)
}

#[tokio::test]
async fn marking_all_reads_what_was_seen_in_the_bell_and_nothing_else() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    sqlx::query("insert into notification_preferences values ($1, 'courses', 'page', 'off')")
        .bind(noor.me.id.0)
        .execute(&cast.state.pool)
        .await?;
    tells(&cast, Notice { kind: Kind::Course, ..notice(&[noor.me.id], "By mail alone") }).await?;
    for title in ["One", "Two"] {
        tells(&cast, notice(&[noor.me.id], title)).await?;
    }
    let newest = bell(&cast, &noor).await?[0].place();
    tells(&cast, notice(&[noor.me.id], "Three")).await?;
    let mut tx = cast.state.begin().await?;
    mark_all_read(&mut tx, noor.me.id, Some(newest)).await?;
    tx.commit().await?;
    assert_eq!(unread_titles(&cast).await?, ["By mail alone", "Three"]);
    noor.ask(Method::POST, "/api/v1/notifications/read").send().await?.error_for_status()?;
    assert_eq!(unread_titles(&cast).await?, ["By mail alone"], "without a bound it is all of the bell");
    Ok(())
}

fn titles(list: &Value) -> Vec<&str> {
    list["items"].as_array().into_iter().flatten().filter_map(|item| item["title"].as_str()).collect()
}

#[tokio::test]
async fn the_next_page_begins_where_it_did_though_the_last_one_was_replaced() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let about = |topic: &str| Notice { topic: Some(topic.into()), ..notice(&[noor.me.id], topic) };
    for topic in ["a", "b", "c"] {
        tells(&cast, about(topic)).await?;
    }
    let (_, list) = noor.gets("/api/v1/notifications?limit=2").await?;
    assert_eq!(titles(&list), ["c", "b"]);
    tells(&cast, about("b")).await?;
    let next = list["next"].as_str().ok_or("no next page")?;
    let (_, rest) = noor.gets(&format!("/api/v1/notifications?before={next}")).await?;
    assert_eq!(titles(&rest), ["a"]);
    for cursor in ["x", "1763712000123456", "019aa000-0000-7000-8000-000000000000"] {
        for field in ["before", "after"] {
            let (status, problem) = noor.gets(&format!("/api/v1/notifications?{field}={cursor}")).await?;
            assert_eq!((status.as_u16(), problem["field"].as_str()), (422, Some(field)), "{cursor}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_page_that_shows_the_older_one_has_not_shown_the_newer() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let about = |title| Notice { topic: Some("lift".into()), ..notice(&[noor.me.id], title) };
    tells(&cast, about("The lift is broken")).await?;
    let older = bell(&cast, &noor).await?[0].place();
    tells(&cast, about("The lift works")).await?;
    let newer = bell(&cast, &noor).await?[0].place();
    assert_eq!(older.id, newer.id);
    let mut conn = cast.state.read().await?;
    for (place, is_shown) in [(older, false), (newer, true)] {
        mark_shown(&mut conn, noor.me.id, &[place]).await?;
        let shown = query_scalar::<_, bool>("select shown_at is not null from notifications");
        assert_eq!(shown.fetch_one(&cast.state.pool).await?, is_shown);
    }
    Ok(())
}

#[tokio::test]
async fn what_was_in_the_bell_stays_in_it_when_another_kind_takes_its_place() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    prefers(&cast, noor.me.id, "page", "off").await?;
    let about = |kind, title| Notice { kind, topic: Some("lift".into()), ..notice(&[noor.me.id], title) };
    tells(&cast, about(Kind::Course, "The course is in another room")).await?;
    tells(&cast, about(Kind::Announcement, "The lift works")).await?;
    assert_eq!((bell(&cast, &noor).await?.len(), unread(&cast, &noor).await?), (1, 1));
    Ok(())
}

#[tokio::test]
async fn fifteen_hundred_are_counted_alike_everywhere() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let notices = (1..=1_500).map(|number| notice(&[noor.me.id], &format!("Number {number}"))).collect();
    let mut tx = cast.state.begin().await?;
    notify_all(&mut tx, notices).await?;
    tx.commit().await?;
    let (mut phone, mut laptop) = (noor.connects().await?, noor.connects().await?);
    tells(&cast, notice(&[noor.me.id], "One more")).await?;
    for device in [&mut phone, &mut laptop] {
        assert_eq!(device.hears_of("notification").await?["unread"], 1_501);
    }
    assert_eq!(ring_of(&mut *cast.state.read().await?, noor.me.id).await?.unread, 1_501, "what the tab says");
    noor.ask(Method::POST, "/api/v1/notifications/read").send().await?.error_for_status()?;
    for device in [&mut phone, &mut laptop] {
        assert_eq!(device.hears_of("notification").await?["unread"], 0);
    }
    assert_eq!(unread(&cast, &noor).await?, 0);
    Ok(())
}
