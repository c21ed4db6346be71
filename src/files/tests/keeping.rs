//! How much is taken, what is swept out, and what chat does with files.

use super::{BOUNDARY, cast, cast_with, form, part, samples};
use crate::error::AppError;
use crate::files::{FileSettings, store, sweep};
use crate::ids::FileId;
use crate::server::config::Settings;
use crate::server::testing::{Cast, Story, settings};
use reqwest::{Method, StatusCode};
use serde_json::Value;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

fn id(file: &Value) -> FileId {
    file["id"].as_str().and_then(|id| id.parse().ok()).unwrap_or_else(FileId::new)
}

fn small() -> Settings {
    Settings {
        files: FileSettings { file_size: 1, video_size: 2, file_quota: 4, ..FileSettings::default() },
        ..settings()
    }
}

#[tokio::test]
async fn what_is_too_large_is_refused_and_leaves_nothing() -> Story {
    let (cast, _folder) = cast_with(small()).await?;
    let noor = cast.patient().await?;
    for (name, bytes) in [
        ("long.txt", vec![b'a'; 1_000_001]),
        ("clip.mp4", samples::mp4(2_000_000)),
        ("photo.bmp", samples::picture(image::ImageFormat::Bmp, 1000, 1000)),
        ("far.txt", vec![b'a'; 30_000_000]),
    ] {
        let (status, problem) = noor.uploads(name, &bytes).await?;
        assert_eq!((status, &problem["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &"file".into()), "{name} {problem}");
        assert!(problem["detail"].as_str().is_some_and(|why| why.contains("too large")), "{problem}");
    }
    assert_eq!(cast.state.storage.keys().await?, Vec::<String>::new());
    let rows: i64 = sqlx::query_scalar("select count(*) from files").fetch_one(&cast.state.pool).await?;
    assert_eq!(rows, 0);
    noor.keeps("clip.mp4", &samples::mp4(1_500_000)).await?;
    Ok(())
}

#[tokio::test]
async fn a_person_has_so_much_room_and_no_more() -> Story {
    let (cast, _folder) = cast_with(small()).await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let video = samples::mp4(1_900_000);
    let first = noor.keeps("1.mp4", &video).await?;
    let (second, third) = tokio::join!(noor.uploads("2.mp4", &video), noor.uploads("3.mp4", &video));
    let mut statuses = [second?.0, third?.0];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::CREATED, StatusCode::UNPROCESSABLE_ENTITY], "there was room for one");
    let (_, problem) = noor.uploads("3.mp4", &video).await?;
    assert!(problem["detail"].as_str().is_some_and(|why| why.contains("all the room that you have, ")), "{problem}");
    imani.keeps("4.mp4", &video).await?;
    let path = format!("/api/v1/files/{}", id(&first));
    for _ in 0..2 {
        assert_eq!(noor.ask(Method::DELETE, &path).send().await?.status(), StatusCode::NO_CONTENT);
    }
    assert_eq!(noor.gets(&path).await?.0, StatusCode::NOT_FOUND);
    noor.keeps("5.mp4", &video).await?;
    Ok(())
}

#[tokio::test]
async fn a_form_without_a_file_is_invalid() -> Story {
    let (cast, _folder) = cast().await?;
    let noor = cast.patient().await?;
    for form in [
        form(&[]),
        form(&[part("photo", b"a.png", b"short")]),
        form(&[part("file", b"a.png", b"")]),
        form(&(0..20).map(|_| part("more", b"a", b"a")).collect::<Vec<_>>()),
        format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nhalf").into_bytes(),
        b"nonsense".to_vec(),
        Vec::new(),
    ] {
        let (status, problem) = noor.sends_form(form).await?;
        assert_eq!((status, &problem["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &"file".into()), "{problem}");
    }
    let json = noor.ask(Method::POST, "/api/v1/files").json(&"{}").send().await?;
    assert_eq!(json.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let nobody = cast.ask(Method::POST, "/api/v1/files").body("").send().await?;
    assert_eq!(nobody.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(cast.state.storage.keys().await?, Vec::<String>::new());
    Ok(())
}

#[tokio::test]
async fn uploads_are_slowed_down() -> Story {
    let folder = tempfile::tempdir()?;
    let cast = Cast::assemble_with(Settings { data: folder.path().into(), ..settings() }).await?;
    let noor = cast.patient().await?;
    let under_way: Vec<_> = (0..6).map(|_| cast.state.limits.begin_upload(noor.me.id())).collect();
    assert!(under_way.iter().all(Result::is_ok));
    let (status, problem) = noor.uploads("a.txt", b"hello").await?;
    assert_eq!((status, &problem["code"]), (StatusCode::TOO_MANY_REQUESTS, &"slow_down".into()));
    drop(under_way);
    noor.keeps("a.txt", b"hello").await?;
    let began = std::time::Instant::now();
    let mut taken = 0;
    while cast.state.limits.begin_upload(noor.me.id()).is_ok() {
        taken += 1;
    }
    assert!((40..=60 + began.elapsed().as_secs() + 2).contains(&taken), "{taken}");
    Ok(())
}

#[tokio::test]
async fn an_upload_that_breaks_off_leaves_nothing_after_the_sweep() -> Story {
    let (cast, _folder) = cast().await?;
    let noor = cast.patient().await?;
    let mut line = tokio::net::TcpStream::connect(cast.address).await?;
    let head = format!(
        "POST /api/v1/files HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {}\r\ncontent-length: 50000000\r\n\
         content-type: multipart/form-data; boundary={BOUNDARY}\r\n\r\n",
        cast.address, noor.token
    );
    let beginning = part("file", b"clip.mp4", &samples::mp4(6_000_000));
    line.write_all(&[head.as_bytes(), &beginning].concat()).await?;
    let begun = async || sqlx::query_scalar::<_, i64>("select count(*) from files").fetch_one(&cast.state.pool).await;
    while begun().await? == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    drop(line);
    // Either the upload cleans up after itself, or the sweep does.
    sqlx::query("update files set begun_at = now() - interval '25 hours'").execute(&cast.state.pool).await?;
    sweep(&cast.state).await?;
    assert_eq!((begun().await?, cast.state.storage.keys().await?.len()), (0, 0));
    Ok(())
}

#[tokio::test]
async fn what_nobody_sent_or_somebody_removed_is_swept_out() -> Story {
    let (cast, _folder) = cast().await?;
    let noor = cast.patient().await?;
    let mut kept = Vec::new();
    for name in ["old.png", "sent.png", "removed.png", "new.png"] {
        kept.push(id(&noor.keeps(name, &samples::picture(image::ImageFormat::Png, 2000, 20)).await?));
    }
    assert_eq!(cast.state.storage.keys().await?.len(), 12, "each with its two copies");
    let mut tx = cast.state.begin().await?;
    store::mark_sent(&mut tx, &kept[1..3]).await?;
    store::remove(&mut tx, &kept[2..3]).await?;
    tx.commit().await?;
    let older = "update files set begun_at = now() - interval '25 hours' where name <> 'new.png'";
    sqlx::query(older).execute(&cast.state.pool).await?;
    assert_eq!(sweep(&cast.state).await?, 2);
    let mut left: Vec<String> = sqlx::query_scalar("select name from files").fetch_all(&cast.state.pool).await?;
    left.sort();
    assert_eq!(left, ["new.png", "sent.png"]);
    assert_eq!(cast.state.storage.keys().await?.len(), 6);
    Ok(())
}

#[tokio::test]
async fn only_ones_own_whole_files_are_sent_and_each_once() -> Story {
    let (cast, _folder) = cast().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (a, b) = (id(&noor.keeps("a.txt", b"hello").await?), id(&noor.keeps("b.png", &samples::png()).await?));
    let theirs = id(&imani.keeps("c.txt", b"hello").await?);
    let me = noor.me.id();
    let mut tx = cast.state.begin().await?;
    let sent = store::sendable(&mut tx, me, &[b, a]).await?;
    assert_eq!(sent.iter().map(|file| &*file.name).collect::<Vec<_>>(), ["b.png", "a.txt"], "in the order given");
    assert_eq!((sent[0].thumbnail.is_some(), sent[1].thumbnail.is_some()), (true, false));
    for files in [vec![a, a], vec![a, theirs], vec![FileId::new()], (0..21).map(|_| FileId::new()).collect()] {
        let refusal = store::sendable(&mut tx, me, &files).await.err();
        assert_eq!(refusal.as_ref().and_then(AppError::field), Some("attachments"), "{files:?}");
    }
    store::mark_sent(&mut tx, &[a]).await?;
    assert!(store::sendable(&mut tx, me, &[a]).await.is_err(), "it was sent");
    store::remove(&mut tx, &[b]).await?;
    assert!(store::sendable(&mut tx, me, &[b]).await.is_err(), "it was removed");
    assert_eq!(store::attachments(&mut tx, &[a, b]).await?.len(), 1);
    tx.commit().await?;
    Ok(())
}

/// Forms whose headers have no end do not pile up, and do not wait for ever.
#[tokio::test]
async fn a_head_without_an_end_is_given_up() -> Story {
    let (cast, _folder) = cast().await?;
    let noor = cast.patient().await?;
    let mut line = tokio::net::TcpStream::connect(cast.address).await?;
    let head = format!(
        "POST /api/v1/files HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {}\r\ncontent-length: 900000000\r\n\
         content-type: multipart/form-data; boundary={BOUNDARY}\r\n\r\n--{BOUNDARY}\r\nX-Long: ",
        cast.address, noor.token
    );
    line.write_all(head.as_bytes()).await?;
    let junk = vec![b'x'; 1_000_000];
    let mut written = 0;
    while written < 100 && line.write_all(&junk).await.is_ok() {
        written += 1;
    }
    assert!(written < 60, "{written} MB were taken");
    let mut answer = Vec::new();
    line.read_to_end(&mut answer).await.ok();
    Ok(())
}
