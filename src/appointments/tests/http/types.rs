//! What can be booked, and who says so.

use super::{asks, deletes, is_invalid, posts, reads};
use crate::server::testing::{Cast, Story};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

#[tokio::test]
async fn a_practitioner_has_types_of_their_own() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let jonas = cast.signs_in("doctor2@clinic.demo").await?;
    let draft = json!({ "name": "Vaccination", "minutes": 10, "place": "in_person", "price": "20 €" });
    assert_eq!(posts(&noor, "appointment-types", &draft).await?.0, StatusCode::FORBIDDEN);
    let (status, added) = posts(&imani, "appointment-types", &draft).await?;
    assert_eq!((status, &added["practitioner"]), (StatusCode::CREATED, &json!(imani.me.id)));
    assert!(is_invalid(&posts(&imani, "appointment-types", &draft).await?, "name"), "the name is taken");
    assert!(is_invalid(
        &posts(&imani, "appointment-types", &json!({ "name": "x", "minutes": 4, "place": "video" })).await?,
        "minutes"
    ));
    let path = format!("appointment-types/{}", added["id"].as_str().ok_or("an id")?);
    let (_, changed) = asks(&imani, Method::PATCH, &path, Some(&json!({ "after": 5 }))).await?;
    assert_eq!((&changed["after"], &changed["price"]), (&json!(5), &json!("20 €")), "the rest stays");
    assert_eq!(asks(&jonas, Method::PATCH, &path, Some(&json!({ "after": 6 }))).await?.0, StatusCode::FORBIDDEN);
    let offers = reads(&noor, "practitioners").await?;
    let offers_it = |offer: &Value| offer["types"].as_array().is_some_and(|types| types.contains(&changed));
    let who: Vec<&Value> =
        offers["items"].as_array().ok_or("a list")?.iter().filter(|offer| offers_it(offer)).collect();
    assert_eq!((who.len(), &who[0]["practitioner"]["id"]), (1, &json!(imani.me.id)));
    for _ in 0..2 {
        assert_eq!(deletes(&imani, &path).await?, StatusCode::NO_CONTENT);
    }
    assert_eq!(asks(&imani, Method::PATCH, &path, Some(&json!({ "after": 7 }))).await?.0, StatusCode::NOT_FOUND);
    let left = reads(&noor, "appointment-types").await?;
    assert!(left["items"].as_array().ok_or("a list")?.iter().all(|kind| kind["id"] != added["id"]));
    Ok(())
}

#[tokio::test]
async fn the_practices_types_are_its_admins() -> Story {
    let cast = Cast::assemble().await?;
    let (imani, greta) = (cast.doctor().await?, cast.signs_in("admin@clinic.demo").await?);
    let tutor = cast.signs_in("tutor@tutoring.demo").await?;
    let draft = json!({ "name": "Second opinion", "minutes": 45, "place": "video", "needsConfirmation": false });
    let (status, added) = posts(&greta, "appointment-types", &draft).await?;
    assert_eq!((status, &added["practitioner"]), (StatusCode::CREATED, &Value::Null));
    let path = format!("appointment-types/{}", added["id"].as_str().ok_or("an id")?);
    assert_eq!(deletes(&imani, &path).await?, StatusCode::FORBIDDEN);
    assert_eq!(deletes(&tutor, &path).await?, StatusCode::NOT_FOUND, "another practice's");
    assert_eq!(deletes(&greta, "appointment-types/none").await?, StatusCode::NOT_FOUND);
    let first = reads(&imani, "appointment-types?limit=1").await?;
    let second =
        reads(&imani, &format!("appointment-types?limit=1&after={}", first["next"].as_str().ok_or("more")?)).await?;
    assert_ne!(first["items"], second["items"]);
    assert_eq!(deletes(&greta, &path).await?, StatusCode::NO_CONTENT);
    Ok(())
}
