//! Whose clients are listed, in which order, and what a card shows of what two people share.

use super::{CLIENTS, names};
use crate::server::testing::{Actor, Cast, Story};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

/// People who have only just joined.
async fn newcomers(cast: &Cast, names: &[&str]) -> Story {
    for (place, name) in names.iter().enumerate() {
        let email = format!("newcomer{place}@mail.example");
        let account =
            json!({ "practice": "clinic-demo", "name": name, "email": email, "password": "quiet-harbour-lantern" });
        let answer = cast.ask(Method::POST, "/api/v1/auth/sign-up").json(&account).send().await?;
        assert_eq!(answer.status(), StatusCode::CREATED);
    }
    Ok(())
}

async fn lists(actor: &Actor<'_>, query: &str) -> Result<Value, Box<dyn std::error::Error>> {
    let (status, listing) = actor.gets(&format!("{CLIENTS}?{query}")).await?;
    assert_eq!(status, StatusCode::OK, "{listing}");
    Ok(listing)
}

#[tokio::test]
async fn a_practitioner_has_clients_of_their_own_and_finds_all() -> Story {
    let cast = Cast::assemble().await?;
    newcomers(&cast, &["Zoë Ångström", "ada Brandt"]).await?;
    let (imani, greta) = (cast.doctor().await?, cast.signs_in("admin@clinic.demo").await?);
    assert_eq!(names(&lists(&imani, "").await?), ["Noor Rahimi"]);
    let all = ["ada Brandt", "Noor Rahimi", "Tomas Varga", "Zoë Ångström"];
    assert_eq!(names(&lists(&imani, "show=all").await?), all);
    assert_eq!(names(&lists(&greta, "").await?), all);
    assert_eq!(names(&lists(&imani, "show=all&q=ZOE%20angs").await?), ["Zoë Ångström"]);
    assert_eq!(names(&lists(&imani, "q=zoe").await?), Vec::<&str>::new());
    let first = lists(&imani, "show=all&limit=3").await?;
    let next = first["next"].as_str().ok_or("there is more")?;
    let rest = lists(&imani, &format!("show=all&limit=3&after={next}")).await?;
    assert_eq!((names(&rest), &rest["next"]), (vec!["Zoë Ångström"], &Value::Null));
    let noor = cast.patient().await?;
    assert_eq!(noor.gets(CLIENTS).await?.0, StatusCode::FORBIDDEN);
    for wrong in ["show=mine", "after=x", &format!("show=contact&after={next}"), "limit=0"] {
        assert_eq!(imani.gets(&format!("{CLIENTS}?{wrong}")).await?.0, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    Ok(())
}

#[tokio::test]
async fn a_conversation_makes_a_client_ones_own_and_the_last_one_first() -> Story {
    let cast = Cast::assemble().await?;
    let (imani, tomas) = (cast.doctor().await?, cast.signs_in("patient2@clinic.demo").await?);
    let room = json!({ "kind": "direct", "user": tomas.me.id() });
    let room: Value = imani.ask(Method::POST, "/api/v1/chat/rooms").json(&room).send().await?.json().await?;
    let room = serde_json::from_value(room["id"].clone())?;
    tomas.says(room, "Good morning").await?;
    tomas.says(room, "Are you there?").await?;
    assert_eq!(names(&lists(&imani, "").await?), ["Noor Rahimi", "Tomas Varga"]);
    let by_contact = lists(&imani, "show=contact&limit=1").await?;
    assert_eq!(names(&by_contact), ["Tomas Varga"]);
    assert_eq!(by_contact["items"][0]["unread"], 2);
    assert_eq!(by_contact["items"][0]["nextAppointment"], Value::Null);
    let next = by_contact["next"].as_str().ok_or("there is more")?;
    let rest = lists(&imani, &format!("show=contact&after={next}")).await?;
    assert_eq!(names(&rest), ["Noor Rahimi"]);
    let noor = &rest["items"][0];
    assert!(noor["nextAppointment"].is_string() && noor["lastAppointment"].is_string());
    assert_eq!(names(&lists(&imani, "show=contact&q=noor").await?), ["Noor Rahimi"]);
    Ok(())
}

#[tokio::test]
async fn a_card_shows_what_the_two_share_and_an_admin_only_times() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let path = format!("{CLIENTS}/{}", noor.me.id());
    let card = imani.gets(&path).await?.1;
    let count = |card: &Value, part: &str| card[part].as_array().map_or(0, Vec::len);
    assert_eq!(card["ahead"][0]["status"], "confirmed", "the nearest first");
    assert!(card["past"].as_array().is_some_and(|past| past.iter().any(|visit| visit["status"] == "completed")));
    assert!(card["past"].as_array().is_some_and(|past| past.iter().all(|visit| visit["status"] != "declined")));
    assert!(count(&card, "rooms") >= 2, "one open, one ended");
    let jonas = cast.signs_in("doctor2@clinic.demo").await?.gets(&path).await?.1;
    assert_eq!((count(&jonas, "ahead"), count(&jonas, "past"), count(&jonas, "rooms")), (0, 0, 0));
    let greta = cast.signs_in("admin@clinic.demo").await?.gets(&path).await?.1;
    assert_eq!((count(&greta, "ahead"), count(&greta, "rooms")), (count(&card, "ahead"), 0));
    Ok(())
}
