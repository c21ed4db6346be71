//! What happens when nobody takes it in time.

use super::{id, wait_in_vain};
use crate::emergencies::clockwork;
use crate::server::testing::{Cast, Story};
use reqwest::{Method, StatusCode};
use serde_json::json;

#[tokio::test]
async fn those_on_call_are_told_again_then_everybody_and_the_admin() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (jonas, greta) = (cast.signs_in("doctor2@clinic.demo").await?, cast.signs_in("admin@clinic.demo").await?);
    let on_call = format!("/api/v1/on-call/{}", jonas.me.id());
    assert_eq!(imani.ask(Method::PUT, &on_call).send().await?.status(), StatusCode::FORBIDDEN);
    for _ in 0..2 {
        assert_eq!(jonas.ask(Method::PUT, &on_call).send().await?.status(), StatusCode::NO_CONTENT);
    }
    let (_, list) = greta.gets("/api/v1/on-call").await?;
    let since =
        |name: &str| list["items"].as_array().and_then(|all| all.iter().find(|one| one["name"] == name).cloned());
    assert!(since("Dr. Jonas Okafor").is_some_and(|one| one["since"].is_string()));
    assert!(since("Dr. Imani Mbeki").is_some_and(|one| one["since"].is_null()));

    let (mut desk, mut other_desk) = (imani.connects().await?, jonas.connects().await?);
    let mut office = greta.connects().await?;
    let raised = noor.raises("My chest hurts").await?;
    desk.hears_of("emergency:alert").await?;
    other_desk.hears_of("emergency:alert").await?;
    clockwork::escalate(&cast.state).await?;
    assert_eq!(imani.steps(&raised).await?, ["raised"], "its time is not over");

    jonas.ask(Method::POST, &format!("/api/v1/emergencies/{}/seen", id(&raised))).send().await?;
    wait_in_vain(&cast).await?;
    let again = other_desk.hears_of("emergency:alert").await?;
    assert_eq!(again["emergency"]["level"], 1);
    assert_eq!(again["emergency"]["ringsFor"].as_array().map(Vec::len), Some(2), "it rings again where it was seen");
    assert_eq!(again["emergency"]["toldAgain"]["to"], "on_call");

    wait_in_vain(&cast).await?;
    for device in [&mut desk, &mut other_desk, &mut office] {
        let again = device.hears_of("emergency:alert").await?;
        assert_eq!(again["emergency"]["level"], 2, "nobody but those on call was told at first");
    }
    assert_eq!(imani.steps(&raised).await?, ["raised", "seen", "told_on_call", "told_all"]);

    imani.ask(Method::POST, &format!("/api/v1/emergencies/{}/seen", id(&raised))).send().await?;
    wait_in_vain(&cast).await?;
    for device in [&mut desk, &mut other_desk, &mut office] {
        let again = device.hears_of("emergency:alert").await?;
        let rings_for = again["emergency"]["ringsFor"].as_array().map(Vec::len);
        assert_eq!((&again["emergency"]["level"], rings_for), (&json!(2), Some(3)), "until somebody has taken it");
    }
    let steps = imani.steps(&raised).await?;
    assert_eq!(steps[4..], ["seen", "told_all"]);
    imani.takes(&raised).await?;
    let told = office.hears_of("emergency:changed").await?;
    assert_eq!(told["emergency"]["takenBy"]["id"], json!(imani.me.id()), "who was told hears how it goes on");
    Ok(())
}

#[tokio::test]
async fn without_anybody_on_call_all_are_told_again() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let raised = noor.raises("My chest hurts").await?;
    wait_in_vain(&cast).await?;
    let (_, steps) = imani.gets(&format!("/api/v1/emergencies/{}/steps", id(&raised))).await?;
    assert_eq!((&steps["items"][1]["what"], &steps["items"][1]["by"]), (&json!("told_on_call"), &json!(null)));
    assert_eq!(steps["items"][1]["people"], steps["items"][0]["people"]);
    assert_eq!(noor.sees(&raised).await?["toldAgain"]["to"], "practitioners", "nobody was on call");
    Ok(())
}

/// What is forgotten over a night drowns nothing else.
#[tokio::test]
async fn the_pauses_grow() -> Story {
    let cast = Cast::assemble().await?;
    cast.patient().await?.raises("My chest hurts").await?;
    for minutes in [2, 2, 4, 8, 16] {
        wait_in_vain(&cast).await?;
        let waits: i64 =
            sqlx::query_scalar("select round(extract(epoch from next_at - now()) / 60)::bigint from emergencies")
                .fetch_one(&cast.state.pool)
                .await?;
        assert_eq!(waits, minutes);
    }
    Ok(())
}

#[tokio::test]
async fn what_is_taken_is_told_no_more() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let raised = noor.raises("My chest hurts").await?;
    imani.takes(&raised).await?;
    wait_in_vain(&cast).await?;
    assert_eq!(imani.steps(&raised).await?, ["raised", "taken"]);
    assert_eq!(noor.sees(&raised).await?["ringsFor"], json!([]));
    Ok(())
}

/// Several servers look at once; each step happens once.
#[tokio::test]
async fn many_clocks_tell_it_once() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let raised = noor.raises("My chest hurts").await?;
    sqlx::query("update emergencies set next_at = now() - interval '1 second'").execute(&cast.state.pool).await?;
    let clocks = (0..8).map(|_| clockwork::escalate(&cast.state));
    assert!(futures_util::future::join_all(clocks).await.iter().all(Result::is_ok));
    assert_eq!(imani.steps(&raised).await?, ["raised", "told_on_call"]);
    Ok(())
}

#[tokio::test]
async fn the_practice_says_how_long_it_waits_and_whom_to_call() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, greta) = (cast.patient().await?, cast.signs_in("admin@clinic.demo").await?);
    let change =
        json!({ "emergencyNumber": "144", "emergencyWords": "We are here from 8 to 18.", "emergencyMinutes": 10 });
    let answer = greta.ask(Method::PATCH, "/api/v1/practice").json(&change).send().await?;
    assert_eq!(answer.status(), StatusCode::OK);
    let (_, me) = noor.gets("/api/v1/me").await?;
    assert_eq!((&me["practice"]["emergencyNumber"], &me["practice"]["emergencyMinutes"]), (&json!("144"), &json!(10)));
    noor.raises("My chest hurts").await?;
    let waits: bool = sqlx::query_scalar("select next_at > now() + interval '9 minutes' from emergencies")
        .fetch_one(&cast.state.pool)
        .await?;
    assert!(waits);
    let refused = greta.ask(Method::PATCH, "/api/v1/practice").json(&json!({ "emergencyMinutes": 0 })).send().await?;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let tutoring = cast.signs_in("admin@tutoring.demo").await?;
    let needless = json!({ "emergencyMinutes": 10 });
    let refused = tutoring.ask(Method::PATCH, "/api/v1/practice").json(&needless).send().await?;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY, "it has no emergencies");
    assert_eq!(refused.json::<serde_json::Value>().await?["field"], "emergencyMinutes");
    Ok(())
}
