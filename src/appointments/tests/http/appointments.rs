//! Asking for an appointment, and what becomes of it.

use super::{asks, deletes, free, is_invalid, posts, puts, reads};
use crate::ids::{AppointmentTypeId, FileId};
use crate::server::testing::{Actor, Cast, Story};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

async fn books(client: &Actor<'_>, doctor: &Actor<'_>, place: usize) -> super::Outcome<Value> {
    let (kind, times) = free(client, doctor).await?;
    let wanted = json!({ "practitioner": doctor.me.id, "typeId": kind, "startsAt": times[place], "reason": "Cough" });
    let (status, booked) = posts(client, "appointments", &wanted).await?;
    assert_eq!((status, &booked["status"]), (StatusCode::CREATED, &json!("requested")), "{booked}");
    Ok(booked)
}

fn path(appointment: &Value, rest: &str) -> String {
    format!("appointments/{}{rest}", appointment["id"].as_str().unwrap_or_default())
}

#[tokio::test]
async fn one_asks_and_the_other_confirms() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let booked = books(&noor, &imani, 0).await?;
    let confirm = path(&booked, "/confirm");
    assert_eq!(posts(&noor, &confirm, &json!({})).await?.0, StatusCode::FORBIDDEN, "it is for the other side");
    let (status, confirmed) = asks(&imani, Method::POST, &confirm, None).await?;
    assert_eq!((status, &confirmed["status"]), (StatusCode::OK, &json!("confirmed")), "the note may be left out");
    assert!(confirmed["room"].is_string());
    let (status, problem) = posts(&imani, &confirm, &json!({})).await?;
    assert_eq!((status, &problem["code"]), (StatusCode::CONFLICT, &json!("conflict")));
    assert_eq!(
        posts(&imani, &path(&booked, "/complete"), &json!({})).await?.0,
        StatusCode::CONFLICT,
        "before it began"
    );
    let (_, cancelled) = posts(&noor, &path(&booked, "/cancel"), &json!({ "note": "I am well again" })).await?;
    assert_eq!((&cancelled["status"], &cancelled["closingNote"]), (&json!("cancelled"), &json!("I am well again")));
    let told = reads(&imani, &path(&booked, "/changes")).await?;
    let told: Vec<&Value> = told["items"].as_array().into_iter().flatten().map(|change| &change["what"]).collect();
    assert_eq!(told, ["requested", "confirmed", "cancelled"]);
    let second = reads(&imani, &path(&booked, "/changes?limit=1&after=0")).await?;
    assert_eq!((&second["items"][0]["what"], &second["next"]), (&json!("confirmed"), &json!("1")));
    Ok(())
}

#[tokio::test]
async fn what_one_may_not_see_is_not_there() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (tomas, ada) = (cast.signs_in("patient2@clinic.demo").await?, cast.signs_in("tutor@tutoring.demo").await?);
    let booked = books(&noor, &imani, 0).await?;
    for stranger in [&tomas, &ada] {
        for (method, rest) in [(Method::GET, ""), (Method::GET, "/changes"), (Method::POST, "/cancel")] {
            let (status, _) = asks(stranger, method, &path(&booked, rest), None).await?;
            assert_eq!(status, StatusCode::NOT_FOUND, "{rest}");
        }
    }
    assert_eq!(asks(&noor, Method::GET, "appointments/none", None).await?.0, StatusCode::NOT_FOUND);
    let theirs = reads(&tomas, "appointments?limit=100").await?;
    assert!(theirs["items"].as_array().ok_or("a list")?.iter().all(|one| one["id"] != booked["id"]));
    let greta = cast.signs_in("admin@clinic.demo").await?;
    let all = reads(&greta, "appointments?status=requested&limit=100").await?;
    assert!(all["items"].as_array().ok_or("a list")?.iter().any(|one| one["id"] == booked["id"]));
    assert_eq!(posts(&greta, &path(&booked, "/confirm"), &json!({})).await?.0, StatusCode::OK);
    Ok(())
}

#[tokio::test]
async fn pages_lead_from_one_to_the_next_by_time() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let mut booked = Vec::new();
    for place in [4, 1] {
        booked.push(books(&noor, &imani, place).await?);
    }
    let all = reads(&noor, "appointments").await?;
    let all = all["items"].as_array().ok_or("a list")?;
    assert!(all.len() >= 4 && all.windows(2).all(|two| two[0]["startsAt"].as_str() <= two[1]["startsAt"].as_str()));
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = reads(&noor, &format!("appointments?limit=1{cursor}")).await?;
        seen.extend(page["items"].as_array().cloned().unwrap_or_default());
        let Some(next) = page["next"].as_str() else { break };
        cursor = format!("&after={next}");
    }
    assert_eq!(&seen, all);
    let now = crate::time::Moment::now().rfc3339();
    let ahead = reads(&noor, &format!("appointments?from={now}&status=requested")).await?;
    let ahead = ahead["items"].as_array().ok_or("a list")?;
    assert!(booked.iter().all(|one| ahead.contains(one)) && ahead.iter().all(|one| one["status"] == "requested"));
    assert!(
        reads(&noor, &format!("appointments?until={now}")).await?["items"].as_array().is_some_and(|p| !p.is_empty())
    );
    for (query, field) in
        [("status=held", "status"), ("from=today", "from"), ("after=x", "after"), ("limit=0", "limit")]
    {
        assert!(is_invalid(&asks(&noor, Method::GET, &format!("appointments?{query}"), None).await?, field), "{query}");
    }
    Ok(())
}

#[tokio::test]
async fn a_held_time_is_for_nobody_else_until_it_is_let_go() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let tomas = cast.signs_in("patient2@clinic.demo").await?;
    let (kind, times) = free(&noor, &imani).await?;
    let wanted = json!({ "practitioner": imani.me.id, "typeId": kind, "startsAt": times[0] });
    let (status, hold) = puts(&noor, "holds", &wanted).await?;
    assert_eq!((status, &hold["startsAt"]), (StatusCode::CREATED, &times[0]));
    let booking = json!({ "practitioner": imani.me.id, "typeId": kind, "startsAt": times[0], "reason": "Cough" });
    assert!(is_invalid(&posts(&tomas, "appointments", &booking).await?, "startsAt"));
    for _ in 0..2 {
        assert_eq!(deletes(&noor, "holds").await?, StatusCode::NO_CONTENT);
    }
    assert_eq!(posts(&tomas, "appointments", &booking).await?.0, StatusCode::CREATED);
    assert!(is_invalid(&puts(&noor, "holds", &wanted).await?, "startsAt"));
    Ok(())
}

#[tokio::test]
async fn a_refusal_names_the_field_of_the_body() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (kind, times) = free(&noor, &imani).await?;
    let wanted = |kind: Value, files: Value| json!({ "practitioner": imani.me.id, "typeId": kind, "startsAt": times[0], "reason": "Cough", "files": files });
    let no_type = wanted(json!(AppointmentTypeId::new()), json!([]));
    assert!(is_invalid(&posts(&noor, "appointments", &no_type).await?, "typeId"));
    assert!(is_invalid(&puts(&noor, "holds", &no_type).await?, "typeId"));
    let no_file = wanted(kind, json!([FileId::new()]));
    assert!(is_invalid(&posts(&noor, "appointments", &no_file).await?, "files"));
    Ok(())
}

#[tokio::test]
async fn another_time_is_proposed_or_taken() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let booked = books(&noor, &imani, 0).await?;
    let (_, times) = free(&noor, &imani).await?;
    let other = json!({ "startsAt": times[2], "note": "I am away before" });
    let proposal = path(&booked, "/proposal");
    assert_eq!(posts(&noor, &proposal, &other).await?.0, StatusCode::FORBIDDEN);
    let (_, proposed) = posts(&imani, &proposal, &other).await?;
    assert_eq!(proposed["proposal"]["startsAt"], times[2]);
    for _ in 0..2 {
        assert_eq!(deletes(&noor, &proposal).await?, StatusCode::NO_CONTENT);
    }
    posts(&imani, &proposal, &other).await?;
    let (status, accepted) = asks(&noor, Method::POST, &path(&booked, "/proposal/accept"), None).await?;
    assert_eq!((status, &accepted["startsAt"], &accepted["status"]), (StatusCode::OK, &times[2], &json!("confirmed")));
    assert_eq!(asks(&noor, Method::POST, &path(&booked, "/proposal/accept"), None).await?.0, StatusCode::CONFLICT);
    let (status, moved) = posts(&noor, &path(&booked, "/reschedule"), &json!({ "startsAt": times[5] })).await?;
    assert_eq!((status, &moved["startsAt"], &moved["status"]), (StatusCode::OK, &times[5], &json!("requested")));
    let past = json!({ "startsAt": "2020-01-01T09:00:00Z" });
    assert!(is_invalid(&posts(&noor, &path(&booked, "/reschedule"), &past).await?, "startsAt"));
    Ok(())
}

#[tokio::test]
async fn of_a_series_the_first_answers_and_names_it() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (kind, times) = free(&noor, &imani).await?;
    let weekly = json!({ "practitioner": imani.me.id, "typeId": kind, "startsAt": times[0], "reason": "Therapy",
                         "weeks": 3, "skipTaken": true });
    let (status, first) = posts(&noor, "appointments", &weekly).await?;
    assert_eq!((status, &first["startsAt"]), (StatusCode::CREATED, &times[0]), "{first}");
    let series = first["series"].as_str().ok_or("a series")?;
    let all = reads(&noor, &format!("appointments?series={series}")).await?;
    assert_eq!(all["items"][0]["id"], first["id"]);
    assert!(all["items"].as_array().is_some_and(|all| all.len() > 1));
    Ok(())
}

#[tokio::test]
async fn all_of_a_series_is_confirmed_and_cancelled_at_once() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (kind, times) = free(&noor, &imani).await?;
    let weekly = json!({ "practitioner": imani.me.id, "typeId": kind, "startsAt": times[0], "reason": "Therapy",
                         "weeks": 3, "skipTaken": true });
    let (_, first) = posts(&noor, "appointments", &weekly).await?;
    let path = |rest: &str| format!("appointment-series/{}/{rest}", first["series"].as_str().unwrap_or_default());
    assert_eq!(asks(&noor, Method::POST, &path("confirm"), None).await?.0, StatusCode::FORBIDDEN);
    let tomas = cast.signs_in("patient2@clinic.demo").await?;
    assert_eq!(asks(&tomas, Method::POST, &path("cancel"), None).await?.0, StatusCode::NOT_FOUND);
    let (status, confirmed) = asks(&imani, Method::POST, &path("confirm"), None).await?;
    let confirmed = confirmed["items"].as_array().ok_or("a list")?.clone();
    assert!(status == StatusCode::OK && confirmed.len() > 1);
    assert!(confirmed.iter().all(|one| one["status"] == "confirmed" && one["room"].is_string()));
    let (_, cancelled) = posts(&noor, &path("cancel"), &json!({ "note": "I am well again" })).await?;
    let cancelled = cancelled["items"].as_array().ok_or("a list")?.clone();
    assert_eq!(cancelled.len(), confirmed.len());
    assert!(cancelled.iter().all(|one| one["status"] == "cancelled" && one["closingNote"] == "I am well again"));
    assert_eq!(asks(&noor, Method::POST, &path("cancel"), None).await?.0, StatusCode::CONFLICT);
    Ok(())
}
