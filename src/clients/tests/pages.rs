//! The pages of clients, and who has them.

use crate::server::testing::{Actor, Cast, Story};
use reqwest::{Method, StatusCode};
use serde_json::json;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

async fn page(actor: &Actor<'_>, path: &str) -> Outcome<(StatusCode, String)> {
    let answer = actor.ask(Method::GET, path).header("accept", "text/html").send().await?;
    Ok((answer.status(), answer.text().await?))
}

#[tokio::test]
async fn a_practitioner_finds_the_card_from_the_list_and_from_the_room() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let card = format!("/doctor/clients/{}", noor.me.id());
    let (_, list) = page(&imani, "/doctor/clients").await?;
    assert!(list.contains(&card) && list.contains("Patients") && !list.contains("Tomas Varga"));
    let (status, shown) = page(&imani, &card).await?;
    assert_eq!(status, StatusCode::OK);
    for part in ["Noor Rahimi", "Penicillin", "14 March 1991", "A+", "Conversations", "Shared files"] {
        assert!(shown.contains(part), "{part}");
    }
    let (_, room) = page(&imani, &format!("/doctor/chat/{}", noor.active_room().await?.id)).await?;
    assert!(room.contains(&card) && room.contains("Penicillin"));
    let (_, own_room) = page(&noor, &format!("/patient/chat/{}", noor.active_room().await?.id)).await?;
    assert!(!own_room.contains("Penicillin"));
    Ok(())
}

#[tokio::test]
async fn a_client_has_their_own_card_and_no_others() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (status, own) = page(&noor, "/settings/card").await?;
    assert_eq!(status, StatusCode::OK);
    assert!(own.contains("Blood group") && own.contains("Penicillin") && !own.contains("Goals"));
    let (_, home) = page(&noor, "/patient").await?;
    assert!(home.contains("Your doctors") && home.contains("Dr. Imani Mbeki") && !home.contains("Jonas"));
    for gone in ["/patient/clients", &format!("/patient/clients/{}", noor.me.id())] {
        assert_eq!(page(&noor, gone).await?.0, StatusCode::NOT_FOUND, "{gone}");
    }
    for gone in [imani.me.id().to_string(), "nobody".into()] {
        assert_eq!(page(&imani, &format!("/doctor/clients/{gone}")).await?.0, StatusCode::NOT_FOUND, "{gone}");
    }
    let asked = json!({ "client": null, "changes": { "birthDate": "tomorrow" } });
    let refused = noor.ask(Method::POST, "/fn/change-facts").json(&asked).send().await?;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    Ok(())
}

#[tokio::test]
async fn every_kind_of_practice_has_its_own_words_and_facts() -> Story {
    let cast = Cast::assemble().await?;
    for (client, staff, slug, people, asked) in [
        ("pet-parent@veterinary.demo", "veterinarian@veterinary.demo", "veterinarian", "Pet parents", "Address"),
        ("student@tutoring.demo", "tutor@tutoring.demo", "tutor", "Students", "Grade or level"),
        ("member@fitness.demo", "trainer@fitness.demo", "trainer", "Members", "Goals"),
    ] {
        let (client, staff) = (cast.signs_in(client).await?, cast.signs_in(staff).await?);
        assert!(page(&staff, &format!("/{slug}/clients")).await?.1.contains(people), "{people}");
        let (status, card) = page(&staff, &format!("/{slug}/clients/{}", client.me.id())).await?;
        assert!(status == StatusCode::OK && card.contains(asked) && !card.contains("Blood group"), "{asked}");
        assert!(page(&client, "/settings/card").await?.1.contains(asked));
    }
    Ok(())
}
