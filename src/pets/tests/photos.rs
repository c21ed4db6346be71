//! Photos of pets: whose they can be, and who sees them.

use super::{Outcome, PARENT, VET, path, stranger};
use crate::files::sweep;
use crate::server::config::Settings;
use crate::server::testing::{Actor, Cast, Story, settings};
use image::{DynamicImage, ImageFormat};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::io::Cursor;

const BOUNDARY: &str = "----a-boundary";

/// A cast with a data folder of its own, which goes with it.
async fn cast() -> Outcome<(Cast, tempfile::TempDir)> {
    let folder = tempfile::tempdir()?;
    let settings = Settings { data: folder.path().into(), limits: false, ..settings() };
    Ok((Cast::assemble_with(settings).await?, folder))
}

fn png() -> Outcome<Vec<u8>> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::new_rgb8(40, 30).write_to(&mut bytes, ImageFormat::Png)?;
    Ok(bytes.into_inner())
}

/// Uploads a file, and answers with its id.
async fn uploads(actor: &Actor<'_>, name: &str, bytes: &[u8]) -> Outcome<Value> {
    let head = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    );
    let form = [head.as_bytes(), bytes, format!("\r\n--{BOUNDARY}--\r\n").as_bytes()].concat();
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    let request = actor.ask(Method::POST, "/api/v1/files").header("content-type", kind).body(form);
    let answer = request.send().await?;
    assert_eq!(answer.status(), StatusCode::CREATED);
    Ok(answer.json::<Value>().await?["id"].clone())
}

async fn gives(actor: &Actor<'_>, pet: &Value, file: &Value) -> Outcome<(StatusCode, Value)> {
    actor.asks(Method::PUT, &format!("{}/photo", path(pet)), &json!({ "file": file })).await
}

/// What somebody is answered who asks for a file and for its thumbnail.
async fn opens(actor: &Actor<'_>, file: &Value) -> Outcome<[StatusCode; 2]> {
    let path = format!("/api/v1/files/{}", file.as_str().unwrap_or_default());
    let whole = actor.ask(Method::GET, &path).send().await?.status();
    Ok([whole, actor.ask(Method::GET, &format!("{path}/thumbnail")).send().await?.status()])
}

const SEEN: [StatusCode; 2] = [StatusCode::OK; 2];
const UNSEEN: [StatusCode; 2] = [StatusCode::NOT_FOUND; 2];

#[tokio::test]
async fn a_photo_is_seen_by_owner_and_practice_and_by_nobody_else() -> Story {
    let (cast, _folder) = cast().await?;
    let (mika, lea) = (cast.signs_in(PARENT).await?, cast.signs_in(VET).await?);
    let (robin, imani) = (stranger(&cast).await?, cast.doctor().await?);
    let nelli = mika.gets("/api/v1/pets").await?.1["items"][0].clone();
    let photo = uploads(&mika, "nelli.png", &png()?).await?;
    assert_eq!((opens(&mika, &photo).await?, opens(&lea, &photo).await?), (SEEN, UNSEEN), "until it is the pet's");
    let (status, pet) = gives(&mika, &nelli, &photo).await?;
    assert_eq!((status, &pet["photo"]["id"]), (StatusCode::OK, &photo));
    assert!(pet["photo"]["thumbnail"].is_string());
    for (person, sees) in [(&mika, SEEN), (&lea, SEEN), (&robin, UNSEEN), (&imani, UNSEEN)] {
        assert_eq!(opens(person, &photo).await?, sees, "{}", person.me.name);
    }
    let own = format!("/api/v1/files/{}", photo.as_str().unwrap_or_default());
    assert_eq!(mika.deletes(&own).await?, StatusCode::FORBIDDEN, "it goes with the pet");
    assert_eq!(mika.deletes(&path(&nelli)).await?, StatusCode::NO_CONTENT);
    assert_eq!(opens(&lea, &photo).await?, SEEN, "a removed pet keeps its photo");
    Ok(())
}

#[tokio::test]
async fn another_photo_takes_the_place_of_the_first() -> Story {
    let (cast, _folder) = cast().await?;
    let (mika, lea) = (cast.signs_in(PARENT).await?, cast.signs_in(VET).await?);
    let nelli = mika.gets("/api/v1/pets").await?.1["items"][0].clone();
    let (first, second) = (uploads(&mika, "1.png", &png()?).await?, uploads(&mika, "2.png", &png()?).await?);
    gives(&mika, &nelli, &first).await?;
    assert_eq!(gives(&mika, &nelli, &first).await?.0, StatusCode::OK, "the same again");
    assert_eq!(gives(&mika, &nelli, &second).await?.1["photo"]["id"], second);
    assert_eq!((opens(&lea, &first).await?, opens(&lea, &second).await?), (UNSEEN, SEEN));
    sweep(&cast.state).await?;
    assert_eq!(mika.gets(&path(&nelli)).await?.1["photo"]["id"], second, "the sweep leaves what is used");
    let photo = format!("{}/photo", path(&nelli));
    assert_eq!(lea.deletes(&photo).await?, StatusCode::FORBIDDEN);
    assert_eq!(mika.deletes(&photo).await?, StatusCode::NO_CONTENT);
    assert_eq!(mika.deletes(&photo).await?, StatusCode::NO_CONTENT);
    assert_eq!(opens(&mika, &second).await?, UNSEEN);
    assert_eq!(mika.gets(&path(&nelli)).await?.1["photo"], Value::Null);
    Ok(())
}

#[tokio::test]
async fn only_an_unused_picture_of_ones_own_becomes_a_photo() -> Story {
    let (cast, _folder) = cast().await?;
    let (mika, lea) = (cast.signs_in(PARENT).await?, cast.signs_in(VET).await?);
    let list = mika.gets("/api/v1/pets").await?.1["items"].clone();
    let (nelli, pulla) = (&list[0], &list[1]);
    let (foreign, used) = (uploads(&lea, "lea.png", &png()?).await?, uploads(&mika, "nelli.png", &png()?).await?);
    let text = uploads(&mika, "notes.txt", b"no picture").await?;
    gives(&mika, nelli, &used).await?;
    for file in [&foreign, &used, &text, &json!(crate::ids::FileId::new())] {
        let (status, problem) = gives(&mika, pulla, file).await?;
        assert_eq!((status, &problem["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("file")));
    }
    assert_eq!(gives(&lea, nelli, &foreign).await?.0, StatusCode::FORBIDDEN);
    assert_eq!(opens(&mika, &foreign).await?, UNSEEN);
    Ok(())
}
