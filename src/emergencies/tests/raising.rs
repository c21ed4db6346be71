//! Raising: who is told, who is not, and that a repeat is the same emergency.

use super::id;
use crate::ids::ClientId;
use crate::server::testing::{Cast, Story};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

#[tokio::test]
async fn every_practitioner_is_told_and_is_in_its_room() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let jonas = cast.signs_in("doctor2@clinic.demo").await?;
    let (mut desk, mut other_desk) = (imani.connects().await?, jonas.connects().await?);
    let mut phone = noor.connects().await?;
    let raised = noor.raises("  My chest hurts \n").await?;
    assert_eq!((&raised["text"], &raised["client"]["id"]), (&json!("My chest hurts"), &json!(noor.me.id())));
    assert!(raised["takenBy"].is_null() && raised["resolvedAt"].is_null() && raised["outcome"].is_null());
    for device in [&mut desk, &mut other_desk] {
        let told = device.hears_of("emergency:alert").await?;
        assert_eq!(told["emergency"], raised);
    }
    assert_eq!(phone.hears_of("emergency:changed").await?["emergency"], raised);

    let room: crate::ids::RoomId = raised["room"].as_str().unwrap_or_default().parse()?;
    for person in [&noor, &imani, &jonas] {
        let said = person.history(room, 0).await?;
        assert_eq!((said[0].body.as_str(), said[0].emergency), ("My chest hurts", true));
        assert!(said[0].is_by(noor.me.id()));
    }
    assert_eq!(imani.sees_room(room).await?.unread, Some(1));
    Ok(())
}

/// Whoever is not to hear of it hears something else first.
#[tokio::test]
async fn nobody_else_is_told() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let mut others = Vec::new();
    for email in ["patient2@clinic.demo", "admin@clinic.demo", "veterinarian@veterinary.demo", "admin@veterinary.demo"]
    {
        let actor = cast.signs_in(email).await?;
        others.push((email, actor.connects().await?, actor));
    }
    let raised = noor.raises("My chest hurts").await?;
    for (email, phone, _) in &mut others {
        phone.sends(&json!({ "type": "ping" })).await?;
        loop {
            let frame = phone.hears().await?;
            let kind = frame["type"].as_str().unwrap_or_default();
            assert!(!kind.starts_with("emergency:") && !frame.to_string().contains("chest"), "{email} hears {frame}");
            if kind == "pong" {
                break;
            }
        }
    }
    for (email, _, actor) in &others {
        let (status, _) = actor.gets(&format!("/api/v1/emergencies/{}", id(&raised))).await?;
        let may_read = *email == "admin@clinic.demo";
        assert_eq!(status, if may_read { StatusCode::OK } else { StatusCode::NOT_FOUND }, "{email}");
        let (_, list) = actor.gets("/api/v1/emergencies").await?;
        assert_eq!(list["items"].as_array().map(Vec::len), Some(usize::from(may_read)), "{email}");
    }
    let room = raised["room"].as_str().unwrap_or_default();
    for (email, _, actor) in &others {
        let (status, _) = actor.gets(&format!("/api/v1/chat/messages/{room}")).await?;
        assert_eq!(status, StatusCode::NOT_FOUND, "{email}");
    }
    Ok(())
}

/// Whoever is told finds it in their bell, once.
#[tokio::test]
async fn it_is_in_the_bell_of_those_who_are_told() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let greta = cast.signs_in("admin@clinic.demo").await?;
    let raised = noor.raises("My chest hurts").await?;
    crate::chat::ringing::sweep(&cast.state).await?;
    let (_, bell) = imani.gets("/api/v1/notifications").await?;
    let items = bell["items"].as_array().ok_or("a list")?;
    let about: Vec<_> = items.iter().filter(|item| item.to_string().contains("My chest hurts")).collect();
    assert_eq!(about.len(), 1, "its message does not ring as well: {bell}");
    assert_eq!((&about[0]["kind"], &about[0]["title"]), (&json!("emergency"), &json!("Emergency: Noor Rahimi")));
    let link = about[0]["link"].as_str().unwrap_or_default();
    assert!(link.ends_with(&format!("/doctor/emergencies/{}", id(&raised))), "{link}");
    let (_, bell) = greta.gets("/api/v1/notifications").await?;
    assert!(!bell.to_string().contains("My chest hurts"));
    imani.takes(&raised).await?;
    let (_, bell) = noor.gets("/api/v1/notifications").await?;
    assert!(bell.to_string().contains("Dr. Imani Mbeki has taken your emergency"), "{bell}");
    Ok(())
}

#[tokio::test]
async fn a_repeat_is_the_same_emergency() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let body = json!({ "text": "My chest hurts", "clientId": ClientId::new() });
    let presses = (0..8).map(|_| noor.commands("emergencies", body.clone()));
    let mut answers = Vec::new();
    for answer in futures_util::future::join_all(presses).await {
        answers.push(answer?);
    }
    assert_eq!(answers.iter().filter(|(status, _)| *status == StatusCode::CREATED).count(), 1);
    assert!(answers.iter().all(|(status, one)| status.is_success() && one["id"] == answers[0].1["id"]));
    let (_, list) = imani.gets("/api/v1/emergencies?status=open").await?;
    assert_eq!(list["items"].as_array().map(Vec::len), Some(1));
    let rooms = imani.rooms().await?.into_iter().filter(crate::chat::Room::is_group).count();
    assert_eq!(rooms, 1);
    Ok(())
}

#[tokio::test]
async fn only_clients_of_practices_with_emergencies_send_alerts() -> Story {
    let cast = Cast::assemble().await?;
    let (imani, ada) = (cast.doctor().await?, cast.signs_in("student@tutoring.demo").await?);
    let alert = json!({ "text": "Help" });
    assert_eq!(imani.commands("emergencies", alert.clone()).await?.0, StatusCode::FORBIDDEN);
    assert_eq!(ada.commands("emergencies", alert).await?.0, StatusCode::NOT_FOUND);
    for path in ["emergencies", "on-call"] {
        assert_eq!(ada.gets(&format!("/api/v1/{path}")).await?.0, StatusCode::NOT_FOUND);
    }
    let noor = cast.patient().await?;
    for text in ["", "  \n", &"x".repeat(8_001)] {
        let (status, refusal) = noor.commands("emergencies", json!({ "text": text })).await?;
        assert_eq!((status, &refusal["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("text")));
    }
    let (status, _) = noor.gets("/api/v1/emergencies/not-an-id").await?;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert_eq!(cast.ask(Method::GET, "/api/v1/emergencies").send().await?.status(), StatusCode::UNAUTHORIZED);
    Ok(())
}

/// An alert opens no way to write to practitioners with whom one shares nothing.
#[tokio::test]
async fn its_room_lets_nobody_begin_other_conversations() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, jonas) = (cast.patient().await?, cast.signs_in("doctor2@clinic.demo").await?);
    noor.raises("My chest hurts").await?;
    let (status, _) = noor.commands("chat/rooms", json!({ "kind": "direct", "user": jonas.me.id() })).await?;
    assert_eq!(status, StatusCode::FORBIDDEN);
    Ok(())
}

#[tokio::test]
async fn a_list_goes_on_from_page_to_page() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    for text in ["First", "Second", "Third"] {
        let raised = noor.raises(text).await?;
        imani.takes(&raised).await?;
        imani.resolves(&raised, "It is better").await?;
    }
    let (_, first) = imani.gets("/api/v1/emergencies?limit=2").await?;
    let next = first["next"].as_str().ok_or("a next page")?;
    let (_, second) = imani.gets(&format!("/api/v1/emergencies?limit=2&before={next}")).await?;
    let texts: Vec<&Value> = [&first, &second]
        .into_iter()
        .flat_map(|page| page["items"].as_array().into_iter().flatten())
        .map(|one| &one["text"])
        .collect();
    assert_eq!(texts, ["Third", "Second", "First"]);
    assert!(second["next"].is_null());
    let (status, _) = imani.gets("/api/v1/emergencies?before=nonsense").await?;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    Ok(())
}
