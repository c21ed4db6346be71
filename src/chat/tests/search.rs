//! Finding what was said: in one room and in all of one's own, before and after it is entered in the index.

use crate::chat::librarian::enter_all;
use crate::chat::{Message, Room};
use crate::ids::RoomId;
use crate::server::testing::{Actor, Cast, Story};
use reqwest::{Method, StatusCode};
use serde_json::Value;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// What somebody finds, in that room or in all of theirs.
pub(super) async fn finds(actor: &Actor<'_>, query: &str, room: Option<RoomId>) -> Outcome<Vec<Value>> {
    let mut asked = vec![("q", query.to_owned())];
    asked.extend(room.map(|room| ("room", room.to_string())));
    let answer = actor.ask(Method::GET, "/api/v1/chat/search").query(&asked).send().await?;
    assert_eq!(answer.status(), StatusCode::OK, "{query}");
    Ok(answer.json::<Value>().await?["items"].as_array().cloned().unwrap_or_default())
}

fn bodies(items: &[Value]) -> Vec<&str> {
    items.iter().filter_map(|item| item["message"]["body"].as_str()).collect()
}

/// What is marked in each.
fn marked(items: &[Value]) -> Vec<String> {
    let of = |item: &Value| {
        let chars: Vec<char> = item["message"]["body"].as_str().unwrap_or_default().chars().collect();
        let ranges: Vec<(usize, usize)> = serde_json::from_value(item["highlights"].clone()).unwrap_or_default();
        ranges.into_iter().map(|(from, to)| chars[from..to].iter().collect::<String>()).collect::<Vec<_>>().join("|")
    };
    items.iter().map(of).collect()
}

/// Says each of them, and then so much else that they are no longer among the newest.
async fn says_long_ago(actor: &Actor<'_>, room: RoomId, texts: &[&str]) -> Outcome<Vec<Message>> {
    let mut said = Vec::new();
    for text in texts {
        said.push(actor.says(room, text).await?);
    }
    for _ in 0..10 {
        actor.says(room, "…").await?;
    }
    Ok(said)
}

async fn patient_with_room(cast: &Cast) -> Outcome<(Actor<'_>, Room)> {
    let noor = cast.patient().await?;
    let room = noor.active_room().await?;
    Ok((noor, room))
}

#[tokio::test]
async fn words_are_found_whole_and_in_part_in_any_order_newest_first() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, room) = patient_with_room(&cast).await?;
    let texts = ["The xylometazoline helps", "No more Xylometazoline, please", "a spray of xylitol"];
    says_long_ago(&noor, room.id, &texts).await?;
    for _ in ["as it is", "entered"] {
        for (query, expected) in [
            ("xylometazoline", &[1, 0][..]),
            ("XYLO", &[1, 0]),
            ("metazol", &[1, 0]),
            ("xyl", &[2, 1, 0]),
            ("xy", &[2, 1, 0]),
            ("please xylo", &[1]),
            ("help xylomet the", &[0]),
            ("xylometazoline xylitol", &[]),
            ("xylophone", &[]),
            ("xylometazolone", &[]),
        ] {
            let expected: Vec<&str> = expected.iter().map(|place| texts[*place]).collect();
            assert_eq!(bodies(&finds(&noor, query, Some(room.id)).await?), expected, "{query}");
            assert_eq!(bodies(&finds(&noor, query, None).await?), expected, "{query} in all rooms");
        }
        enter_all(&cast.state.pool).await?;
    }
    Ok(())
}

#[tokio::test]
async fn every_script_is_found_and_accents_do_not_matter() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, room) = patient_with_room(&cast).await?;
    let texts = [
        "Zoë hat ein Rezept für die Straße",
        "عِنْدِي مَوْعِدٌ غدًا",
        "יש לי שאלה על הַתְּרוּפָה",
        "明日の診察は何時ですか",
        "ผมปวดหัวมาก",
        "мне нужен рецепт",
        "मुझे दवाई चाहिए",
        "약을 먹었어요",
        "👩‍⚕️🩺👍🏽 thanks",
    ];
    says_long_ago(&noor, room.id, &texts).await?;
    for _ in ["as it is", "entered"] {
        for (query, place, mark) in [
            ("zoe", 0, "Zoë"),
            ("FUR STRASSE", 0, "für|Straße"),
            ("موعد", 1, "مَوْعِدٌ"),
            ("תרופה", 2, "תְּרוּפָה"),
            ("診察", 3, "診察"),
            ("何時", 3, "何時"),
            ("ปวดหัว", 4, "ปวดหัว"),
            ("РЕЦЕПТ", 5, "рецепт"),
            ("दवाई", 6, "दवाई"),
            ("먹었", 7, "먹었"),
            ("👍🏽", 8, "👍🏽"),
            ("⚕🩺", 8, "⚕️🩺"),
        ] {
            let found = finds(&noor, query, Some(room.id)).await?;
            assert_eq!((bodies(&found), marked(&found)), (vec![texts[place]], vec![mark.to_owned()]), "{query}");
        }
        enter_all(&cast.state.pool).await?;
    }
    Ok(())
}

#[tokio::test]
async fn hits_are_counted_in_characters() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, room) = patient_with_room(&cast).await?;
    noor.says(room.id, "😀😀 ointment, Ointment").await?;
    let found = finds(&noor, "ointment", Some(room.id)).await?;
    assert_eq!(found[0]["highlights"], serde_json::json!([[3, 11], [13, 21]]));
    assert_eq!(found[0]["room"], serde_json::json!({ "id": room.id, "title": room.name_for(noor.me.id()) }));
    Ok(())
}

#[tokio::test]
async fn one_finds_only_what_one_may_read() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, room) = patient_with_room(&cast).await?;
    let imani = cast.doctor().await?;
    let tomas = cast.signs_in("patient2@clinic.demo").await?;
    says_long_ago(&noor, room.id, &["My secret is a quokka"]).await?;
    for _ in ["as it is", "entered"] {
        assert_eq!(finds(&imani, "quokka", None).await?.len(), 1);
        assert_eq!(finds(&imani, "quokka", None).await?[0]["room"]["title"], room_title(&imani, room.id).await?);
        assert_eq!(finds(&tomas, "quokka", None).await?.len(), 0);
        let (status, _) = tomas.gets(&format!("/api/v1/chat/search?q=quokka&room={}", room.id)).await?;
        assert_eq!(status, StatusCode::NOT_FOUND);
        enter_all(&cast.state.pool).await?;
    }
    let (status, _) = noor.gets("/api/v1/chat/search?q=quokka&room=none").await?;
    assert_eq!(status, StatusCode::NOT_FOUND);
    let ended = noor.ended_room().await?;
    assert_eq!(finds(&noor, "quokka", Some(ended.id)).await?.len(), 0, "another room");
    Ok(())
}

async fn room_title(actor: &Actor<'_>, room: RoomId) -> Outcome<String> {
    Ok(actor.sees_room(room).await?.name_for(actor.me.id()))
}

#[tokio::test]
async fn what_was_edited_or_deleted_is_not_found_by_its_former_words() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, room) = patient_with_room(&cast).await?;
    let said = says_long_ago(&noor, room.id, &["the first wallaby", "the second wallaby", "the third wallaby"]).await?;
    enter_all(&cast.state.pool).await?;
    assert_eq!(finds(&noor, "wallaby", Some(room.id)).await?.len(), 3);
    sqlx::query("update messages set body = 'the first numbat', folded = 'the first numbat' where id = $1")
        .bind(said[0].id)
        .execute(&cast.state.pool)
        .await?;
    sqlx::query("update messages set body = '', folded = '', deleted_at = now() where id = $1")
        .bind(said[1].id)
        .execute(&cast.state.pool)
        .await?;
    for _ in ["as it is", "entered"] {
        assert_eq!(bodies(&finds(&noor, "wallaby", Some(room.id)).await?), ["the third wallaby"]);
        assert_eq!(bodies(&finds(&noor, "numbat", None).await?), ["the first numbat"]);
        let kept: i64 = sqlx::query_scalar("select count(*) from search_entries where words::text like '%wallaby%'")
            .fetch_one(&cast.state.pool)
            .await?;
        assert_eq!(kept, 1, "no word of a former text is kept");
        enter_all(&cast.state.pool).await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_the_room_itself_says_is_not_found() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, room) = patient_with_room(&cast).await?;
    let mut tx = cast.state.begin().await?;
    crate::chat::store::say(&mut tx, room.id, "A bandicoot has joined").await?;
    tx.commit().await?;
    enter_all(&cast.state.pool).await?;
    assert_eq!(finds(&noor, "bandicoot", None).await?.len(), 0);
    Ok(())
}

#[tokio::test]
async fn signs_with_a_meaning_in_sql_are_looked_for_as_they_are() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, room) = patient_with_room(&cast).await?;
    let texts = ["100% sure", "100 percent", "a_b", "axb", r"c:\d", "it's & that | !not:*"];
    says_long_ago(&noor, room.id, &texts).await?;
    for _ in ["as it is", "entered"] {
        for (query, expected) in [
            ("100%", &["100% sure"][..]),
            ("%%", &[]),
            ("a_", &["a_b"]),
            ("__", &[]),
            (r":\d", &[r"c:\d"]),
            (r"\\", &[]),
            ("t's &", &["it's & that | !not:*"]),
            ("!not:*", &["it's & that | !not:*"]),
            ("'' or 1=1", &[]),
        ] {
            assert_eq!(bodies(&finds(&noor, query, Some(room.id)).await?), expected, "{query}");
        }
        enter_all(&cast.state.pool).await?;
    }
    Ok(())
}

#[tokio::test]
async fn too_short_too_long_or_unseen_queries_are_refused() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let long = format!("q={}", "a".repeat(201));
    for query in ["", "q=", "q=a", "q=%20a%20", "q=%F0%9F%91%8D", "q=a%00b", "q=a%0Ab", "q=e%CC%81", &long] {
        let (status, problem) = noor.gets(&format!("/api/v1/chat/search?{query}")).await?;
        assert_eq!((status, problem["field"].as_str()), (StatusCode::UNPROCESSABLE_ENTITY, Some("q")), "{query}");
    }
    for (query, field) in [("q=ab&before=x", "before"), ("q=ab&limit=0", "limit")] {
        let (status, problem) = noor.gets(&format!("/api/v1/chat/search?{query}")).await?;
        assert_eq!((status, problem["field"].as_str()), (StatusCode::UNPROCESSABLE_ENTITY, Some(field)), "{query}");
    }
    assert_eq!(cast.ask(Method::GET, "/api/v1/chat/search?q=ab").send().await?.status(), StatusCode::UNAUTHORIZED);
    Ok(())
}

#[tokio::test]
async fn what_is_found_comes_in_pages() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, room) = patient_with_room(&cast).await?;
    for number in 1..=30 {
        noor.says(room.id, &format!("echidna {number}")).await?;
    }
    let expected: Vec<String> = (1..=30).rev().map(|number| format!("echidna {number}")).collect();
    for _ in ["as it is", "entered"] {
        for scope in [format!("&room={}", room.id), String::new()] {
            let (mut seen, mut cursor) = (Vec::new(), String::new());
            loop {
                let (_, page) = noor.gets(&format!("/api/v1/chat/search?q=chidn&limit=7{scope}{cursor}")).await?;
                let items = page["items"].as_array().cloned().unwrap_or_default();
                seen.extend(bodies(&items).into_iter().map(str::to_owned));
                let Some(next) = page["next"].as_str() else { break };
                cursor = format!("&before={next}");
            }
            assert_eq!(seen, expected);
        }
        enter_all(&cast.state.pool).await?;
    }
    Ok(())
}

#[tokio::test]
async fn messages_from_before_there_was_search_are_found() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, room) = patient_with_room(&cast).await?;
    says_long_ago(&noor, room.id, &["An old Dingó"]).await?;
    sqlx::query("update messages set folded = ''").execute(&cast.state.pool).await?;
    enter_all(&cast.state.pool).await?;
    assert_eq!(bodies(&finds(&noor, "dingo", None).await?), ["An old Dingó"]);
    Ok(())
}
