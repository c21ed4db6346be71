//! Who adds, sees, changes and removes a pet.

use super::{ADMIN, PARENT, VET, path, stranger};
use crate::ids::{PetId, UserId};
use crate::pets::store::{lines_of, pet_for, pets_of};
use crate::server::testing::{Cast, Story};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

#[tokio::test]
async fn its_owner_adds_a_pet_and_changes_it() -> Story {
    let cast = Cast::assemble().await?;
    let mika = cast.signs_in(PARENT).await?;
    assert_eq!(mika.names_of_pets("").await?, ["Nelli", "Pulla"], "of the demo data");
    let mut tab = mika.connects().await?;
    let added = mika.adds(json!({ "name": " Ässä ", "species": "guinea_pig", "birthDate": "2026-01-02" })).await?;
    assert_eq!((&added["name"], &added["species"]), (&json!("Ässä"), &json!("guinea_pig")));
    assert_eq!(
        (&added["sex"], &added["breed"], &added["owner"]["id"]),
        (&json!("unknown"), &Value::Null, &json!(mika.me.id()))
    );
    assert_eq!(tab.hears_of("pets:changed").await?["pet"], added, "the other tab follows");
    assert_eq!(mika.names_of_pets("").await?, ["Ässä", "Nelli", "Pulla"], "by name, whatever the accents");
    let change = json!({ "name": "Ässä II", "sex": "male", "notes": "Bites.\nGently.", "birthDate": null });
    let (status, changed) = mika.asks(Method::PATCH, &path(&added), &change).await?;
    assert_eq!((status, &changed["name"]), (StatusCode::OK, &json!("Ässä II")));
    assert_eq!((&changed["species"], &changed["birthDate"]), (&json!("guinea_pig"), &Value::Null));
    assert_eq!(tab.hears_of("pets:changed").await?["pet"]["notes"], "Bites.\nGently.");
    assert_eq!(mika.gets(&path(&added)).await?, (StatusCode::OK, changed));
    Ok(())
}

#[tokio::test]
async fn to_another_client_there_is_no_such_pet() -> Story {
    let cast = Cast::assemble().await?;
    let mika = cast.signs_in(PARENT).await?;
    let nelli = mika.gets("/api/v1/pets").await?.1["items"][0].clone();
    let robin = stranger(&cast).await?;
    let noor = cast.patient().await?;
    let unknown = json!({ "id": PetId::new() });
    for other in [&robin, &noor] {
        for pet in [&nelli, &unknown, &json!({ "id": "no-id" })] {
            assert_eq!(other.gets(&path(pet)).await?.0, StatusCode::NOT_FOUND);
            let change = json!({ "name": "Mine" });
            assert_eq!(other.asks(Method::PATCH, &path(pet), &change).await?.0, StatusCode::NOT_FOUND);
            assert_eq!(other.deletes(&path(pet)).await?, StatusCode::NOT_FOUND);
            assert_eq!(other.deletes(&format!("{}/photo", path(pet))).await?, StatusCode::NOT_FOUND);
        }
        assert_eq!(other.gets(&format!("/api/v1/pets?owner={}", mika.me.id())).await?.0, StatusCode::NOT_FOUND);
    }
    assert!(robin.names_of_pets("").await?.is_empty());
    assert_eq!(mika.names_of_pets("").await?, ["Nelli", "Pulla"]);
    Ok(())
}

#[tokio::test]
async fn the_practice_sees_all_pets_and_notes_what_it_finds() -> Story {
    let cast = Cast::assemble().await?;
    let (mika, lea) = (cast.signs_in(PARENT).await?, cast.signs_in(VET).await?);
    let paul = cast.signs_in(ADMIN).await?;
    let query = format!("?owner={}", mika.me.id());
    let mut phone = mika.connects().await?;
    for staff in [&lea, &paul] {
        assert_eq!(staff.names_of_pets(&query).await?, ["Nelli", "Pulla"]);
        assert_eq!(staff.gets("/api/v1/pets").await?.1["field"], "owner");
        assert_eq!(staff.gets(&format!("/api/v1/pets?owner={}", lea.me.id())).await?.0, StatusCode::NOT_FOUND);
        assert_eq!(staff.gets(&format!("/api/v1/pets?owner={}", UserId::new())).await?.0, StatusCode::NOT_FOUND);
        let nelli = staff.gets(&format!("/api/v1/pets{query}")).await?.1["items"][0].clone();
        let notes = format!("Seen by {}", staff.me.name);
        let (status, _) = staff.asks(Method::PATCH, &path(&nelli), &json!({ "notes": notes })).await?;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(phone.hears_of("pets:changed").await?["pet"]["notes"], notes);
        assert_eq!(staff.deletes(&path(&nelli)).await?, StatusCode::FORBIDDEN, "it is not theirs");
        let draft = json!({ "name": "Rex", "species": "dog" });
        assert_eq!(staff.asks(Method::POST, "/api/v1/pets", &draft).await?.0, StatusCode::FORBIDDEN);
    }
    Ok(())
}

#[tokio::test]
async fn other_practices_have_no_pets_and_see_none() -> Story {
    let cast = Cast::assemble().await?;
    let mika = cast.signs_in(PARENT).await?;
    let nelli = mika.gets("/api/v1/pets").await?.1["items"][0].clone();
    for email in [
        "patient@clinic.demo",
        "doctor@clinic.demo",
        "admin@clinic.demo",
        "student@tutoring.demo",
        "trainer@fitness.demo",
    ] {
        let other = cast.signs_in(email).await?;
        let draft = json!({ "name": "Rex", "species": "dog" });
        assert_eq!(other.asks(Method::POST, "/api/v1/pets", &draft).await?.0, StatusCode::NOT_FOUND, "{email}");
        assert_eq!(other.gets("/api/v1/pets").await?.0, StatusCode::NOT_FOUND, "{email}");
        assert_eq!(other.gets(&format!("/api/v1/pets?owner={}", mika.me.id())).await?.0, StatusCode::NOT_FOUND);
        assert_eq!(other.gets(&path(&nelli)).await?.0, StatusCode::NOT_FOUND, "{email}");
    }
    assert_eq!(cast.ask(Method::GET, "/api/v1/pets").send().await?.status(), StatusCode::UNAUTHORIZED);
    Ok(())
}

#[tokio::test]
async fn a_removed_pet_can_be_read_and_nothing_else() -> Story {
    let cast = Cast::assemble().await?;
    let (mika, lea) = (cast.signs_in(PARENT).await?, cast.signs_in(VET).await?);
    let pulla = mika.gets("/api/v1/pets").await?.1["items"][1].clone();
    let mut tab = mika.connects().await?;
    assert_eq!(mika.deletes(&path(&pulla)).await?, StatusCode::NO_CONTENT);
    assert!(tab.hears_of("pets:changed").await?["pet"]["removedAt"].is_string());
    assert_eq!(mika.deletes(&path(&pulla)).await?, StatusCode::NO_CONTENT, "once more changes nothing");
    assert_eq!(mika.names_of_pets("").await?, ["Nelli"], "not to be chosen any more");
    for reader in [&mika, &lea] {
        let (status, pet) = reader.gets(&path(&pulla)).await?;
        assert!(status == StatusCode::OK && pet["removedAt"].is_string(), "past appointments name it");
        let change = json!({ "notes": "Late" });
        assert_eq!(reader.asks(Method::PATCH, &path(&pulla), &change).await?.0, StatusCode::CONFLICT);
    }
    Ok(())
}

#[tokio::test]
async fn booking_finds_the_pets_of_an_owner_and_their_short_forms() -> Story {
    let cast = Cast::assemble().await?;
    let (mika, noor) = (cast.signs_in(PARENT).await?, cast.patient().await?);
    let mut conn = cast.state.read().await?;
    let pets = pets_of(&mut conn, mika.me.id()).await?;
    let [nelli, pulla] = &pets[..] else { return Err("two pets".into()) };
    let lines = lines_of(&mut conn, &[pulla.id, PetId::new()]).await?;
    assert_eq!(lines.into_values().collect::<Vec<_>>(), [pulla.line()]);
    assert_eq!(&pet_for(&mut conn, &mika.me, nelli.id).await?, nelli);
    assert!(pet_for(&mut conn, &noor.me, nelli.id).await.is_err());
    Ok(())
}
