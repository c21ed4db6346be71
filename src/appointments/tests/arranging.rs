//! The pages on which hours, types and holidays are arranged, and their doors.

use crate::appointments::HoursSheet;
use crate::server::testing::{Actor, Cast, Story};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

async fn calls(actor: &Actor<'_>, function: &str, body: Value) -> Outcome<(StatusCode, Value)> {
    let answer = actor.ask(Method::POST, &format!("/fn/{function}")).json(&body).send().await?;
    Ok((answer.status(), answer.json().await.unwrap_or(Value::Null)))
}

async fn sheet(actor: &Actor<'_>, practitioner: &Actor<'_>) -> Outcome<HoursSheet> {
    let (status, sheet) = calls(actor, "hours", json!({ "practitioner": practitioner.me.id })).await?;
    assert_eq!(status, StatusCode::OK, "{sheet}");
    Ok(serde_json::from_value(sheet)?)
}

#[tokio::test]
async fn saved_hours_show_what_can_be_booked_next() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani, greta) = (cast.patient().await?, cast.doctor().await?, cast.signs_in("admin@clinic.demo").await?);
    let mut before = sheet(&imani, &imani).await?;
    assert_eq!(before.practitioner.id, imani.me.id);
    assert!(before.types.len() > 1 && before.own_types.is_empty());
    before.availability.withheld = vec![before.types[0].id];
    let save = json!({ "practitioner": imani.me.id, "availability": before.availability });
    let (_, saved) = calls(&imani, "save-hours", save.clone()).await?;
    let saved: HoursSheet = serde_json::from_value(saved)?;
    assert_eq!(saved.availability, before.availability);
    assert_eq!(
        saved.next.as_ref().map(|next| (next.type_name.as_str(), next.times.len())),
        Some((before.types[1].name.as_str(), 6))
    );
    assert_eq!(sheet(&greta, &imani).await?, saved, "admins see it, too");
    assert_eq!(calls(&noor, "save-hours", save.clone()).await?.0, StatusCode::FORBIDDEN);
    assert_eq!(calls(&noor, "hours", json!({ "practitioner": null })).await?.0, StatusCode::NOT_FOUND);
    let tutor = cast.signs_in("tutor@tutoring.demo").await?;
    assert_eq!(calls(&tutor, "save-hours", save).await?.0, StatusCode::NOT_FOUND);
    Ok(())
}

#[tokio::test]
async fn each_arranges_what_is_theirs() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani, greta) = (cast.patient().await?, cast.doctor().await?, cast.signs_in("admin@clinic.demo").await?);
    let draft = json!({ "name": "Vaccination", "minutes": 10, "before": 0, "after": 0, "place": "in_person",
                        "price": "", "needsConfirmation": true });
    let add = |owner: Value| json!({ "owner": owner, "draft": draft });
    assert_eq!(calls(&imani, "add-appointment-type", add(Value::Null)).await?.0, StatusCode::FORBIDDEN);
    assert_eq!(calls(&noor, "add-appointment-type", add(json!(imani.me.id))).await?.0, StatusCode::FORBIDDEN);
    assert_eq!(calls(&greta, "add-appointment-type", add(json!(noor.me.id))).await?.0, StatusCode::NOT_FOUND);
    assert_eq!(calls(&greta, "add-appointment-type", add(json!(imani.me.id))).await?.0, StatusCode::OK);
    assert_eq!(calls(&greta, "add-appointment-type", add(Value::Null)).await?.0, StatusCode::OK, "of the practice");
    let own = sheet(&imani, &imani).await?.own_types;
    assert_eq!(own.iter().map(|kind| kind.name.as_str()).collect::<Vec<_>>(), ["Vaccination"]);
    let holiday = json!({ "holiday": { "day": "2096-12-24", "name": "Christmas Eve" } });
    let rules = json!({ "rules": { "cancellationHours": 24, "graceHours": 0 } });
    for who in [&noor, &imani] {
        for (function, body) in
            [("add-holiday", &holiday), ("remove-holiday", &holiday), ("set-practice-rules", &rules)]
        {
            assert_eq!(calls(who, function, body.clone()).await?.0, StatusCode::FORBIDDEN, "{function}");
        }
    }
    assert_eq!(calls(&greta, "add-holiday", holiday.clone()).await?.0, StatusCode::OK);
    assert_eq!(calls(&greta, "holidays", json!({})).await?.1[0], holiday["holiday"]);
    Ok(())
}

#[tokio::test]
async fn the_pages_are_there_for_whom_they_are() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani, greta) = (cast.patient().await?, cast.doctor().await?, cast.signs_in("admin@clinic.demo").await?);
    let opens = async |actor: &Actor<'_>, path: &str| {
        let answer = actor.ask(Method::GET, path).header("accept", "text/html").send().await?;
        Ok::<_, reqwest::Error>((answer.status(), answer.text().await?))
    };
    for (actor, path, words) in [
        (&imani, "/doctor/availability".to_owned(), "Weekly hours"),
        (&greta, "/admin/availability".to_owned(), "Dr. Imani Mbeki"),
        (&greta, format!("/admin/availability/{}", imani.me.id), "Weekly hours"),
        (&greta, "/admin/types".to_owned(), "Types of the practice"),
        (&greta, "/admin/holidays".to_owned(), "Cancellation deadline"),
    ] {
        let (status, page) = opens(actor, &path).await?;
        assert_eq!(status, StatusCode::OK, "{path}");
        assert!(page.contains(words), "{path} says {words}");
    }
    for (actor, path) in [
        (&noor, "/patient/availability".to_owned()),
        (&noor, "/patient/types".to_owned()),
        (&imani, "/doctor/holidays".to_owned()),
        (&greta, format!("/admin/availability/{}", noor.me.id)),
        (&greta, "/admin/availability/nobody".to_owned()),
    ] {
        assert_eq!(opens(actor, &path).await?.0, StatusCode::NOT_FOUND, "{path}");
    }
    Ok(())
}
