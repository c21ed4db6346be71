//! Nobody keeps an emergency who works here no more, and where no practitioner does, an admin takes it.

use super::{Outcome, id, wait_in_vain};
use crate::emergencies::clockwork;
use crate::server::testing::{Actor, Cast, Story};
use reqwest::{Method, StatusCode};
use serde_json::json;

impl Actor<'_> {
    async fn puts_out_of_work(&self, other: &Actor<'_>) -> Outcome<()> {
        let (status, why) = self.commands(&format!("people/{}/suspend", other.me.id()), json!({})).await?;
        if status == StatusCode::OK { Ok(()) } else { Err(format!("{status}: {why}").into()) }
    }

    async fn gives_another_role(&self, other: &Actor<'_>, role: &str) -> Outcome<()> {
        let path = format!("/api/v1/people/{}", other.me.id());
        self.ask(Method::PATCH, &path).json(&json!({ "role": role })).send().await?.error_for_status()?;
        Ok(())
    }
}

#[tokio::test]
async fn what_whoever_is_suspended_had_taken_rings_for_the_others() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (jonas, greta) = (cast.signs_in("doctor2@clinic.demo").await?, cast.signs_in("admin@clinic.demo").await?);
    let raised = noor.raises("My chest hurts").await?;
    jonas.takes(&raised).await?;
    clockwork::escalate(&cast.state).await?;
    assert_eq!(imani.steps(&raised).await?, ["raised", "taken"], "he is there");

    let (mut desk, mut phone) = (imani.connects().await?, noor.connects().await?);
    greta.puts_out_of_work(&jonas).await?;
    let clocks = (0..4).map(|_| clockwork::escalate(&cast.state));
    assert!(futures_util::future::join_all(clocks).await.iter().all(Result::is_ok));
    let told = desk.hears_of("emergency:alert").await?["emergency"].clone();
    assert_eq!((id(&told), &told["takenBy"], &told["level"]), (id(&raised), &json!(null), &json!(0)));
    assert!(told["ringsFor"].as_array().is_some_and(|all| all.contains(&json!(imani.me.id()))), "{told}");
    assert_eq!(phone.hears_of("emergency:changed").await?["emergency"], told);
    assert_eq!(told["toldAgain"]["to"], "practitioners");
    assert_eq!(imani.steps(&raised).await?, ["raised", "taken", "freed"], "once, however many look");
    let (_, bell) = noor.gets("/api/v1/notifications").await?;
    assert!(bell.to_string().contains("Dr. Jonas Okafor cannot come any more"), "{bell}");

    wait_in_vain(&cast).await?;
    assert_eq!(desk.hears_of("emergency:alert").await?["emergency"]["level"], 1, "its clock goes on");
    assert_eq!(imani.takes(&raised).await?.0, StatusCode::OK);
    Ok(())
}

#[tokio::test]
async fn what_whoever_has_another_role_had_taken_rings_for_the_others() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (jonas, greta) = (cast.signs_in("doctor2@clinic.demo").await?, cast.signs_in("admin@clinic.demo").await?);
    for role in ["admin", "client"] {
        let jonas = if role == "admin" { &jonas } else { &imani };
        let raised = noor.raises("My chest hurts").await?;
        assert_eq!(jonas.takes(&raised).await?.0, StatusCode::OK, "{role}");
        greta.gives_another_role(jonas, role).await?;
        clockwork::escalate(&cast.state).await?;
        assert_eq!(greta.steps(&raised).await?, ["raised", "taken", "freed"], "{role}");
        assert_eq!(greta.sees(&raised).await?["takenBy"], json!(null), "{role}");
        greta.resolves(&raised, "By telephone").await?;
    }
    Ok(())
}

#[tokio::test]
async fn who_is_a_client_by_now_hears_of_nobody_elses_any_more() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (jonas, greta) = (cast.signs_in("doctor2@clinic.demo").await?, cast.signs_in("admin@clinic.demo").await?);
    let raised = noor.raises("My chest hurts").await?;
    greta.gives_another_role(&imani, "client").await?;
    let mut phone = cast.doctor().await?.connects().await?;
    jonas.takes(&raised).await?;
    jonas.resolves(&raised, "By telephone").await?;
    phone.sends(&json!({ "type": "ping" })).await?;
    loop {
        let frame = phone.hears().await?;
        assert_ne!(frame["type"], "emergency:changed", "{frame}");
        if frame["type"] == "pong" {
            return Ok(());
        }
    }
}

#[tokio::test]
async fn without_a_practitioner_it_rings_for_the_admins_until_one_takes_it() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (jonas, greta) = (cast.signs_in("doctor2@clinic.demo").await?, cast.signs_in("admin@clinic.demo").await?);
    greta.puts_out_of_work(&imani).await?;
    greta.puts_out_of_work(&jonas).await?;
    let mut office = greta.connects().await?;
    let raised = noor.raises("My chest hurts").await?;
    assert_eq!(
        (&raised["sentTo"], &raised["toldAgain"], &raised["forAdmins"]),
        (&json!(0), &json!(null), &json!(true))
    );
    assert_eq!(office.hears_of("emergency:alert").await?["emergency"]["ringsFor"], json!([greta.me.id()]));
    for _ in 0..2 {
        wait_in_vain(&cast).await?;
        let again = office.hears_of("emergency:alert").await?["emergency"].clone();
        assert_eq!((&again["toldAgain"]["to"], &again["level"]), (&json!("admins"), &json!(2)));
    }

    let (status, taken) = greta.takes(&raised).await?;
    assert_eq!((status, &taken["takenBy"]["id"]), (StatusCode::OK, &json!(greta.me.id())));
    assert_eq!(taken["team"], json!([greta.me.id()]), "whoever takes it comes into its room");
    let room: crate::ids::RoomId = taken["room"].as_str().unwrap_or_default().parse()?;
    greta.says(room, "I am calling you").await?;
    wait_in_vain(&cast).await?;
    let told = ["raised", "told_all", "told_all", "taken"];
    assert_eq!(greta.steps(&raised).await?, told, "and it rings no more");
    Ok(())
}

#[tokio::test]
async fn whoever_comes_back_is_told_of_what_rings() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (jonas, greta) = (cast.signs_in("doctor2@clinic.demo").await?, cast.signs_in("admin@clinic.demo").await?);
    greta.puts_out_of_work(&imani).await?;
    greta.puts_out_of_work(&jonas).await?;
    let raised = noor.raises("My chest hurts").await?;
    greta.commands(&format!("people/{}/unsuspend", imani.me.id()), json!({})).await?;
    let imani = cast.doctor().await?;
    let mut desk = imani.connects().await?;
    wait_in_vain(&cast).await?;
    assert_eq!(id(&desk.hears_of("emergency:alert").await?["emergency"]), id(&raised));
    assert_eq!(greta.takes(&raised).await?.0, StatusCode::FORBIDDEN, "there is somebody who can");
    assert_eq!(imani.takes(&raised).await?.0, StatusCode::OK);
    Ok(())
}
