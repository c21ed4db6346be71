//! Taking, which exactly one may, and resolving.

use super::{Outcome, id};
use crate::server::testing::{Actor, Cast, Story};
use reqwest::{Method, StatusCode};
use serde_json::json;

#[tokio::test]
async fn of_fifty_who_take_it_one_wins() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let jonas = cast.signs_in("doctor2@clinic.demo").await?;
    let raised = noor.raises("My chest hurts").await?;
    let takers = (0..50).map(|place| if place % 2 == 0 { imani.takes(&raised) } else { jonas.takes(&raised) });
    let mut won = Vec::new();
    for outcome in futures_util::future::join_all(takers).await {
        let (status, answer) = outcome?;
        if status == StatusCode::OK {
            won.push(answer);
        } else {
            assert_eq!(status, StatusCode::CONFLICT);
            let why = answer["detail"].as_str().unwrap_or_default().to_owned();
            assert!(why.contains("taken it"), "{why}");
        }
    }
    assert_eq!(won.len(), 1);
    assert_eq!(noor.sees(&raised).await?["takenBy"], won[0]["takenBy"]);
    assert_eq!(jonas.steps(&raised).await?, ["raised", "taken"]);
    Ok(())
}

#[tokio::test]
async fn the_loser_learns_who_has_it_and_the_client_sees_each_step() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let jonas = cast.signs_in("doctor2@clinic.demo").await?;
    let (mut phone, mut desk) = (noor.connects().await?, jonas.connects().await?);
    let raised = noor.raises("My chest hurts").await?;
    phone.hears_of("emergency:changed").await?;

    let seen = format!("/api/v1/emergencies/{}/seen", id(&raised));
    for _ in 0..2 {
        let answer = imani.ask(Method::POST, &seen).send().await?;
        assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    }
    let told = phone.hears_of("emergency:changed").await?;
    assert_eq!(told["emergency"]["seenBy"][0]["id"], json!(imani.me.id()));
    assert_eq!(told["emergency"]["ringsFor"], json!([jonas.me.id()]));

    assert_eq!(imani.takes(&raised).await?.0, StatusCode::OK);
    for device in [&mut phone, &mut desk] {
        let told = loop {
            let told = device.hears_of("emergency:changed").await?;
            if !told["emergency"]["takenBy"].is_null() {
                break told;
            }
        };
        assert_eq!(told["emergency"]["takenBy"]["id"], json!(imani.me.id()));
    }
    let (status, refusal) = jonas.takes(&raised).await?;
    assert_eq!((status, &refusal["code"]), (StatusCode::CONFLICT, &json!("conflict")));
    assert_eq!(refusal["detail"], "Dr. Imani Mbeki has taken it.");
    assert_eq!(noor.takes(&raised).await?.0, StatusCode::FORBIDDEN);

    let (status, resolved) = imani.resolves(&raised, " Ambulance called ").await?;
    assert_eq!((status, &resolved["outcome"]), (StatusCode::OK, &json!("Ambulance called")));
    assert_eq!(phone.hears_of("emergency:changed").await?["emergency"], resolved);
    assert_eq!(imani.steps(&raised).await?, ["raised", "seen", "taken", "resolved"]);
    assert_eq!(imani.resolves(&raised, "Again").await?.0, StatusCode::CONFLICT);
    Ok(())
}

#[tokio::test]
async fn it_is_resolved_by_who_took_it_or_an_admin() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (jonas, greta) = (cast.signs_in("doctor2@clinic.demo").await?, cast.signs_in("admin@clinic.demo").await?);
    let stranger = cast.signs_in("veterinarian@veterinary.demo").await?;
    let raised = noor.raises("My chest hurts").await?;
    assert_eq!(imani.resolves(&raised, "Done").await?.0, StatusCode::CONFLICT, "nobody has taken it");
    imani.takes(&raised).await?;
    assert_eq!(jonas.resolves(&raised, "Done").await?.0, StatusCode::CONFLICT);
    assert_eq!(noor.resolves(&raised, "Done").await?.0, StatusCode::FORBIDDEN);
    assert_eq!(stranger.resolves(&raised, "Done").await?.0, StatusCode::NOT_FOUND);
    assert_eq!(stranger.takes(&raised).await?.0, StatusCode::NOT_FOUND);
    let (status, refusal) = imani.resolves(&raised, "  ").await?;
    assert_eq!((status, &refusal["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("outcome")));
    let (status, resolved) = greta.resolves(&raised, "False alarm").await?;
    assert_eq!((status, &resolved["resolvedBy"]["id"]), (StatusCode::OK, &json!(greta.me.id())));

    let second = noor.raises("Again").await?;
    assert_eq!(greta.takes(&second).await?.0, StatusCode::FORBIDDEN);
    assert_eq!(greta.resolves(&second, "By telephone").await?.0, StatusCode::OK, "an admin need not take it");
    assert_eq!(imani.takes(&second).await?.0, StatusCode::CONFLICT);
    Ok(())
}

#[tokio::test]
async fn its_room_is_talked_in_and_ends_with_it() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let raised = noor.raises("My chest hurts").await?;
    let room: crate::ids::RoomId = raised["room"].as_str().unwrap_or_default().parse()?;
    imani.takes(&raised).await?;
    imani.says(room, "I am with you. Sit down.").await?;
    noor.says(room, "Thank you").await?;
    imani.resolves(&raised, "It was heartburn").await?;
    let said: Vec<String> = noor.history(room, 0).await?.into_iter().map(|message| message.body).collect();
    let expected = [
        "My chest hurts",
        "Dr. Imani Mbeki has taken this emergency.",
        "I am with you. Sit down.",
        "Thank you",
        "Dr. Imani Mbeki resolved this emergency: It was heartburn",
    ];
    assert_eq!(said, expected);
    assert!(noor.sees_room(room).await?.is_ended());
    Ok(())
}

/// Steps are kept in the practice's audit, and cannot be rewritten.
#[tokio::test]
async fn each_step_is_kept() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let greta = cast.signs_in("admin@clinic.demo").await?;
    let raised = noor.raises("My chest hurts").await?;
    imani.takes(&raised).await?;
    imani.resolves(&raised, "It was heartburn").await?;
    let (_, audit) = greta.gets("/api/v1/audit?limit=3").await?;
    let deeds: Vec<_> = audit["items"].as_array().into_iter().flatten().collect();
    let kinds: Vec<_> = deeds.iter().map(|entry| &entry["deed"]).collect();
    assert_eq!(kinds, ["emergency_resolved", "emergency_taken", "emergency_raised"]);
    assert_eq!(deeds[1]["details"]["emergency"], raised["id"]);
    assert!(!audit.to_string().contains("heartburn"), "the audit holds no health data");
    assert_eq!(noor.gets(&format!("/api/v1/emergencies/{}/steps", id(&raised))).await?.0, StatusCode::FORBIDDEN);
    for sql in ["update emergency_steps set what = 'seen'", "delete from emergency_steps"] {
        assert!(sqlx::query(sql).execute(&cast.state.pool).await.is_err(), "{sql}");
    }
    Ok(())
}

impl Actor<'_> {
    /// What is unread in their bell about emergencies.
    async fn unread(&self) -> Outcome<usize> {
        let (_, bell) = self.gets("/api/v1/notifications?unread=true&sort=emergencies").await?;
        Ok(bell["items"].as_array().map_or(0, Vec::len))
    }
}

#[tokio::test]
async fn nobody_is_called_to_what_somebody_has_taken() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let jonas = cast.signs_in("doctor2@clinic.demo").await?;
    let raised = noor.raises("My chest hurts").await?;
    assert_eq!((imani.unread().await?, jonas.unread().await?), (1, 1));
    imani.commands(&format!("emergencies/{}/seen", id(&raised)), json!({})).await?;
    assert_eq!((imani.unread().await?, jonas.unread().await?), (0, 1), "seen by one");
    imani.takes(&raised).await?;
    assert_eq!((noor.unread().await?, jonas.unread().await?), (1, 0), "the client reads who has taken it");
    for lane in [crate::notifications::push::URGENT, crate::notifications::mail::URGENT] {
        while crate::server::jobs::run_due(&cast.state, lane).await? > 0 {}
    }
    let states: Vec<String> = sqlx::query_scalar(
        "select distinct d.state from notification_deliveries d join notifications n on n.id = d.notification_id
         join users u on u.id = n.user_id where u.role = 'practitioner'",
    )
    .fetch_all(&cast.state.pool)
    .await?;
    assert_eq!(states, ["dropped"]);
    Ok(())
}

#[tokio::test]
async fn admins_see_how_it_reached_each() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let greta = cast.signs_in("admin@clinic.demo").await?;
    let raised = noor.raises("My chest hurts").await?;
    let people = format!("/api/v1/emergencies/{}/people", id(&raised));
    imani.commands(&format!("emergencies/{}/seen", id(&raised)), json!({})).await?;
    let (_, told) = greta.gets(&people).await?;
    let names: Vec<_> = told["items"].as_array().into_iter().flatten().map(|told| &told["user"]["name"]).collect();
    assert_eq!(names, ["Dr. Imani Mbeki", "Dr. Jonas Okafor"]);
    let [seen, unseen] = [&told["items"][0], &told["items"][1]];
    assert!(seen["seenAt"].is_string() && unseen["seenAt"].is_null(), "{told}");
    let ways = |told: &serde_json::Value| {
        let ways = told["ways"].as_array().into_iter().flatten();
        ways.map(|way| format!("{} {}", way["channel"], way["state"]).replace('"', "")).collect::<Vec<_>>()
    };
    assert_eq!(ways(seen), ["page opened", "mail dropped"]);
    assert_eq!(ways(unseen), ["page queued", "mail queued"]);
    imani.takes(&raised).await?;
    let (_, told) = greta.gets(&people).await?;
    let [seen, unseen] = [&told["items"][0], &told["items"][1]];
    assert_eq!(ways(seen)[0], "page opened");
    assert_eq!(ways(unseen), ["page dropped", "mail dropped"], "it was not shown to him by being taken");
    for way in unseen["ways"].as_array().into_iter().flatten() {
        assert_eq!(way["reason"], "Somebody had taken it by then.");
    }
    assert_eq!(imani.gets(&people).await?.0, StatusCode::FORBIDDEN);
    assert_eq!(noor.gets(&people).await?.0, StatusCode::FORBIDDEN);
    Ok(())
}

#[tokio::test]
async fn whoever_takes_it_has_seen_it_and_so_has_whoever_had_it_over_their_page() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (jonas, greta) = (cast.signs_in("doctor2@clinic.demo").await?, cast.signs_in("admin@clinic.demo").await?);
    let raised = noor.raises("My chest hurts").await?;
    let shown = [id(&raised).parse()?];
    crate::emergencies::store::note_shown(&mut *cast.state.read().await?, &jonas.me, &shown).await?;
    let refused = crate::emergencies::store::note_shown(&mut *cast.state.read().await?, &noor.me, &shown).await;
    assert!(refused.is_err(), "clients have none over their pages");
    imani.takes(&raised).await?;
    let (_, told) = greta.gets(&format!("/api/v1/emergencies/{}/people", id(&raised))).await?;
    let page =
        |place: usize| (told["items"][place]["user"]["name"].clone(), told["items"][place]["ways"][0]["state"].clone());
    assert_eq!(page(0), (json!("Dr. Imani Mbeki"), json!("opened")));
    assert_eq!(page(1), (json!("Dr. Jonas Okafor"), json!("shown")));
    Ok(())
}

#[tokio::test]
async fn its_client_dismisses_how_it_ended_on_every_device() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let tomas = cast.signs_in("patient2@clinic.demo").await?;
    let raised = noor.raises("My chest hurts").await?;
    let dismiss = format!("emergencies/{}/dismiss", id(&raised));
    assert_eq!(noor.commands(&dismiss, json!({})).await?.0, StatusCode::CONFLICT, "it is not over yet");
    imani.takes(&raised).await?;
    imani.resolves(&raised, "It was heartburn").await?;
    assert_eq!(imani.commands(&dismiss, json!({})).await?.0, StatusCode::FORBIDDEN);
    assert_eq!(tomas.commands(&dismiss, json!({})).await?.0, StatusCode::NOT_FOUND);
    let watched = async || -> crate::error::Result<usize> {
        let me = crate::accounts::store::as_themselves(&mut *cast.state.read().await?, &[noor.me.id]).await?.remove(0);
        Ok(crate::emergencies::store::watched_by(&mut *cast.state.read().await?, &me).await?.all.len())
    };
    assert_eq!(watched().await?, 1);
    let mut phone = noor.connects().await?;
    for _ in 0..2 {
        assert_eq!(noor.commands(&dismiss, json!({})).await?.0, StatusCode::NO_CONTENT);
    }
    assert_eq!(phone.hears_of("emergency:changed").await?["emergency"]["dismissed"], true);
    assert_eq!(watched().await?, 0);
    Ok(())
}
