//! Whoever cannot go on gives it back, and it rings for the others.

use super::{Outcome, id, room};
use crate::emergencies::clockwork;
use crate::server::testing::{Actor, Cast, Story};
use reqwest::StatusCode;
use serde_json::{Value, json};

impl Actor<'_> {
    async fn gives_back(&self, emergency: &Value) -> Outcome<(StatusCode, Value)> {
        self.commands(&format!("emergencies/{}/give-back", id(emergency)), json!({})).await
    }
}

#[tokio::test]
async fn what_is_given_back_rings_for_the_others_and_one_of_them_takes_it() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let jonas = cast.signs_in("doctor2@clinic.demo").await?;
    let raised = noor.raises("My chest hurts").await?;
    imani.takes(&raised).await?;
    let (mut phone, mut desk) = (noor.connects().await?, jonas.connects().await?);

    let (status, freed) = imani.gives_back(&raised).await?;
    assert_eq!((status, &freed["takenBy"], &freed["level"]), (StatusCode::OK, &json!(null), &json!(0)));
    assert_eq!(freed["ringsFor"], json!([jonas.me.id()]), "not for who gave it back");
    assert_eq!(freed["toldAgain"]["to"], "others");
    assert_eq!(desk.hears_of("emergency:alert").await?["emergency"], freed);
    assert_eq!(phone.hears_of("emergency:changed").await?["emergency"], freed, "the client sees it");
    assert_eq!(jonas.called_by().await?, [json!("My chest hurts")]);
    assert!(imani.called_by().await?.is_empty());
    let (_, bell) = noor.gets("/api/v1/notifications").await?;
    assert_eq!(bell["items"][0]["title"], "Dr. Imani Mbeki gave your emergency back");
    let said = noor.reads(room(&raised)?).await?;
    let words = "Dr. Imani Mbeki gave this emergency back. All who can come were told again.";
    assert_eq!(said.last().map(String::as_str), Some(words));

    let (_, steps) = jonas.gets(&format!("/api/v1/emergencies/{}/steps", id(&raised))).await?;
    let step = &steps["items"][2];
    assert_eq!((&step["what"], &step["by"]["id"]), (&json!("freed"), &json!(imani.me.id())));
    assert_eq!(step["people"], 1);
    let greta = cast.signs_in("admin@clinic.demo").await?;
    assert_eq!(greta.gets("/api/v1/audit?limit=1").await?.1["items"][0]["deed"], "emergency_given_back");

    clockwork::escalate(&cast.state).await?;
    assert_eq!(jonas.steps(&raised).await?, ["raised", "taken", "freed"], "its time begins anew");
    super::wait_in_vain(&cast).await?;
    assert_eq!(noor.sees(&raised).await?["level"], 1, "and its clock goes on");
    assert_eq!(jonas.takes(&raised).await?.0, StatusCode::OK);
    Ok(())
}

#[tokio::test]
async fn it_is_given_back_by_who_took_it_or_an_admin() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (jonas, greta) = (cast.signs_in("doctor2@clinic.demo").await?, cast.signs_in("admin@clinic.demo").await?);
    let raised = noor.raises("My chest hurts").await?;
    assert_eq!(imani.gives_back(&raised).await?.0, StatusCode::CONFLICT, "nobody has it");
    imani.takes(&raised).await?;
    let (status, refusal) = jonas.gives_back(&raised).await?;
    assert_eq!((status, &refusal["detail"]), (StatusCode::CONFLICT, &json!("Dr. Imani Mbeki has taken it.")));
    assert_eq!(noor.gives_back(&raised).await?.0, StatusCode::FORBIDDEN);
    let stranger = cast.signs_in("veterinarian@veterinary.demo").await?;
    assert_eq!(stranger.gives_back(&raised).await?.0, StatusCode::NOT_FOUND);
    assert_eq!(greta.gives_back(&raised).await?.0, StatusCode::OK);
    assert_eq!(imani.takes(&raised).await?.0, StatusCode::OK, "whoever had it may take it again");
    imani.resolves(&raised, "It was heartburn").await?;
    assert_eq!(imani.gives_back(&raised).await?.0, StatusCode::CONFLICT, "it is over");
    Ok(())
}

#[tokio::test]
async fn where_nobody_else_could_come_the_admins_are_told() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let greta = cast.signs_in("admin@clinic.demo").await?;
    sqlx::query("update users set suspended_at = now(), suspended_by = id where email = 'doctor2@clinic.demo'")
        .execute(&cast.state.pool)
        .await?;
    let raised = noor.raises("My chest hurts").await?;
    imani.takes(&raised).await?;
    let (_, freed) = imani.gives_back(&raised).await?;
    assert_eq!((&freed["ringsFor"], &freed["level"]), (&json!([greta.me.id()]), &json!(2)));
    assert_eq!(freed["toldAgain"]["to"], "admins");
    Ok(())
}
