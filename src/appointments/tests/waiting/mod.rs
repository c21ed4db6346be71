//! Stories of the waitlist: who is offered a freed time, and what becomes of it.

mod races;
mod turns;

use super::{books, decides, far_times};
use crate::appointments::store::join_waitlist;
use crate::appointments::{Appointment, Deed, WaitRequest, Waiting};
use crate::error::Result;
use crate::ids::{AppointmentTypeId, UserId};
use crate::server::testing::{Actor, Cast, Phone};
use crate::time::Moment;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

async fn waits(
    cast: &Cast,
    client: &Actor<'_>,
    practitioner: Option<UserId>,
    type_id: AppointmentTypeId,
) -> Result<Waiting> {
    let mut tx = cast.state.begin().await?;
    let request = WaitRequest { type_id, practitioner, pet: None, reason: "A rash that itches".into(), client: None };
    let (entry, _) = join_waitlist(&mut tx, &client.me, request).await?;
    tx.commit().await?;
    Ok(entry)
}

/// A confirmed appointment of the two at that time.
async fn agrees(cast: &Cast, client: &Actor<'_>, doctor: &Actor<'_>, at: Moment) -> Result<Appointment> {
    let request = books(cast, client, doctor, at).await?;
    decides(cast, doctor, &request, Deed::Confirm).await
}

/// What stands on the waitlist, as somebody sees it.
async fn sees(actor: &Actor<'_>) -> Outcome<Vec<Value>> {
    let (status, answer) = actor.gets("/api/v1/waitlist").await?;
    assert_eq!(status, StatusCode::OK);
    Ok(answer["items"].as_array().cloned().unwrap_or_default())
}

/// The id of the one offer that somebody has.
async fn offered(actor: &Actor<'_>) -> Outcome<Option<String>> {
    Ok(sees(actor).await?.iter().find_map(|entry| entry["offer"]["id"].as_str().map(str::to_owned)))
}

async fn takes(actor: &Actor<'_>, offer: &str) -> Outcome<(StatusCode, Value)> {
    let answer = actor.ask(Method::POST, &format!("/api/v1/waitlist/offers/{offer}/take")).send().await?;
    Ok((answer.status(), answer.json().await?))
}

async fn passes(actor: &Actor<'_>, offer: &str) -> Outcome<StatusCode> {
    Ok(actor.ask(Method::DELETE, &format!("/api/v1/waitlist/offers/{offer}")).send().await?.status())
}

/// Waits until a device is told of an offer, and answers with it.
async fn hears_offer(phone: &mut Phone) -> Outcome<Value> {
    loop {
        let frame = phone.hears_of("waitlist:changed").await?;
        if frame["entry"]["offer"].is_object() {
            return Ok(frame["entry"]["offer"].clone());
        }
    }
}

/// The time of all offers is over.
async fn time_passes(cast: &Cast) -> Result<(), sqlx::Error> {
    sqlx::query("update waitlist_offers set expires_at = now() where taken_at is null and passed_at is null")
        .execute(&cast.state.pool)
        .await?;
    Ok(())
}

#[tokio::test]
async fn a_freed_time_is_offered_and_taken_with_one_press() -> crate::server::testing::Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let tomas = cast.signs_in("patient2@clinic.demo").await?;
    let (type_id, times) = far_times(&cast, &imani).await?;
    let at = *times.first().ok_or("no free time")?;
    let agreed = agrees(&cast, &noor, &imani, at).await?;
    let (mut phone, mut desk) = (tomas.connects().await?, imani.connects().await?);
    waits(&cast, &tomas, Some(imani.me.id), type_id).await?;
    assert_eq!(desk.hears_of("waitlist:changed").await?["entry"]["client"]["id"], json!(tomas.me.id));
    decides(&cast, &noor, &agreed, Deed::Cancel).await?;
    let offer = hears_offer(&mut phone).await?;
    assert_eq!(offer["startsAt"], json!(at));
    assert!(!far_times(&cast, &imani).await?.1.contains(&at), "it is kept for one person");
    assert!(books(&cast, &noor, &imani, at).await.is_err());
    books(&cast, &tomas, &imani, *times.get(3).ok_or("no free time")?).await?;
    let id = offered(&tomas).await?.ok_or("booking another time lost the offer")?;
    assert_eq!(takes(&noor, &id).await?.0, StatusCode::NOT_FOUND);
    let (status, taken) = takes(&tomas, &id).await?;
    assert_eq!((status, &taken["status"]), (StatusCode::CREATED, &json!("requested")));
    assert_eq!((&taken["startsAt"], &taken["reason"]), (&json!(at), &json!("A rash that itches")));
    let mut told = desk.hears_of("appointment:changed").await?;
    while told["appointment"]["id"] != taken["id"] {
        told = desk.hears_of("appointment:changed").await?;
    }
    let (status, again) = takes(&tomas, &id).await?;
    assert_eq!((status, &again["id"]), (StatusCode::OK, &taken["id"]));
    assert_eq!(passes(&tomas, &id).await?, StatusCode::CONFLICT);
    assert_eq!(sees(&tomas).await?.len(), 0, "who has it waits no longer");
    Ok(())
}

#[tokio::test]
async fn each_sees_what_is_theirs() -> crate::server::testing::Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (jonas, greta) = (cast.signs_in("doctor2@clinic.demo").await?, cast.signs_in("admin@clinic.demo").await?);
    let sofia = cast.signs_in("tutor@tutoring.demo").await?;
    let ada = cast.signs_in("student@tutoring.demo").await?;
    let (type_id, _) = far_times(&cast, &imani).await?;
    let join = async |actor: &Actor<'_>, body: Value| {
        let answer = actor.ask(Method::POST, "/api/v1/waitlist").json(&body).send().await?;
        Ok::<_, Box<dyn std::error::Error>>((answer.status(), answer.json::<Value>().await?))
    };
    let own = json!({ "typeId": type_id, "practitioner": imani.me.id, "reason": "Knee" });
    let (status, entry) = join(&noor, own.clone()).await?;
    assert_eq!(status, StatusCode::CREATED);
    let (status, again) = join(&noor, own).await?;
    assert_eq!((status, &again["id"]), (StatusCode::OK, &entry["id"]));
    assert_eq!(join(&noor, json!({ "typeId": type_id, "reason": "Knee" })).await?.0, StatusCode::CREATED);
    for (actor, count) in [(&noor, 2), (&imani, 2), (&jonas, 1), (&greta, 2), (&sofia, 0), (&ada, 0)] {
        assert_eq!(sees(actor).await?.len(), count, "{}", actor.me.name);
    }
    for (actor, wrong, field) in [
        (&ada, json!({ "typeId": type_id, "reason": "Maths" }), "typeId"),
        (&noor, json!({ "typeId": type_id, "reason": "Knee", "practitioner": sofia.me.id }), "practitioner"),
        (&noor, json!({ "typeId": type_id, "reason": " " }), "reason"),
        (&greta, json!({ "typeId": type_id, "reason": "Knee", "client": ada.me.id }), "client"),
    ] {
        let (status, problem) = join(actor, wrong).await?;
        assert_eq!((status, &problem["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!(field)));
    }
    let path = format!("/api/v1/waitlist/{}", entry["id"].as_str().unwrap_or_default());
    let tomas = cast.signs_in("patient2@clinic.demo").await?;
    for (actor, expected) in [
        (&tomas, StatusCode::NOT_FOUND),
        (&sofia, StatusCode::NOT_FOUND),
        (&jonas, StatusCode::NOT_FOUND),
        (&noor, StatusCode::NO_CONTENT),
        (&noor, StatusCode::NO_CONTENT),
    ] {
        assert_eq!(actor.ask(Method::DELETE, &path).send().await?.status(), expected);
    }
    assert_eq!(sees(&imani).await?.len(), 1);
    Ok(())
}
