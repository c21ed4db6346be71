//! Who reads and writes what is known of a client, and who hears of it.

use super::{CLIENTS, OWN, changes, said};
use crate::server::testing::{Cast, Story};
use reqwest::StatusCode;
use serde_json::{Value, json};

#[tokio::test]
async fn a_client_writes_what_their_practitioner_reads_at_once() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let card = format!("{CLIENTS}/{}", noor.me.id());
    let (mut phone, mut desk) = (noor.connects().await?, imani.connects().await?);
    let (status, sheet) = changes(&noor, OWN, json!({ "allergies": " Nuts\nCats ", "phone": "" })).await?;
    assert_eq!((status, said(&sheet, "allergies")), (StatusCode::OK, &json!("Nuts\nCats")));
    assert_eq!(said(&sheet, "phone"), &Value::Null, "an empty text takes it away");
    for device in [&mut phone, &mut desk] {
        assert_eq!(device.hears_of("client:changed").await?["client"], json!(noor.me.id()));
    }
    let (status, card) = imani.gets(&card).await?;
    assert_eq!((status, said(&card["sheet"], "allergies")), (StatusCode::OK, &json!("Nuts\nCats")));
    assert!(card["age"].as_i64() >= Some(35), "born in 1991");
    assert_eq!(card["sheet"]["asks"][0], "birthDate");
    Ok(())
}

#[tokio::test]
async fn a_practitioner_writes_and_the_history_says_who_and_when() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let path = format!("{CLIENTS}/{}/facts", noor.me.id());
    let mut phone = noor.connects().await?;
    changes(&imani, &path, json!({ "bloodGroup": "0−" })).await?;
    phone.hears_of("client:changed").await?;
    changes(&imani, &path, json!({ "bloodGroup": null, "allergies": "Penicillin" })).await?;
    let (_, sheet) = noor.gets(OWN).await?;
    assert_eq!(said(&sheet, "bloodGroup"), &Value::Null);
    let told: Vec<_> = sheet["changes"].as_array().into_iter().flatten().take(2).collect();
    assert_eq!(
        (&told[0]["fact"], &told[0]["value"]),
        (&json!("bloodGroup"), &Value::Null),
        "what did not change is no change"
    );
    assert_eq!((&told[1]["value"], &told[1]["changedBy"]["id"]), (&json!("O-"), &json!(imani.me.id())));
    let forged = sqlx::query("update client_fact_changes set value = 'x'").execute(&cast.state.pool).await;
    assert!(forged.is_err(), "history is not written anew");
    Ok(())
}

#[tokio::test]
async fn each_practice_asks_its_own_and_refuses_the_rest() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, ada) = (cast.patient().await?, cast.signs_in("student@tutoring.demo").await?);
    for (who, facts, field) in [
        (&noor, json!({ "school": "Humboldt" }), "school"),
        (&noor, json!({ "birthDate": "2999-01-01" }), "birthDate"),
        (&noor, json!({ "birthDate": "1899-12-31" }), "birthDate"),
        (&noor, json!({ "bloodGroup": "C" }), "bloodGroup"),
        (&noor, json!({ "allergies": "x".repeat(501), "phone": "1" }), "allergies"),
        (&ada, json!({ "bloodGroup": "A+" }), "bloodGroup"),
    ] {
        let before = who.gets(OWN).await?.1;
        let (status, problem) = changes(who, OWN, facts).await?;
        assert_eq!((status, &problem["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!(field)));
        assert_eq!(who.gets(OWN).await?.1, before, "all of it or nothing");
    }
    let (status, _) = changes(&noor, OWN, json!({ "shoeSize": "43" })).await?;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let (status, sheet) = changes(&ada, OWN, json!({ "school": "Humboldt" })).await?;
    assert_eq!((status, said(&sheet, "school")), (StatusCode::OK, &json!("Humboldt")));
    Ok(())
}

#[tokio::test]
async fn nobody_else_knows_of_a_client() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let card = format!("{CLIENTS}/{}", noor.me.id());
    let facts = format!("{card}/facts");
    for stranger in ["patient2@clinic.demo", "patient@clinic.demo", "tutor@tutoring.demo", "admin@fitness.demo"] {
        let stranger = cast.signs_in(stranger).await?;
        assert_eq!(stranger.gets(&card).await?.0, StatusCode::NOT_FOUND, "{}", stranger.me.email);
        assert_eq!(changes(&stranger, &facts, json!({ "phone": "1" })).await?.0, StatusCode::NOT_FOUND);
    }
    for staff in ["doctor2@clinic.demo", "admin@clinic.demo"] {
        let staff = cast.signs_in(staff).await?;
        assert_eq!(staff.gets(&card).await?.0, StatusCode::OK, "who works there may look");
        assert_eq!(changes(&staff, &facts, json!({ "phone": "1" })).await?.0, StatusCode::OK);
        assert_eq!(staff.gets(OWN).await?.0, StatusCode::FORBIDDEN, "and has no card");
    }
    let imani = cast.doctor().await?;
    let other = format!("{CLIENTS}/{}", cast.signs_in("doctor2@clinic.demo").await?.me.id());
    assert_eq!(imani.gets(&other).await?.0, StatusCode::NOT_FOUND, "a colleague is no client");
    assert_eq!(imani.gets(&format!("{CLIENTS}/nobody")).await?.0, StatusCode::NOT_FOUND);
    assert_eq!(cast.ask(reqwest::Method::GET, &card).send().await?.status(), StatusCode::UNAUTHORIZED);
    Ok(())
}
