//! What is told adds up to what is there.

use super::*;
use crate::chat::{Conversations, Event};
use crate::server::testing::{Cast, Phone, Story};

/// What a person's list is, as far as events can tell it.
async fn list_of(actor: &Actor<'_>) -> Outcome<Conversations> {
    Ok(Conversations { rooms: actor.rooms().await?, ..Conversations::default() })
}

/// Applies what the phone hears until it hears nothing more.
async fn applies_all(list: &mut Conversations, phone: &mut Phone, actor: &Actor<'_>) -> Story {
    phone.sends(&json!({ "type": "ping" })).await?;
    loop {
        let frame = phone.hears().await?;
        if frame["type"] == "pong" {
            return Ok(());
        }
        let Ok(event) = serde_json::from_value::<Event>(frame) else { continue };
        if !list.apply(&event, actor.me.id()) {
            list.put(actor.sees_room(event.room()).await?);
        }
    }
}

/// For every verb: the list before, with the events applied, is the list after, for whoever is concerned.
#[tokio::test]
async fn each_verbs_events_add_up_to_a_fresh_list() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let jonas = cast.signs_in("doctor2@clinic.demo").await?;
    let group = opens_group(&imani, "Knees", &[noor.me.id()]).await?;
    let room = format!("{ROOMS}/{}", group.id);
    let member = |user: UserId| member_path(group.id, user);
    let verbs: Vec<(Method, String, Value)> = vec![
        (Method::POST, ROOMS.into(), json!({ "kind": "direct", "user": noor.me.id() })),
        (Method::POST, ROOMS.into(), json!({ "kind": "group", "title": "Elbows", "users": [jonas.me.id()] })),
        (Method::PATCH, room.clone(), json!({ "title": "Both knees" })),
        (Method::PATCH, room.clone(), json!({ "invites": "members" })),
        (Method::PATCH, room.clone(), json!({ "muted": true })),
        (Method::PUT, member(jonas.me.id()), json!({})),
        (Method::DELETE, member(noor.me.id()), json!({})),
        (Method::PUT, member(noor.me.id()), json!({})),
        (Method::POST, format!("{room}/end"), json!({})),
        (Method::DELETE, member(imani.me.id()), json!({})),
    ];
    let mut watched = Vec::new();
    for actor in [&noor, &imani, &jonas] {
        watched.push((actor, list_of(actor).await?, actor.connects().await?));
    }
    for (method, path, body) in verbs {
        let (status, answer) = asks(&imani, method.clone(), &path, &body).await?;
        assert!(status.is_success(), "{method} {path}: {answer}");
        for (actor, list, phone) in &mut watched {
            applies_all(list, phone, actor).await?;
            let fresh = list_of(actor).await?;
            let (told, there) = (serde_json::to_value(&list.rooms)?, serde_json::to_value(&fresh.rooms)?);
            assert_eq!(told, there, "{method} {path} {body}");
        }
    }
    Ok(())
}

/// A room that was caught up with tells of its members, too.
#[tokio::test]
async fn who_was_away_while_people_came_is_told_with_the_catch_up() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let jonas = cast.signs_in("doctor2@clinic.demo").await?;
    let group = opens_group(&imani, "Knees", &[noor.me.id()]).await?;
    adds(&imani, group.id, jonas.me.id()).await?;
    let mut phone = noor.connects().await?;
    let join = json!({ "type": "join:chat", "room": group.id, "since": group.version });
    assert_eq!(phone.asks(&join, "chat:changed").await?["room"]["memberCount"], 3);
    let joined = phone.hears_of("chat:joined").await?;
    assert_eq!(joined["changes"][0]["body"], "Dr. Imani Mbeki added Dr. Jonas Okafor.");
    assert_eq!(joined["receipts"][0]["user"], json!(jonas.me.id()));
    Ok(())
}
