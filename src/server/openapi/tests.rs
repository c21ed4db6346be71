//! The description against the rules of its kind, and against what the server really answers.

use super::{DOCUMENT, JSON, sections};
use crate::ids::{ClientId, RoomId};
use crate::server::testing::{Cast, Outcome, Story};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

fn described() -> Value {
    serde_json::from_str(&JSON).unwrap_or_default()
}

/// Path, method and description of each operation.
fn operations(document: &Value) -> Vec<(String, String, Value)> {
    let items = document["paths"].as_object().into_iter().flatten();
    let all = items.flat_map(|(path, item)| {
        let methods = item.as_object().into_iter().flatten();
        methods.map(move |(method, operation)| (path.clone(), method.to_uppercase(), operation.clone()))
    });
    all.collect()
}

#[test]
fn it_is_openapi_3_1_with_everything_that_readers_need() {
    let document = described();
    assert!(document["openapi"].as_str().is_some_and(|version| version.starts_with("3.1.")));
    let tags: BTreeSet<&str> =
        document["tags"].as_array().into_iter().flatten().filter_map(|tag| tag["name"].as_str()).collect();
    let mut ids = BTreeSet::new();
    for (path, method, operation) in operations(&document) {
        let id = operation["operationId"].as_str().unwrap_or_default().to_owned();
        assert!(!id.is_empty() && ids.insert(id), "{method} {path} has an id of its own");
        assert!(operation["summary"].is_string() && operation["security"].is_array(), "{method} {path}");
        assert!(operation["tags"][0].as_str().is_some_and(|tag| tags.contains(tag)), "{method} {path} has a tag");
        let responses = operation["responses"].as_object().into_iter().flatten();
        assert!(responses.into_iter().any(|(status, _)| status.starts_with('2')), "{method} {path} answers");
        assert!(method != "GET" || operation["requestBody"].is_null(), "{path}: a GET has no body");
    }
}

#[test]
fn every_part_of_a_path_is_a_parameter_and_no_two_paths_are_alike() {
    let document = described();
    let mut shapes = HashMap::new();
    for (path, method, operation) in operations(&document) {
        let named: BTreeSet<&str> =
            path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).collect();
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        let in_path = parameters.filter(|parameter| parameter["in"] == "path");
        let described: BTreeSet<&str> = in_path.filter_map(|parameter| parameter["name"].as_str()).collect();
        assert_eq!(named, described, "{method} {path}");
        assert_eq!(shapes.entry(shape(&path)).or_insert_with(|| path.clone()), &path, "one path, two names");
    }
}

#[test]
fn every_reference_leads_somewhere_and_every_noun_is_used() {
    let document = described();
    let mut places = BTreeSet::new();
    collect_references(&document, &mut places);
    for place in &places {
        assert!(document.pointer(place.trim_start_matches('#')).is_some(), "{place}");
    }
    for part in ["schemas", "responses"] {
        for name in document["components"][part].as_object().into_iter().flatten().map(|(name, _)| name) {
            assert!(places.contains(&format!("#/components/{part}/{name}")), "nobody speaks of {name}");
        }
    }
}

#[test]
fn one_name_means_one_noun() {
    let mut known = BTreeMap::new();
    for (name, schema) in sections().into_iter().flat_map(|section| section.endpoints).flat_map(|one| one.schemas) {
        let schema = serde_json::to_value(schema).unwrap_or_default();
        assert_eq!(known.entry(name.clone()).or_insert_with(|| schema.clone()), &schema, "{name}");
    }
}

/// What a path without a method is asked by one that no path has: `Allow` tells what it takes.
#[tokio::test]
async fn what_is_described_is_what_is_answered() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let mut methods: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, method, _) in operations(&described()) {
        methods.entry(path).or_default().insert(method);
    }
    for (path, described) in methods {
        let asked = path.replace("{emoji}", "%F0%9F%91%8D");
        let answer = noor.ask(Method::from_bytes(b"DESCRIBE")?, &asked).send().await?;
        assert_eq!(answer.status(), StatusCode::METHOD_NOT_ALLOWED, "{path}");
        let allow = answer.headers()["allow"].to_str()?.to_owned();
        let mut allowed: BTreeSet<String> = allow.split(',').map(|method| method.trim().to_owned()).collect();
        allowed.remove("HEAD");
        assert_eq!(allowed, described, "{path}");
    }
    Ok(())
}

/// Routes are read from the sources, since a router does not list its own.
#[test]
fn every_route_of_the_api_is_described() {
    let document = described();
    let known: BTreeSet<String> = operations(&document).into_iter().map(|(path, ..)| shape(&path)).collect();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut count = 0;
    for file in doors(&source) {
        let text = fs::read_to_string(&file).unwrap_or_default();
        for route in text.split(".route(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let path = if route.starts_with("/api/") { route.to_owned() } else { format!("/api/v1{route}") };
            assert!(known.contains(&shape(&path)), "{} has {path}, which is not described", file.display());
            count += 1;
        }
    }
    assert!(count >= 7, "the routes are where they are looked for");
}

#[tokio::test]
async fn the_description_and_its_page_are_open_to_everybody() -> Story {
    let cast = Cast::assemble().await?;
    let document: Value = cast.ask(Method::GET, "/api/v1/openapi.json").send().await?.json().await?;
    assert_eq!(document["info"]["title"], "Attend");
    let answer = cast.ask(Method::GET, "/api/v1/docs").send().await?;
    assert_eq!(answer.status(), StatusCode::OK);
    let policy = answer.headers()["content-security-policy"].to_str()?.to_owned();
    assert!(policy.contains("'nonce-") && !policy.contains("unsafe-inline"), "{policy}");
    let page = answer.text().await?;
    for (path, method, operation) in operations(&document) {
        let id = operation["operationId"].as_str().unwrap_or_default();
        assert!(page.contains(&format!("id=\"{id}\"")), "{method} {path} is on the page");
    }
    assert!(page.contains("You are not signed in") && !page.contains(" style="), "no inline styles");
    let noor = cast.patient().await?;
    let own = noor.ask(Method::GET, "/api/v1/docs").send().await?.text().await?;
    assert!(own.contains("Noor Rahimi"));
    Ok(())
}

#[tokio::test]
async fn answers_have_the_described_form() -> Outcome<()> {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let document = described();
    let room = noor.active_room().await?.id;
    for (path, noun, part) in [
        ("/api/v1/me".to_owned(), "Me", ""),
        (format!("/api/v1/chat/rooms/{room}"), "Room", ""),
        (format!("/api/v1/chat/rooms/{room}"), "Member", "/members/0"),
        (format!("/api/v1/chat/messages/{room}"), "Message", "/items/0"),
        ("/api/v1/nothing".to_owned(), "Problem", ""),
    ] {
        let answer = noor.gets(&path).await?.1;
        let found = answer.pointer(part).and_then(Value::as_object).ok_or("an object")?;
        let schema = &document["components"]["schemas"][noun];
        let described = schema["properties"].as_object().ok_or("a described noun")?;
        for name in found.keys() {
            assert!(described.contains_key(name), "{noun} has {name}, which is not described");
        }
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            assert!(found.contains_key(name), "{noun} lacks {name}");
        }
    }
    assert_eq!(DOCUMENT.info.title, "Attend");
    Ok(())
}

/// What may be left out is not asked for, and what is taken is described.
#[tokio::test]
async fn the_least_that_makes_a_message_is_as_it_is_described() -> Story {
    let cast = Cast::assemble().await?;
    let imani = cast.doctor().await?;
    let room = imani.active_room().await?.id;
    let document = described();
    let schema = &document["components"]["schemas"]["NewMessage"];
    let form =
        "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nwords\r\n--edge--\r\n";
    let upload = imani.ask(Method::POST, "/api/v1/files").header("content-type", "multipart/form-data; boundary=edge");
    let file: Value = upload.body(form).send().await?.error_for_status()?.json().await?;
    for mut least in [
        json!({ "kind": "text", "body": "Good morning!" }),
        json!({ "kind": "file", "attachments": [file["id"]] }),
        json!({ "kind": "assessment", "payload": { "title": "Sprained ankle" } }),
    ] {
        least["clientId"] = json!(ClientId::new());
        for name in schema["required"].as_array().ok_or("what has to be there")?.iter().filter_map(Value::as_str) {
            assert!(least.get(name).is_some(), "{least} lacks {name}");
        }
        for (name, value) in least.as_object().ok_or("an object")? {
            let kind = &schema["properties"][name]["type"];
            assert!(!schema["properties"][name].is_null(), "{name} is not described");
            assert!(!value.is_string() || kind.is_null() || kind == "string", "{name} is {kind}");
        }
        let answer = imani.ask(Method::POST, &format!("/api/v1/chat/messages/{room}")).json(&least).send().await?;
        assert_eq!(answer.status(), StatusCode::CREATED, "{least}");
    }
    Ok(())
}

#[test]
fn forms_and_cursors_are_described_as_they_are_read() {
    let document = described();
    let form = &document["paths"]["/api/v1/files"]["post"]["requestBody"]["content"]["multipart/form-data"]["schema"];
    assert!(form["properties"]["file"].is_object() && form["properties"]["poster"].is_object(), "{form}");
    assert_eq!(form["required"], json!(["file"]));
    for part in ["members", "files"] {
        let operation = &document["paths"][format!("/api/v1/chat/rooms/{{room}}/{part}")]["get"];
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        let names: Vec<&str> = parameters.filter_map(|parameter| parameter["name"].as_str()).collect();
        let q: &[&str] = if part == "members" { &["q"] } else { &[] };
        assert_eq!(names, [&["room"], q, &["before", "after", "limit"]].concat(), "{part}");
    }
}

/// Each refusal that a reader of the description would not expect otherwise.
#[tokio::test]
async fn refusals_are_described_where_they_are_answered() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let form =
        "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nwords\r\n--edge--\r\n";
    let upload = noor.ask(Method::POST, "/api/v1/files").header("content-type", "multipart/form-data; boundary=edge");
    let file: Value = upload.body(form).send().await?.error_for_status()?.json().await?;
    let file = format!("/api/v1/files/{}", file["id"].as_str().ok_or("an id")?);
    let unknown = RoomId::new();
    let document = described();
    for (path, asked, status) in [
        ("/api/v1/chat/search", format!("/api/v1/chat/search?q=knee&room={unknown}"), 404),
        ("/api/v1/chat/rooms", "/api/v1/chat/rooms?course=abc".to_owned(), 404),
        ("/api/v1/chat/rooms", "/api/v1/chat/rooms?limit=1&limit=2".to_owned(), 400),
        ("/api/v1/chat/search", "/api/v1/chat/search?q=knee&q=foot".to_owned(), 400),
        ("/api/v1/files/{id}", file, 416),
    ] {
        let answer = noor.ask(Method::GET, &asked).header("range", "bytes=900-").send().await?;
        assert_eq!(answer.status(), status, "{asked}");
        assert_eq!(answer.headers()["content-type"], "application/problem+json", "{asked}");
        let responses = &document["paths"][path]["get"]["responses"];
        assert!(responses.get(status.to_string()).is_some(), "{path} is said not to refuse with {status}");
    }
    Ok(())
}

/// A path with its parameters' names taken out.
fn shape(path: &str) -> String {
    path.split('/').map(|part| if part.starts_with('{') { "{}" } else { part }).collect::<Vec<_>>().join("/")
}

/// `rest.rs` and what is in `rest/`, of every domain.
fn doors(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let files = entries.flat_map(|path| if path.is_dir() { doors(&path) } else { vec![path] });
    files.filter(|path| path.ends_with("rest.rs") || path.to_string_lossy().contains("/rest/")).collect()
}

fn collect_references(value: &Value, places: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            places.extend(object.get("$ref").and_then(Value::as_str).map(str::to_owned));
            object.values().for_each(|inner| collect_references(inner, places));
        }
        Value::Array(items) => items.iter().for_each(|inner| collect_references(inner, places)),
        _ => {}
    }
}
