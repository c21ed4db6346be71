//! What may be written of a pet, and lists of pets.

use super::{PARENT, path};
use crate::server::testing::{Cast, Story};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

#[tokio::test]
async fn what_does_not_hold_is_refused_for_its_field() -> Story {
    let cast = Cast::assemble().await?;
    let mika = cast.signs_in(PARENT).await?;
    let nelli = mika.gets("/api/v1/pets").await?.1["items"][0].clone();
    for (field, wrong) in [
        ("name", json!("")),
        ("name", json!("  \u{a0} ")),
        ("name", json!("Re\u{0}x")),
        ("name", json!("Rex\nfrom below")),
        ("name", json!("x".repeat(81))),
        ("species", json!("dragon")),
        ("species", json!("")),
        ("breed", json!("\u{0}")),
        ("breed", json!("é".repeat(81))),
        ("sex", json!("both")),
        ("neutered", json!("perhaps")),
        ("birthDate", json!("2999-01-01")),
        ("birthDate", json!("2022-02-30")),
        ("birthDate", json!("1066-10-14")),
        ("birthDate", json!("yesterday")),
        ("notes", json!("bell \u{7}")),
        ("notes", json!("é".repeat(2_001))),
    ] {
        let mut draft = json!({ "name": "Rex", "species": "dog" });
        draft[field] = wrong.clone();
        let (status, problem) = mika.asks(Method::POST, "/api/v1/pets", &draft).await?;
        assert_eq!((status, &problem["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!(field)), "{wrong}");
        let (status, problem) = mika.asks(Method::PATCH, &path(&nelli), &json!({ field: wrong })).await?;
        assert_eq!((status, &problem["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!(field)), "{wrong}");
    }
    assert_eq!(mika.gets(&path(&nelli)).await?.1, nelli, "nothing of it was kept");
    let (status, _) = mika.asks(Method::POST, "/api/v1/pets", &json!({ "species": "dog" })).await?;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    Ok(())
}

#[tokio::test]
async fn hostile_words_are_only_words() -> Story {
    let cast = Cast::assemble().await?;
    let mika = cast.signs_in(PARENT).await?;
    for name in ["<script>alert(1)</script>", "'); drop table pets; --", "\"><img src=x>", "😺🏳️‍🌈", "كلب", "\u{202e}xeR"]
    {
        let notes = format!("{name}\n\t{name}");
        let pet = mika.adds(json!({ "name": name, "species": "other", "breed": name, "notes": notes })).await?;
        let shown = name.trim_start_matches('\u{202e}');
        assert_eq!((&pet["name"], &pet["breed"], &pet["notes"]), (&json!(shown), &json!(name), &json!(notes)));
        let page = format!("/pet-parent/pets/{}", pet["id"].as_str().unwrap_or_default());
        let answer = mika.ask(Method::GET, &page).header("accept", "text/html").send().await?;
        assert_eq!(answer.status(), StatusCode::OK);
        let html = answer.text().await?;
        assert!(!html.contains("<script>alert(1)") && !html.contains("<img src=x>"), "{name}");
    }
    Ok(())
}

#[tokio::test]
async fn a_list_is_read_page_by_page() -> Story {
    let cast = Cast::assemble().await?;
    let mika = cast.signs_in(PARENT).await?;
    for name in ["Aino", "Bosse"] {
        mika.adds(json!({ "name": name, "species": "cat" })).await?;
    }
    let mut names = Vec::new();
    let mut query = "?limit=3".to_owned();
    loop {
        let (status, page) = mika.gets(&format!("/api/v1/pets{query}")).await?;
        assert_eq!(status, StatusCode::OK);
        names.extend(page["items"].as_array().cloned().unwrap_or_default().iter().map(|pet| pet["name"].clone()));
        let Value::String(next) = &page["next"] else { break };
        query = format!("?limit=3&after={next}");
    }
    assert_eq!(names, ["Aino", "Bosse", "Nelli", "Pulla"]);
    assert_eq!(mika.gets("/api/v1/pets?after=elsewhere").await?.1["field"], "after");
    assert_eq!(mika.gets("/api/v1/pets?limit=0").await?.1["field"], "limit");
    Ok(())
}

#[tokio::test]
async fn a_hundred_pets_are_enough() -> Story {
    let cast = Cast::assemble().await?;
    let mika = cast.signs_in(PARENT).await?;
    for count in 2..100 {
        mika.adds(json!({ "name": format!("Hen {count}"), "species": "bird" })).await?;
    }
    let (status, problem) =
        mika.asks(Method::POST, "/api/v1/pets", &json!({ "name": "Hen", "species": "bird" })).await?;
    assert_eq!((status, &problem["code"]), (StatusCode::CONFLICT, &json!("conflict")));
    Ok(())
}
