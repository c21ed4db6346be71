//! What stands beside a client's emergency.

use crate::server::testing::{Actor, Cast, Outcome, Story};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

const IN_SHORT: &str = "/fn/client-in-short";

async fn in_short(actor: &Actor<'_>, client: &Actor<'_>) -> Outcome<(StatusCode, Value)> {
    let answer = actor.ask(Method::POST, IN_SHORT).json(&json!({ "client": client.me.id() })).send().await?;
    Ok((answer.status(), answer.json().await?))
}

#[tokio::test]
async fn whoever_works_here_reads_what_they_have_to_know() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    for helper in ["doctor@clinic.demo", "doctor2@clinic.demo", "admin@clinic.demo"] {
        let (status, card) = in_short(&cast.signs_in(helper).await?, &noor).await?;
        assert_eq!(status, StatusCode::OK, "{helper}");
        for known in ["1991-03-14", "A+", "Penicillin"] {
            assert!(card["facts"].to_string().contains(known), "{helper} reads {known}: {card}");
        }
        assert_eq!(card["pets"], json!([]), "a clinic has none");
    }
    let (mika, lea) =
        (cast.signs_in("pet-parent@veterinary.demo").await?, cast.signs_in("veterinarian@veterinary.demo").await?);
    let (_, card) = in_short(&lea, &mika).await?;
    let names: Vec<_> = card["pets"].as_array().into_iter().flatten().map(|pet| pet["name"].as_str()).collect();
    assert_eq!(names, [Some("Nelli"), Some("Pulla")]);
    Ok(())
}

#[tokio::test]
async fn for_clients_and_strangers_there_is_no_card() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    for stranger in
        ["patient@clinic.demo", "patient2@clinic.demo", "veterinarian@veterinary.demo", "tutor@tutoring.demo"]
    {
        let (status, answer) = in_short(&cast.signs_in(stranger).await?, &noor).await?;
        assert_eq!(status, StatusCode::NOT_FOUND, "{stranger}");
        assert!(!answer.to_string().contains("Penicillin"), "{stranger}");
    }
    let (status, _) = in_short(&cast.doctor().await?, &cast.doctor().await?).await?;
    assert_eq!(status, StatusCode::NOT_FOUND, "only clients have one");
    let nobody = cast.ask(Method::POST, IN_SHORT).header("origin", cast.url(""));
    let answer = nobody.json(&json!({ "client": noor.me.id() })).send().await?;
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    Ok(())
}
