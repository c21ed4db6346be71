//! A thousand rooms of one person, and a thousand people in one room.

use super::*;
use crate::server::testing::{Cast, Story};

/// As many more clients of the clinic, by SQL: a thousand passwords would be hashed for minutes.
pub(super) async fn crowd(cast: &Cast, count: i32) -> Outcome<Vec<UserId>> {
    Ok(sqlx::query_scalar(
        "insert into users (id, practice_id, role, name, email, password_hash, time_zone)
         select gen_random_uuid(), p.id, 'client', 'Person ' || n, 'person' || n || '@crowd.example', '', 'UTC'
         from practices p, generate_series(1, $1) n where p.kind = 'clinic' returning id",
    )
    .bind(count)
    .fetch_all(&cast.state.pool)
    .await?)
}

#[tokio::test]
async fn a_group_of_a_thousand_is_opened_told_and_full() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let people = crowd(&cast, 998).await?;
    let group = opens_group(&imani, "Everybody", &[people.clone(), vec![noor.me.id()]].concat()).await?;
    assert_eq!((group.member_count, group.members.len()), (1_000, 50));
    let seen = noor.sees_room(group.id).await?;
    assert!(seen.member(noor.me.id()).is_some(), "whoever asks is among those who are told");
    let jonas = cast.signs_in("doctor2@clinic.demo").await?;
    assert_eq!(adds(&imani, group.id, jonas.me.id()).await?, StatusCode::CONFLICT);

    for (q, names) in [("PERSÓN 997", vec!["Person 997"]), ("rahimi", vec!["Noor Rahimi"]), ("nobody", vec![])] {
        let (_, page) = noor.gets(&format!("{ROOMS}/{}/members?q={q}", group.id)).await?;
        let items = page["items"].as_array().into_iter().flatten();
        assert_eq!(items.filter_map(|item| item["user"]["name"].as_str()).collect::<Vec<_>>(), names);
    }

    let mut phone = noor.connects().await?;
    imani.says(group.id, "Hello, all of you.").await?;
    assert_eq!(phone.hears_of("message:received").await?["room"], json!(group.id));
    assert_eq!(removes(&imani, group.id, people[7]).await?, StatusCode::NO_CONTENT);
    assert_eq!(phone.hears_of("chat:changed").await?["room"]["memberCount"], 999);
    Ok(())
}

#[tokio::test]
async fn a_list_of_a_thousand_rooms_is_read_and_searched_whole() -> Story {
    let cast = Cast::assemble().await?;
    let imani = cast.doctor().await?;
    let people = crowd(&cast, 1_000).await?;
    let mut tx = cast.state.begin().await?;
    for (place, chunk) in people.chunks(1).enumerate() {
        let opening = if place % 10 == 0 {
            crate::chat::Opening::Group { title: format!("Gruppe Nº {place}"), others: people.clone()[..60].to_vec() }
        } else {
            crate::chat::Opening::Direct(chunk[0])
        };
        crate::chat::store::open_conversation(&mut tx, &imani.me, opening).await?;
    }
    tx.commit().await?;
    sqlx::raw_sql("analyze").execute(&cast.state.pool).await?;

    let (mut seen, mut cursor) = (std::collections::HashSet::new(), String::new());
    loop {
        let (status, page) = imani.gets(&format!("{ROOMS}?limit=100{cursor}")).await?;
        assert_eq!(status, StatusCode::OK);
        seen.extend(page["items"].as_array().into_iter().flatten().map(|room| room["id"].to_string()));
        match page["next"].as_str() {
            Some(next) => cursor = format!("&before={}", next.replace('+', "%2B")),
            None => break,
        }
    }
    assert!(seen.len() >= 1_000, "{} rooms", seen.len());

    let mut conn = cast.state.read().await?;
    for (text, shown, count) in [
        ("person 777", crate::chat::Shown::All, 1),
        ("gruppe no 99", crate::chat::Shown::Active, 1),
        ("nobody", crate::chat::Shown::All, 0),
        ("", crate::chat::Shown::Ended, 0),
    ] {
        let search = crate::chat::store::RoomSearch { text: text.into(), shown, ..Default::default() };
        let found = crate::chat::store::find_rooms(&mut conn, imani.me.id(), search, 100).await?;
        assert!(found.iter().filter(|(room, _)| room.context.is_none()).count() == count, "{text}: {}", found.len());
    }
    crate::chat::store::unread_of(&mut conn, imani.me.id()).await?;
    Ok(())
}

#[tokio::test]
async fn what_happened_later_is_listed_upwards() -> Story {
    let cast = Cast::assemble().await?;
    let imani = cast.doctor().await?;
    let (_, first) = imani.gets(&format!("{ROOMS}?limit=1")).await?;
    let cursor = first["next"].as_str().ok_or("there is one room only")?;
    let (noor, all) = (cast.patient().await?, imani.rooms().await?);
    for room in [&all[1], &all[2]] {
        if !room.is_ended() {
            imani.says(room.id, "Once more").await?;
        }
    }
    let group = opens_group(&imani, "Newest", &[noor.me.id()]).await?;
    let mut expected: Vec<String> = imani.rooms().await?.iter().map(|room| room.id.to_string()).collect();
    expected.truncate(expected.iter().position(|id| *id == all[0].id.to_string()).unwrap_or(0));
    expected.reverse();
    let (_, later) = imani.gets(&format!("{ROOMS}?after={cursor}")).await?;
    let ids: Vec<String> = later["items"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|room| room["id"].as_str().map(str::to_owned))
        .collect();
    assert_eq!(ids, expected);
    assert_eq!(ids.last(), Some(&group.id.to_string()));
    Ok(())
}
