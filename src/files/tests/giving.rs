//! Files are given out whole or in part, to those who may read them, and never as something that could run.

use super::{cast, header, samples};
use crate::ids::{ClientId, FileId};
use crate::server::testing::{Actor, Outcome, Story};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

const COPIES: [&str; 3] = ["", "/preview", "/thumbnail"];

impl Actor<'_> {
    /// Sends a picture; answers with the message.
    async fn sends_picture(&self, room: &Value) -> Outcome<Value> {
        let file = self.keeps("a.png", &samples::png()).await?;
        let draft = json!({ "clientId": ClientId::new(), "kind": "image", "attachments": [file["id"]] });
        let path = format!("/api/v1/chat/messages/{}", room["id"].as_str().unwrap_or_default());
        Ok(self.ask(Method::POST, &path).json(&draft).send().await?.error_for_status()?.json().await?)
    }

    /// What each copy of the message's picture answers to a browser that has it, or to one that has not.
    async fn looks_again(&self, message: &Value, tags: &[String]) -> Outcome<Vec<StatusCode>> {
        let mut answers = Vec::new();
        let id = message["attachments"][0]["id"].as_str().unwrap_or_default();
        for (place, copy) in COPIES.into_iter().enumerate() {
            let mut request = self.ask(Method::GET, &format!("/api/v1/files/{id}{copy}"));
            if let Some(tag) = tags.get(place) {
                request = request.header("if-none-match", tag);
            }
            answers.push(request.send().await?.status());
        }
        Ok(answers)
    }

    /// The versions of the picture's copies that this person's browser has.
    async fn keeps_copies(&self, message: &Value) -> Outcome<Vec<String>> {
        let mut tags = Vec::new();
        for copy in COPIES {
            tags.push(header(&self.opens(&message["attachments"][0], copy).await?, "etag"));
        }
        assert!(tags.iter().all(|tag| !tag.is_empty()), "{tags:?}");
        Ok(tags)
    }
}

#[tokio::test]
async fn parts_of_a_video_are_given_as_asked_for() -> Story {
    let (cast, _folder) = cast().await?;
    let noor = cast.patient().await?;
    let video = samples::mp4(300_000);
    let file = noor.keeps("clip.mp4", &video).await?;
    let path = format!("/api/v1/files/{}", file["id"].as_str().unwrap_or_default());
    let size = video.len();
    for (range, status, part) in [
        ("bytes=0-99", StatusCode::PARTIAL_CONTENT, 0..100),
        ("bytes=100000-", StatusCode::PARTIAL_CONTENT, 100_000..size),
        ("bytes=-50", StatusCode::PARTIAL_CONTENT, size - 50..size),
        ("bytes=0-1,5-6", StatusCode::OK, 0..size),
    ] {
        let answer = noor.ask(Method::GET, &path).header("range", range).send().await?;
        assert_eq!(answer.status(), status, "{range}");
        if status == StatusCode::PARTIAL_CONTENT {
            let said = format!("bytes {}-{}/{size}", part.start, part.end - 1);
            assert_eq!(header(&answer, "content-range"), said);
        }
        assert_eq!(answer.bytes().await?, video[part], "{range}");
    }
    let beyond = noor.ask(Method::GET, &path).header("range", format!("bytes={size}-")).send().await?;
    assert_eq!(beyond.status(), StatusCode::RANGE_NOT_SATISFIABLE);
    assert_eq!(header(&beyond, "content-range"), format!("bytes */{size}"));
    let changed =
        noor.ask(Method::GET, &path).header("range", "bytes=0-9").header("if-range", "\"other\"").send().await?;
    assert_eq!((changed.status(), changed.bytes().await?.len()), (StatusCode::OK, size));
    Ok(())
}

#[tokio::test]
async fn what_the_browser_has_is_not_sent_again() -> Story {
    let (cast, _folder) = cast().await?;
    let noor = cast.patient().await?;
    let file = noor.keeps("a.png", &samples::png()).await?;
    let first = noor.opens(&file, "/thumbnail").await?;
    let etag = header(&first, "etag");
    assert_eq!(header(&first, "cache-control"), "private, no-cache", "it is asked again each time");
    assert!(header(&first, "vary").contains("cookie"));
    let path = format!("/api/v1/files/{}/thumbnail", file["id"].as_str().unwrap_or_default());
    let again = noor.ask(Method::GET, &path).header("if-none-match", etag.clone()).send().await?;
    assert_eq!((again.status(), header(&again, "etag")), (StatusCode::NOT_MODIFIED, etag));
    let head = noor.ask(Method::HEAD, &path).send().await?;
    assert_eq!(header(&head, "content-length"), header(&first, "content-length"));
    Ok(())
}

#[tokio::test]
async fn what_was_deleted_or_left_behind_is_gone_from_what_a_browser_has_too() -> Story {
    let (cast, _folder) = cast().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let group = json!({ "kind": "group", "title": "Second opinion", "users": [noor.me.id()] });
    let opened = imani.ask(Method::POST, "/api/v1/chat/rooms").json(&group).send().await?;
    let room: Value = opened.error_for_status()?.json().await?;
    let (gone, kept) = (imani.sends_picture(&room).await?, imani.sends_picture(&room).await?);
    let (gone_tags, kept_tags) = (noor.keeps_copies(&gone).await?, noor.keeps_copies(&kept).await?);
    assert_eq!(noor.looks_again(&gone, &gone_tags).await?, [StatusCode::NOT_MODIFIED; 3]);
    let deleted = format!("/api/v1/chat/messages/{}", gone["id"].as_str().unwrap_or_default());
    assert_eq!(imani.ask(Method::DELETE, &deleted).send().await?.status(), StatusCode::NO_CONTENT);
    for actor in [&noor, &imani] {
        assert_eq!(actor.looks_again(&gone, &gone_tags).await?, [StatusCode::NOT_FOUND; 3]);
        assert_eq!(actor.looks_again(&gone, &[]).await?, [StatusCode::NOT_FOUND; 3]);
        assert_eq!(actor.looks_again(&kept, &kept_tags).await?, [StatusCode::NOT_MODIFIED; 3]);
    }
    let member = format!("/api/v1/chat/rooms/{}/members/{}", room["id"].as_str().unwrap_or_default(), noor.me.id());
    assert_eq!(imani.ask(Method::DELETE, &member).send().await?.status(), StatusCode::NO_CONTENT);
    assert_eq!(noor.looks_again(&kept, &kept_tags).await?, [StatusCode::NOT_FOUND; 3]);
    assert_eq!(noor.looks_again(&kept, &[]).await?, [StatusCode::NOT_FOUND; 3]);
    assert_eq!(imani.looks_again(&kept, &kept_tags).await?, [StatusCode::NOT_MODIFIED; 3]);
    Ok(())
}

#[tokio::test]
async fn only_what_a_browser_shows_safely_is_shown() -> Story {
    let (cast, _folder) = cast().await?;
    let noor = cast.patient().await?;
    for (name, bytes, way) in [
        ("a.png", samples::png(), "inline"),
        ("a.mp4", samples::mp4(9), "inline"),
        ("a.webm", samples::webm(), "inline"),
        ("a.pdf", samples::pdf(), "inline"),
        ("a.txt", b"hello".to_vec(), "inline"),
        ("a.csv", b"a;b\n1;2".to_vec(), "attachment"),
        ("a.docx", samples::docx(), "attachment"),
        ("a.odt", samples::odt(), "attachment"),
    ] {
        let file = noor.keeps(name, &bytes).await?;
        let answer = noor.opens(&file, "").await?;
        let disposition = header(&answer, "content-disposition");
        assert!(disposition.starts_with(way) && disposition.contains(name), "{disposition}");
        assert_eq!(header(&answer, "x-content-type-options"), "nosniff");
        assert_eq!(header(&answer, "cross-origin-resource-policy"), "same-origin");
        let policy = header(&answer, "content-security-policy");
        assert!(policy.contains("default-src 'none'"), "{policy}");
        assert!(policy.contains("sandbox") || name == "a.pdf", "{name}: {policy}");
        assert!(name == "a.png" || answer.bytes().await? == bytes, "{name} is given as it was taken");
    }
    Ok(())
}

#[tokio::test]
async fn a_file_that_one_may_not_read_does_not_exist() -> Story {
    let (cast, _folder) = cast().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let file = noor.keeps("a.png", &samples::png()).await?;
    let id = file["id"].as_str().unwrap_or_default();
    for copy in COPIES {
        let path = format!("/api/v1/files/{id}{copy}");
        assert_eq!(cast.ask(Method::GET, &path).send().await?.status(), StatusCode::UNAUTHORIZED);
        for method in [Method::GET, Method::HEAD] {
            assert_eq!(imani.ask(method, &path).send().await?.status(), StatusCode::NOT_FOUND, "{copy}");
        }
        let unknown = format!("/api/v1/files/{}{copy}", FileId::new());
        let (others, nobodys) = (imani.gets(&path).await?, imani.gets(&unknown).await?);
        assert_eq!(others, nobodys, "told alike");
    }
    assert_eq!(imani.ask(Method::DELETE, &format!("/api/v1/files/{id}")).send().await?.status(), StatusCode::NOT_FOUND);
    assert_eq!(noor.gets("/api/v1/files/none").await?.0, StatusCode::NOT_FOUND);
    Ok(())
}
