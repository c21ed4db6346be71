//! What the pages of pets show to whom.

use super::{Outcome, PARENT, VET, path, stranger};
use crate::server::testing::{Actor, Cast, Story};
use reqwest::{Method, StatusCode};

async fn page(actor: &Actor<'_>, path: &str) -> Outcome<(StatusCode, String)> {
    let answer = actor.ask(Method::GET, path).header("accept", "text/html").send().await?;
    Ok((answer.status(), answer.text().await?))
}

fn has_all(html: &str, parts: &[&str]) {
    for part in parts {
        assert!(html.contains(part), "{part} is missing");
    }
}

#[tokio::test]
async fn a_pet_parent_has_pages_of_their_pets() -> Story {
    let cast = Cast::assemble().await?;
    let mika = cast.signs_in(PARENT).await?;
    let nelli = mika.gets("/api/v1/pets").await?.1["items"][0].clone();
    let own = path(&nelli).replace("/api/v1", "/pet-parent");
    let (status, list) = page(&mika, "/pet-parent/pets").await?;
    assert_eq!(status, StatusCode::OK);
    has_all(&list, &["Your pets", "Add pet", "Nelli", "Pulla", "Dog · Finnish Lapphund · 4 years", "Cat · 7 months"]);
    let (status, html) = page(&mika, &own).await?;
    assert_eq!(status, StatusCode::OK);
    has_all(&html, &["Nelli", "Finnish Lapphund", "4 years", "liver sausage", "Add photo", "Edit", "Remove pet"]);
    has_all(&page(&mika, "/pet-parent").await?.1, &["Your pets", "Nelli", "href=\"/pet-parent/pets\""]);
    Ok(())
}

#[tokio::test]
async fn the_practice_opens_a_pet_and_others_find_nothing() -> Story {
    let cast = Cast::assemble().await?;
    let (mika, lea) = (cast.signs_in(PARENT).await?, cast.signs_in(VET).await?);
    let (robin, noor) = (stranger(&cast).await?, cast.patient().await?);
    let nelli = mika.gets("/api/v1/pets").await?.1["items"][0].clone();
    let (status, html) = page(&lea, &path(&nelli).replace("/api/v1", "/veterinarian")).await?;
    assert_eq!(status, StatusCode::OK);
    has_all(&html, &["Nelli", "Mika Koskinen", "Edit"]);
    assert!(!html.contains("Remove pet") && !html.contains("Add photo"), "that is the owner's");
    assert_eq!(page(&lea, "/veterinarian/pets").await?.0, StatusCode::NOT_FOUND);
    for (other, slug) in [(&robin, "/pet-parent"), (&noor, "/patient")] {
        let (status, html) = page(other, &path(&nelli).replace("/api/v1", slug)).await?;
        assert!(status == StatusCode::NOT_FOUND && !html.contains("Nelli"), "{slug}");
    }
    assert_eq!(page(&noor, "/patient/pets").await?.0, StatusCode::NOT_FOUND);
    assert!(!page(&noor, "/patient").await?.1.contains("Your pets"));
    assert_eq!(page(&robin, "/pet-parent/pets").await?.0, StatusCode::OK);
    Ok(())
}
