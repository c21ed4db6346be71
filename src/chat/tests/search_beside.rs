//! Finding messages by what stands beside their words: what cards say, and how files are called.

use super::search::finds;
use crate::chat::Message;
use crate::chat::librarian::enter_all;
use crate::ids::{ClientId, RoomId};
use crate::server::testing::{Actor, Cast, Outcome, Story};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

const PDF: &str = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
                   2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

/// A room of these two in which nothing was said yet.
async fn quiet_room(doctor: &Actor<'_>, patient: &Actor<'_>) -> Outcome<RoomId> {
    let group = json!({ "kind": "group", "title": "Second opinion", "users": [patient.me.id()] });
    let answer = doctor.ask(Method::POST, "/api/v1/chat/rooms").json(&group).send().await?;
    let room: Value = answer.error_for_status()?.json().await?;
    Ok(serde_json::from_value(room["id"].clone())?)
}

async fn posts(actor: &Actor<'_>, room: RoomId, mut message: Value) -> Outcome<Message> {
    message["clientId"] = json!(ClientId::new());
    let answer = actor.ask(Method::POST, &format!("/api/v1/chat/messages/{room}")).json(&message).send().await?;
    let (status, message) = (answer.status(), answer.json::<Value>().await?);
    assert_eq!(status, StatusCode::CREATED, "{message}");
    Ok(serde_json::from_value(message)?)
}

async fn sends_pdf(actor: &Actor<'_>, room: RoomId, name: &str, body: &str) -> Outcome<Message> {
    let form = format!(
        "--a-boundary\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n\
         {PDF}\r\n--a-boundary--\r\n"
    );
    let upload =
        actor.ask(Method::POST, "/api/v1/files").header("content-type", "multipart/form-data; boundary=a-boundary");
    let file: Value = upload.body(form).send().await?.error_for_status()?.json().await?;
    assert_eq!(file["name"], name);
    posts(actor, room, json!({ "kind": "file", "body": body, "attachments": [file["id"]] })).await
}

/// So much else that what was said before is no longer among the newest.
async fn goes_on(actor: &Actor<'_>, room: RoomId) -> Story {
    for _ in 0..10 {
        actor.says(room, "…").await?;
    }
    Ok(())
}

/// What each was found in beside its body, with the hits in brackets.
fn told(items: &[Value]) -> Vec<String> {
    let of = |item: &Value| {
        let found = &item["found"];
        let text: Vec<char> = found["text"].as_str().unwrap_or_default().chars().collect();
        let hits: Vec<(usize, usize)> = serde_json::from_value(found["highlights"].clone()).unwrap_or_default();
        let mut told = format!("{}: ", found["where"].as_str().unwrap_or_default());
        let mut here = 0;
        for (from, to) in hits {
            told.extend(&text[here..from]);
            told.push('[');
            told.extend(&text[from..to]);
            told.push(']');
            here = to;
        }
        told.extend(&text[here..]);
        told
    };
    items.iter().map(of).collect()
}

fn names(items: &[Value]) -> Vec<&str> {
    items.iter().filter_map(|item| item["found"]["text"].as_str()).collect()
}

#[tokio::test]
async fn a_card_is_found_by_all_it_says_with_the_line_that_says_it() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = quiet_room(&imani, &noor).await?;
    let assessment = json!({
        "title": "Talonavicular sprain", "findings": "Swollen.\nPositive Thessaly sign",
        "advice": "Kinésiotape overnight", "followUp": "Sonography in a fortnight",
    });
    let medicine = json!({
        "name": "Xylometazoline", "dose": "0.1 %", "frequency": "three drops", "duration": "9 days",
        "notes": "Discontinue with epistaxis",
    });
    let prescription = json!({ "medicines": [{ "name": "Panthenol" }, medicine], "notes": "Ring us if hoarse" });
    posts(&imani, room, json!({ "kind": "assessment", "payload": assessment })).await?;
    posts(&imani, room, json!({ "kind": "prescription", "payload": prescription })).await?;
    goes_on(&noor, room).await?;
    for _ in ["as it is", "entered"] {
        for (query, expected) in [
            ("talonav", "card: [Talonav]icular sprain"),
            ("sign THESSALY", "card: Positive [Thessaly] [sign]"),
            ("kinesio", "card: [Kinésio]tape overnight"),
            ("onograph", "card: S[onograph]y in a fortnight"),
            ("panth", "card: [Panth]enol"),
            ("metazol", "card: Xylo[metazol]ine · 0.1 % · three drops · 9 days"),
            ("drops 9 xylometazoline", "card: [Xylometazoline] · 0.1 % · three [drops] · [9] days"),
            ("epistaxis", "card: Discontinue with [epistaxis]"),
            ("hoarse panthenol", "card: [Panthenol]"),
        ] {
            let found = finds(&noor, query, Some(room)).await?;
            assert_eq!(told(&found), [expected], "{query}");
            assert_eq!(found[0]["highlights"], json!([]), "{query}: the body has no part in it");
        }
        for query in ["talonavicular xylometazoline", "followUp", "medicines"] {
            assert_eq!(finds(&noor, query, Some(room)).await?.len(), 0, "{query}");
        }
        enter_all(&cast.state.pool).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_file_is_found_by_its_name_in_every_script() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = quiet_room(&imani, &noor).await?;
    let files = ["x-ray_left.pdf", "Рентген колена.pdf", "左膝のレントゲン.pdf", "Überweisung Zoë.pdf"];
    for name in files {
        sends_pdf(&noor, room, name, "").await?;
    }
    goes_on(&imani, room).await?;
    for _ in ["as it is", "entered"] {
        for (query, expected) in [
            ("ray", &[0][..]),
            ("left", &[0]),
            ("LEFT x-ray", &[0]),
            ("x-ray_left.pdf", &[0]),
            ("рентген", &[1]),
            ("КОЛЕНА pdf", &[1]),
            ("膝の", &[2]),
            ("レントゲン", &[2]),
            ("uberweis", &[3]),
            ("zoe", &[3]),
            ("pdf", &[3, 2, 1, 0]),
            (".pd", &[3, 2, 1, 0]),
            ("right", &[]),
        ] {
            let expected: Vec<&str> = expected.iter().map(|place| files[*place]).collect();
            let found = finds(&imani, query, Some(room)).await?;
            assert_eq!(names(&found), expected, "{query}");
            assert!(found.iter().all(|item| item["found"]["where"] == "file"), "{query}");
        }
        assert_eq!(told(&finds(&imani, "zoe über", Some(room)).await?), ["file: [Über]weisung [Zoë].pdf"]);
        enter_all(&cast.state.pool).await?;
    }
    Ok(())
}

#[tokio::test]
async fn words_may_stand_in_the_body_and_beside_it() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = quiet_room(&imani, &noor).await?;
    sends_pdf(&noor, room, "caracal.pdf", "See the numbat").await?;
    goes_on(&imani, room).await?;
    for _ in ["as it is", "entered"] {
        let both = finds(&noor, "caracal numbat", None).await?;
        assert_eq!((told(&both), &both[0]["highlights"]), (vec!["file: [caracal].pdf".to_owned()], &json!([[8, 14]])));
        let body = finds(&noor, "numbat", None).await?;
        assert_eq!((body.len(), &body[0]["highlights"]), (1, &json!([[8, 14]])));
        assert!(body[0].get("found").is_none(), "the body has it all");
        enter_all(&cast.state.pool).await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_was_edited_is_found_anew_and_what_was_deleted_is_gone() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = quiet_room(&imani, &noor).await?;
    let card = json!({ "kind": "assessment", "body": "See the numbat", "payload": { "title": "Wombat" } });
    let kept = posts(&imani, room, card.clone()).await?;
    let taken_back = [posts(&imani, room, card).await?, sends_pdf(&imani, room, "caracal.pdf", "").await?];
    goes_on(&noor, room).await?;
    enter_all(&cast.state.pool).await?;
    assert_eq!(finds(&noor, "numbat wombat", None).await?.len(), 2);
    assert_eq!(finds(&noor, "caracal", None).await?.len(), 1);

    let path = format!("/api/v1/chat/messages/{}", kept.id);
    imani.ask(Method::PATCH, &path).json(&json!({ "body": "A dingo" })).send().await?.error_for_status()?;
    for message in taken_back {
        let path = format!("/api/v1/chat/messages/{}", message.id);
        imani.ask(Method::DELETE, &path).send().await?.error_for_status()?;
    }
    for _ in ["as it is", "entered"] {
        assert_eq!(told(&finds(&noor, "dingo wombat", None).await?), ["card: [Wombat]"]);
        assert_eq!(finds(&noor, "wombat", None).await?.len(), 1);
        for gone in ["numbat", "caracal"] {
            assert_eq!(finds(&noor, gone, None).await?.len(), 0, "{gone}");
        }
        let former: i64 = sqlx::query_scalar(
            "select count(*) from search_entries where words::text like '%numbat%' or words::text like '%caracal%'",
        )
        .fetch_one(&cast.state.pool)
        .await?;
        assert_eq!(former, 0, "no word of what is gone is kept");
        enter_all(&cast.state.pool).await?;
    }
    Ok(())
}

#[tokio::test]
async fn nobody_finds_the_cards_and_files_of_rooms_they_are_not_in() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let tomas = cast.signs_in("patient2@clinic.demo").await?;
    let room = quiet_room(&imani, &noor).await?;
    posts(&imani, room, json!({ "kind": "assessment", "payload": { "title": "Quokka" } })).await?;
    sends_pdf(&noor, room, "quokka.pdf", "").await?;
    goes_on(&noor, room).await?;
    for _ in ["as it is", "entered"] {
        assert_eq!(finds(&noor, "quokka", None).await?.len(), 2);
        assert_eq!(finds(&tomas, "quokka", None).await?.len(), 0);
        enter_all(&cast.state.pool).await?;
    }
    Ok(())
}

#[tokio::test]
async fn cards_and_files_from_before_they_were_searched_are_found() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = quiet_room(&imani, &noor).await?;
    let card = json!({ "kind": "assessment", "body": "As we said", "payload": { "title": "Kowari" } });
    posts(&imani, room, card).await?;
    sends_pdf(&noor, room, "kowari.pdf", "").await?;
    goes_on(&noor, room).await?;
    enter_all(&cast.state.pool).await?;
    let left: i64 = sqlx::query_scalar("select count(*) from search_refolding").fetch_one(&cast.state.pool).await?;
    assert_eq!(left, 0, "it is done once");
    // As it was then: folded is the body alone, and all are to be looked at.
    sqlx::query("update messages set folded = lower(body) where room_id = $1")
        .bind(room)
        .execute(&cast.state.pool)
        .await?;
    sqlx::query("insert into search_refolding values ('00000000-0000-0000-0000-000000000000')")
        .execute(&cast.state.pool)
        .await?;
    assert_eq!(finds(&noor, "kowari", None).await?.len(), 0);
    enter_all(&cast.state.pool).await?;
    let found = finds(&noor, "kowari", None).await?;
    assert_eq!(told(&found), ["file: [kowari].pdf", "card: [Kowari]"]);
    assert_eq!(finds(&noor, "kowari said", None).await?.len(), 1);
    Ok(())
}
