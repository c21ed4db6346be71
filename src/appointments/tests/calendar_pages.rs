//! Calendars as pages: whose they are, and what stands in them.

use super::{books, decides, offer};
use crate::appointments::{Deed, Roster};
use crate::server::testing::{Actor, Cast, Story};
use reqwest::{Method, StatusCode};
use serde_json::json;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

async fn asks(actor: &Actor<'_>, day: &str, practitioner: Option<&Actor<'_>>) -> Outcome<reqwest::Response> {
    let query = json!({ "first": day, "days": 1, "practitioner": practitioner.map(|one| one.me.id) });
    Ok(actor.ask(Method::POST, "/fn/calendar").json(&json!({ "query": query })).send().await?)
}

pub(super) async fn page(actor: &Actor<'_>, path: &str) -> Outcome<(StatusCode, String)> {
    let answer = actor.ask(Method::GET, path).header("accept", "text/html").send().await?;
    Ok((answer.status(), answer.text().await?))
}

#[tokio::test]
async fn practitioners_see_their_own_calendar_and_admins_all() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let jonas = cast.signs_in("doctor2@clinic.demo").await?;
    let greta = cast.signs_in("admin@clinic.demo").await?;
    let time = *offer(&cast, &imani).await?.1.last().ok_or("no free time")?;
    let request = books(&cast, &noor, &imani, time).await?;
    let day = time.civil(&imani.me.time_zone).date.to_string();

    let own: Vec<Roster> = asks(&imani, &day, None).await?.json().await?;
    assert!(own.len() == 1 && own[0].appointments.iter().any(|one| one.id == request.id));
    assert!(own[0].open.iter().any(|(opens, closes)| *opens <= time && time < *closes), "within hours");
    assert_eq!(asks(&imani, &day, Some(&jonas)).await?.status(), StatusCode::NOT_FOUND);
    assert_eq!(asks(&noor, &day, None).await?.status(), StatusCode::FORBIDDEN);

    let all: Vec<Roster> = asks(&greta, &day, None).await?.json().await?;
    assert!(all.len() >= 2 && all.iter().any(|roster| roster.practitioner.id == jonas.me.id));
    let one: Vec<Roster> = asks(&greta, &day, Some(&imani)).await?.json().await?;
    assert_eq!(one, own, "the same zone, the same day");
    let elsewhere = cast.signs_in("admin@fitness.demo").await?;
    assert_eq!(asks(&elsewhere, &day, Some(&imani)).await?.status(), StatusCode::NOT_FOUND);

    let over: Vec<Roster> = asks(&imani, "2024-01-15", None).await?.json().await?;
    assert!(over[0].open.is_empty(), "of days that are over nobody knows the hours any more");

    decides(&cast, &imani, &request, Deed::Decline).await?;
    let after: Vec<Roster> = asks(&imani, &day, None).await?.json().await?;
    assert!(!after[0].appointments.iter().any(|one| one.id == request.id), "what is declined takes no time");
    Ok(())
}

#[tokio::test]
async fn impossible_days_are_refused() -> Story {
    let cast = Cast::assemble().await?;
    let imani = cast.doctor().await?;
    for query in [
        json!({ "first": "2026-02-30", "days": 1 }),
        json!({ "first": "2026-11-20", "days": 0 }),
        json!({ "first": "2026-11-20", "days": 200 }),
    ] {
        let answer = imani.ask(Method::POST, "/fn/calendar").json(&json!({ "query": query })).send().await?;
        assert!(!answer.status().is_success(), "{query}");
    }
    for day in ["nonsense", "2026-02-30", "9999-12-31", "-0001-01-01"] {
        let (status, _) = page(&imani, &format!("/doctor/appointments?view=week&day={day}")).await?;
        assert_eq!(status, StatusCode::OK, "an address that makes no sense shows today: {day}");
    }
    Ok(())
}

#[tokio::test]
async fn the_pages_come_drawn_with_their_appointments() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let time = *offer(&cast, &imani).await?.1.last().ok_or("no free time")?;
    let request = books(&cast, &noor, &imani, time).await?;
    let civil = time.civil(&imani.me.time_zone);
    let name = format!("{}, Noor Rahimi, {}, Requested", civil.clock(), request.type_name);
    for view in ["view=week&", "view=day&", ""] {
        let (_, shown) = page(&imani, &format!("/doctor/appointments?{view}day={}", civil.date)).await?;
        assert!(shown.contains(&format!("aria-label=\"{name}\"")), "{view}");
        assert!(shown.contains("aria-label=\"Requests\""));
        assert!(!shown.contains(" style="), "the content policy allows no inline styles");
    }
    let (_, list) = page(&imani, "/doctor/appointments?view=list").await?;
    assert!(list.contains("Past and closed") && list.matches("aria-label=\"Requests\"").count() == 1);
    let greta = cast.signs_in("admin@clinic.demo").await?;
    let (_, practice) = page(&greta, &format!("/admin/calendar?day={}", civil.date)).await?;
    assert!(practice.contains(&name) && practice.contains("All doctors"));
    for (actor, path) in [(&imani, "/doctor/day-sheet"), (&greta, "/admin/day-sheet")] {
        let (status, sheet) = page(actor, &format!("{path}?day={}", civil.date)).await?;
        assert_eq!(status, StatusCode::OK);
        assert!(sheet.contains("Noor Rahimi") && sheet.contains("Cough") && sheet.contains(&civil.clock()));
        assert!(sheet.contains("Penicillin") && sheet.contains("14 March 1991") && sheet.contains("A+"));
    }
    for (actor, path) in [(&noor, "/patient/day-sheet"), (&noor, "/patient/calendar"), (&imani, "/doctor/calendar")] {
        assert_eq!(page(actor, path).await?.0, StatusCode::NOT_FOUND, "{path}");
    }
    Ok(())
}

/// Lists are drawn anew whenever somebody else asks for something; what is being chosen and typed is not in them.
#[tokio::test]
async fn the_dialogs_of_requests_stand_beside_their_list() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (_, times) = offer(&cast, &imani).await?;
    for at in times.into_iter().take(2) {
        books(&cast, &noor, &imani, at).await?;
    }
    for path in ["/doctor", "/doctor/appointments"] {
        let (_, shown) = page(&imani, path).await?;
        assert!(shown.matches("Propose another time").count() > 1, "{path}");
        for dialog in ["id=\"moving\"", "id=\"decision\""] {
            assert_eq!(shown.matches(dialog).count(), 1, "{dialog} of {path}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn the_day_sheet_tells_of_the_pet_that_comes() -> Story {
    let cast = Cast::assemble().await?;
    let mika = cast.signs_in("pet-parent@veterinary.demo").await?;
    let vet = cast.signs_in("veterinarian@veterinary.demo").await?;
    let pets = crate::pets::store::pets_of(&mut *cast.state.read().await?, mika.me.id).await?;
    let nelli = pets.iter().find(|pet| pet.name == "Nelli").ok_or("no pet")?;
    let (type_id, times) = offer(&cast, &vet).await?;
    let starts_at = *times.last().ok_or("no free time")?;
    let asked = json!({
        "practitioner": vet.me.id, "typeId": type_id, "startsAt": starts_at, "reason": "A limp", "pet": nelli.id,
    });
    let booked = mika.ask(Method::POST, "/api/v1/appointments").json(&asked).send().await?;
    assert_eq!(booked.status(), StatusCode::CREATED);
    let day = starts_at.civil(&vet.me.time_zone).date;
    let (_, sheet) = page(&vet, &format!("/veterinarian/day-sheet?day={day}")).await?;
    for part in ["A limp", "Nelli", " · Dog · Finnish Lapphund · 4 years", "liver sausage", "Phone"] {
        assert!(sheet.contains(part), "{part}");
    }
    let others = json!({ "pets": [nelli.id] });
    let noor = cast.patient().await?;
    let seen: serde_json::Value = noor.ask(Method::POST, "/fn/some-pets").json(&others).send().await?.json().await?;
    assert_eq!(seen, json!([]), "nobody sees another practice's pets");
    let known: serde_json::Value = noor
        .ask(Method::POST, "/fn/some-clients")
        .json(&json!({ "clients": [noor.me.id, mika.me.id] }))
        .send()
        .await?
        .json()
        .await?;
    assert_eq!(known, json!([]), "and clients see nobody's card");
    Ok(())
}
