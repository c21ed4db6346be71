//! Reading rooms and their history over HTTP.

use crate::chat::Place;
use crate::chat::store::page_of;
use crate::server::testing::{Cast, Outcome, Story};
use reqwest::StatusCode;
use std::cell::Cell;

#[tokio::test]
async fn history_is_read_in_pages_both_ways() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let room = noor.active_room().await?;
    let numbers = async |query: &str| -> Result<(Vec<i64>, Option<String>), Box<dyn std::error::Error>> {
        let (status, page) = noor.gets(&format!("/api/v1/chat/messages/{}/?{query}", room.id)).await?;
        assert_eq!(status, StatusCode::OK);
        let items = page["items"].as_array().cloned().unwrap_or_default();
        let next = page["next"].as_str().map(str::to_owned);
        Ok((items.iter().filter_map(|item| item["number"].as_i64()).collect(), next))
    };
    let last = room.last_number;
    assert_eq!(numbers("limit=2").await?, (vec![last, last - 1], Some((last - 1).to_string())));
    assert_eq!(numbers("before=4&limit=2").await?, (vec![3, 2], Some("2".into())));
    assert_eq!(numbers("before=3&limit=2").await?, (vec![2, 1], None));
    assert_eq!(numbers("after=0&limit=2").await?, (vec![1, 2], Some("2".into())));
    assert_eq!(numbers("limit=1000").await?.0.len(), 100);
    Ok(())
}

#[tokio::test]
async fn nothing_is_newer_than_the_newest_page_however_much_is_said() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let room = noor.active_room().await?.id;
    let (mut conn, is_said) = (cast.state.pool.acquire().await?, Cell::new(false));
    let saying = async {
        for count in 0..60 {
            noor.says(room, &count.to_string()).await?;
        }
        is_said.set(true);
        Outcome::Ok(())
    };
    let reading = async {
        while !is_said.get() {
            assert!(!page_of(&mut conn, room, Place::Newest, 50).await?.has_newer);
        }
        Ok(())
    };
    tokio::try_join!(saying, reading)?;
    Ok(())
}

#[tokio::test]
async fn wrong_queries_name_their_field() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let room = noor.active_room().await?.id;
    for (query, field) in
        [("before=1&after=1", "after"), ("before=x", "before"), ("after=x", "after"), ("limit=0", "limit")]
    {
        let (status, problem) = noor.gets(&format!("/api/v1/chat/messages/{room}?{query}")).await?;
        assert_eq!((status, problem["field"].as_str()), (StatusCode::UNPROCESSABLE_ENTITY, Some(field)), "{query}");
    }
    Ok(())
}

#[tokio::test]
async fn rooms_are_listed_by_last_activity_page_by_page() -> Story {
    let cast = Cast::assemble().await?;
    let imani = cast.doctor().await?;
    let all: Vec<_> = imani.rooms().await?.into_iter().map(|room| room.id.to_string()).collect();
    assert!(all.len() >= 3);
    let (mut seen, mut cursor) = (Vec::new(), None::<String>);
    loop {
        let before = cursor.map(|cursor| format!("&before={cursor}")).unwrap_or_default();
        let (_, page) = imani.gets(&format!("/api/v1/chat/rooms?limit=1{before}")).await?;
        seen.extend(page["items"][0]["id"].as_str().map(str::to_owned));
        match page["next"].as_str() {
            Some(next) => cursor = Some(next.to_owned()),
            None => break,
        }
    }
    assert_eq!(seen, all);
    let (_, first) = imani.gets(&format!("/api/v1/chat/rooms/{}", all[0])).await?;
    assert_eq!(first["id"].as_str(), Some(all[0].as_str()));
    Ok(())
}
