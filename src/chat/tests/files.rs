//! The files of a room, listed beside it.

use crate::ids::{ClientId, RoomId};
use crate::server::testing::{Actor, Cast, Outcome, Story};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

/// Sends texts of these names with one message; answers with its id.
async fn sends(actor: &Actor<'_>, room: RoomId, names: &[&str]) -> Outcome<String> {
    let mut files = Vec::new();
    for name in names {
        let form = format!(
            "--a-boundary\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n\
             three times a day\r\n--a-boundary--\r\n"
        );
        let upload =
            actor.ask(Method::POST, "/api/v1/files").header("content-type", "multipart/form-data; boundary=a-boundary");
        let file: Value = upload.body(form).send().await?.error_for_status()?.json().await?;
        files.push(file["id"].clone());
    }
    let draft = json!({ "clientId": ClientId::new(), "kind": "file", "attachments": files });
    let answer = actor.ask(Method::POST, &format!("/api/v1/chat/messages/{room}")).json(&draft).send().await?;
    let message: Value = answer.error_for_status()?.json().await?;
    Ok(message["id"].as_str().unwrap_or_default().to_owned())
}

/// The names on all pages, two at a time, each page taken with this parameter.
async fn listed(actor: &Actor<'_>, room: RoomId, parameter: &str) -> Outcome<Vec<String>> {
    let (mut names, mut cursor) = (Vec::new(), String::new());
    loop {
        let (status, page) = actor.gets(&format!("/api/v1/chat/rooms/{room}/files?limit=2{cursor}")).await?;
        assert_eq!(status, StatusCode::OK, "{page}");
        let items = page["items"].as_array().ok_or("a list")?;
        assert!(items.len() <= 2 && items.iter().all(|item| item["number"].is_i64()), "{page}");
        names.extend(items.iter().filter_map(|item| item["file"]["name"].as_str()).map(str::to_owned));
        match page["next"].as_str() {
            Some(next) => cursor = format!("&{parameter}={next}"),
            None => return Ok(names),
        }
    }
}

/// A room of these two in which nothing was sent yet.
async fn group_of(doctor: &Actor<'_>, patient: &Actor<'_>) -> Outcome<RoomId> {
    let group = json!({ "kind": "group", "title": "Second opinion", "users": [patient.me.id()] });
    let answer = doctor.ask(Method::POST, "/api/v1/chat/rooms").json(&group).send().await?;
    let room: Value = answer.error_for_status()?.json().await?;
    Ok(serde_json::from_value(room["id"].clone())?)
}

#[tokio::test]
async fn files_are_listed_in_pages_the_newest_first_and_go_with_their_message() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (room, other) = (group_of(&imani, &noor).await?, group_of(&imani, &noor).await?);
    assert_eq!(listed(&noor, room, "before").await?, Vec::<String>::new());
    sends(&noor, room, &["a.txt"]).await?;
    imani.says(room, "Thank you").await?;
    let middle = sends(&imani, room, &["b.txt", "c.txt", "d.txt"]).await?;
    sends(&imani, other, &["elsewhere.txt"]).await?;
    sends(&noor, room, &["e.txt", "f.txt"]).await?;
    for parameter in ["before", "after"] {
        let names = listed(&noor, room, parameter).await?;
        assert_eq!(names, ["e.txt", "f.txt", "b.txt", "c.txt", "d.txt", "a.txt"], "{parameter}");
    }
    let deleted = imani.ask(Method::DELETE, &format!("/api/v1/chat/messages/{middle}")).send().await?;
    assert_eq!(deleted.status(), StatusCode::NO_CONTENT);
    assert_eq!(listed(&noor, room, "before").await?, ["e.txt", "f.txt", "a.txt"]);
    Ok(())
}

#[tokio::test]
async fn only_members_are_told_and_only_of_a_cursor_that_is_one() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = group_of(&imani, &noor).await?;
    let path = format!("/api/v1/chat/rooms/{room}/files");
    let tomas = cast.signs_in("patient2@clinic.demo").await?;
    assert_eq!(tomas.gets(&path).await?.0, StatusCode::NOT_FOUND);
    assert_eq!(cast.ask(Method::GET, &path).send().await?.status(), StatusCode::UNAUTHORIZED);
    for wrong in ["before=7", "after=x~y", "before=7~1&after=7~1", "limit=0"] {
        assert_eq!(noor.gets(&format!("{path}?{wrong}")).await?.0, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    Ok(())
}
