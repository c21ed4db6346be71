//! What pages say of one appointment, and to whom.

use super::calendar_pages::page;
use super::grace::arranges;
use super::{books, decides, far_times, offer};
use crate::appointments::Deed;
use crate::appointments::store::propose_time;
use crate::server::testing::{Cast, Story};
use crate::time::Moment;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

fn heading(page: &str) -> Option<&str> {
    Some(page.split_once("<h1>")?.1.split_once("</h1>")?.0)
}

#[tokio::test]
async fn an_admin_reads_both_names_and_is_led_to_no_room() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let greta = cast.signs_in("admin@clinic.demo").await?;
    let time = *offer(&cast, &imani).await?.1.first().ok_or("no free time")?;
    let request = books(&cast, &noor, &imani, time).await?;
    decides(&cast, &imani, &request, Deed::Confirm).await?;
    for (actor, role, is_in_room) in [(&noor, "patient", true), (&imani, "doctor", true), (&greta, "admin", false)] {
        let (status, shown) = page(actor, &format!("/{role}/appointments/{}", request.id)).await?;
        assert_eq!(status, StatusCode::OK);
        for part in ["Open chat", "aria-label=\"Conversation\""] {
            assert_eq!(shown.contains(part), is_in_room, "{role}: {part}");
        }
        let names = heading(&shown).ok_or("no heading")?;
        assert_eq!(names.contains("with Dr. Imani Mbeki"), role == "admin", "{names}");
        let card = format!("href=\"/{role}/clients/{}\"", noor.me.id);
        assert_eq!(names.contains(&card), role != "patient", "{names}");
    }
    Ok(())
}

#[tokio::test]
async fn a_history_is_there_once_there_is_something_in_it() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let imported = arranges(&cast, &imani, noor.me.id, Moment::now().plus_minutes(20)).await?;
    let path = format!("/doctor/appointments/{}", imported.id);
    assert!(!page(&imani, &path).await?.1.contains("aria-label=\"History\""));
    decides(&cast, &imani, &imported, Deed::Cancel).await?;
    assert!(page(&imani, &path).await?.1.contains("aria-label=\"History\""));
    Ok(())
}

#[tokio::test]
async fn a_request_says_which_other_time_was_proposed() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let greta = cast.signs_in("admin@clinic.demo").await?;
    let (_, times) = far_times(&cast, &imani).await?;
    let [first, second, third, ..] = times[..] else { return Err("no free times".into()) };
    let request = books(&cast, &noor, &imani, first).await?;
    let details = format!("/doctor/appointments/{}", request.id);
    for (who, at, proposer) in [(&imani, second, "You proposed"), (&greta, third, "The practice proposes")] {
        let mut tx = cast.state.begin().await?;
        propose_time(&mut tx, &who.me, request.id, at, "").await?;
        tx.commit().await?;
        let zone = &imani.me.time_zone;
        let sentence = format!("{proposer} {}, {}.", at.civil(zone).day_short(), at.clock_in(zone));
        for path in ["/doctor", "/doctor/appointments", &details] {
            assert!(page(&imani, path).await?.1.contains(&sentence), "{path}: {sentence}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_veterinarian_reads_of_which_pet_it_is() -> Story {
    let cast = Cast::assemble().await?;
    let (mika, lea) =
        (cast.signs_in("pet-parent@veterinary.demo").await?, cast.signs_in("veterinarian@veterinary.demo").await?);
    let pets = crate::pets::store::pets_of(&mut *cast.state.read().await?, mika.me.id).await?;
    let nelli = pets.iter().find(|pet| pet.name == "Nelli").ok_or("no pet")?;
    let (type_id, times) = offer(&cast, &lea).await?;
    let starts_at = *times.first().ok_or("no free time")?;
    let asked = json!({
        "practitioner": lea.me.id, "typeId": type_id, "startsAt": starts_at, "reason": "A limp", "pet": nelli.id,
    });
    let booked = mika.ask(Method::POST, "/api/v1/appointments").json(&asked).send().await?;
    let booked: Value = booked.error_for_status()?.json().await?;
    let civil = starts_at.civil(&lea.me.time_zone);
    let (_, shown) = page(&lea, &format!("/veterinarian/appointments?view=day&day={}", civil.date)).await?;
    let kind = booked["typeName"].as_str().ok_or("a type")?;
    let block = format!("{}, Mika Koskinen, Nelli, {kind}, Requested", civil.clock());
    for name in [block, "Mika Koskinen, Nelli, A limp".into()] {
        assert!(shown.contains(&format!("aria-label=\"{name}\"")), "{name}");
    }
    let (_, card) = lea.gets(&format!("/api/v1/clients/{}", mika.me.id)).await?;
    let ahead = card["ahead"].as_array().ok_or("a list")?;
    let visit = ahead.iter().find(|visit| visit["id"] == booked["id"]).ok_or("it lies ahead")?;
    assert_eq!(visit["pet"], json!({ "id": nelli.id, "name": "Nelli" }));
    Ok(())
}
