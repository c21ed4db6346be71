//! Who may change what of a room.

use super::*;
use crate::chat::Context;
use crate::server::testing::{Cast, Story};

#[tokio::test]
async fn who_may_is_decided_by_whoever_opened_the_group() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let jonas = cast.signs_in("doctor2@clinic.demo").await?;
    let tomas = cast.signs_in("patient2@clinic.demo").await?;
    let group = opens_group(&imani, "Knees", &[noor.me.id(), jonas.me.id()]).await?.id;
    assert_eq!(changes(&jonas, group, json!({ "title": "Elbows" })).await?, StatusCode::FORBIDDEN);
    assert_eq!(changes(&jonas, group, json!({ "invites": "members" })).await?, StatusCode::FORBIDDEN);
    assert_eq!(changes(&tomas, group, json!({ "title": "Elbows" })).await?, StatusCode::NOT_FOUND);
    assert_eq!(changes(&imani, group, json!({ "invites": "strangers" })).await?, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(adds(&jonas, group, tomas.me.id()).await?, StatusCode::FORBIDDEN);
    assert_eq!(removes(&jonas, group, noor.me.id()).await?, StatusCode::FORBIDDEN);

    assert_eq!(changes(&imani, group, json!({ "invites": "members" })).await?, StatusCode::OK);
    assert_eq!(changes(&jonas, group, json!({ "title": " Elbows " })).await?, StatusCode::OK);
    assert_eq!(last_words(&noor, group).await?, "Dr. Jonas Okafor renamed this group to “Elbows”.");
    assert_eq!(adds(&noor, group, tomas.me.id()).await?, StatusCode::NOT_FOUND, "whom one does not see");
    assert_eq!(adds(&jonas, group, tomas.me.id()).await?, StatusCode::CREATED);
    assert_eq!(removes(&noor, group, tomas.me.id()).await?, StatusCode::NO_CONTENT);
    assert_eq!(removes(&noor, group, imani.me.id()).await?, StatusCode::FORBIDDEN, "whoever opened it stays");
    Ok(())
}

#[tokio::test]
async fn a_group_passes_on_when_its_opener_leaves_and_ends_with_the_last() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let jonas = cast.signs_in("doctor2@clinic.demo").await?;
    let group = opens_group(&imani, "Knees", &[noor.me.id()]).await?.id;
    adds(&imani, group, jonas.me.id()).await?;
    assert_eq!(removes(&imani, group, imani.me.id()).await?, StatusCode::NO_CONTENT);
    assert_eq!(imani.gets(&format!("{ROOMS}/{group}")).await?.0, StatusCode::NOT_FOUND);
    assert_eq!(last_words(&noor, group).await?, "Dr. Imani Mbeki left.");
    assert_eq!(noor.sees_room(group).await?.opened_by, Some(noor.me.id()), "who has been in it longest");
    assert_eq!(changes(&noor, group, json!({ "title": "Mine now" })).await?, StatusCode::OK);
    assert_eq!(removes(&noor, group, noor.me.id()).await?, StatusCode::NO_CONTENT);
    assert_eq!(jonas.sees_room(group).await?.opened_by, Some(jonas.me.id()));
    assert_eq!(removes(&jonas, group, jonas.me.id()).await?, StatusCode::NO_CONTENT);
    assert_eq!(removes(&jonas, group, jonas.me.id()).await?, StatusCode::NOT_FOUND);
    Ok(())
}

#[tokio::test]
async fn a_conversation_is_ended_by_its_opener_or_a_practitioner_in_it() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let greta = cast.signs_in("admin@clinic.demo").await?;
    let (_, direct) = opens(&noor, &json!({ "kind": "direct", "user": imani.me.id() })).await?;
    let direct = serde_json::from_value::<Room>(direct)?.id;
    assert_eq!(ends(&greta, direct).await?.0, StatusCode::NOT_FOUND);
    let mine = opens_group(&noor, "Mine", &[imani.me.id()]).await?.id;
    let theirs = opens_group(&imani, "Theirs", &[noor.me.id()]).await?.id;
    assert_eq!(ends(&noor, theirs).await?.0, StatusCode::FORBIDDEN);

    let mut phone = noor.connects().await?;
    for (actor, room) in [(&noor, mine), (&imani, theirs), (&imani, direct)] {
        let (status, ended) = ends(actor, room).await?;
        assert_eq!((status, &ended["status"]), (StatusCode::OK, &json!("ended")));
        assert_eq!(phone.hears_of("chat:changed").await?["room"]["status"], "ended");
        assert_eq!(ends(actor, room).await?, (StatusCode::OK, ended));
        assert!(noor.says(room, "One more thing").await.is_err());
        assert_eq!(last_words(&noor, room).await?, format!("{} ended this conversation.", actor.me.name));
        assert_eq!(changes(actor, room, json!({ "title": "Over" })).await?, StatusCode::FORBIDDEN);
    }
    Ok(())
}

#[tokio::test]
async fn an_appointments_conversation_is_ended_by_its_practitioner_and_the_appointment_stays() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let visit = noor.active_room().await?;
    let Some(Context::Appointment(about)) = &visit.context else { return Err("it is of an appointment".into()) };
    let (status, problem) = ends(&noor, visit.id).await?;
    let why = json!("An appointment's conversation is ended by a practitioner in it, or with the appointment.");
    assert_eq!((status, &problem["detail"]), (StatusCode::FORBIDDEN, &why));
    assert_eq!(noor.sees_room(visit.id).await?.last_number, visit.last_number, "nothing is said of it");
    noor.says(visit.id, "See you then").await?;

    let (status, ended) = ends(&imani, visit.id).await?;
    assert_eq!((status, &ended["status"]), (StatusCode::OK, &json!("ended")));
    assert_eq!(last_words(&noor, visit.id).await?, "Dr. Imani Mbeki ended this conversation.");
    assert!(noor.says(visit.id, "One more thing").await.is_err());
    let appointment = noor.gets(&format!("/api/v1/appointments/{}", about.id)).await?.1;
    assert_eq!(appointment["status"], about.status, "it takes place as agreed");
    Ok(())
}

#[tokio::test]
async fn muting_is_ones_own() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = noor.active_room().await?;
    let (mut phone, mut desk) = (noor.connects().await?, imani.connects().await?);
    let path = format!("{ROOMS}/{}", room.id);
    let (status, muted) = asks(&noor, Method::PATCH, &path, &json!({ "muted": true })).await?;
    assert_eq!((status, &muted["muted"], &muted["version"]), (StatusCode::OK, &json!(true), &json!(room.version)));
    assert_eq!(phone.hears_of("chat:muted").await?, json!({ "type": "chat:muted", "room": room.id, "muted": true }));
    assert_eq!(imani.sees_room(room.id).await?.muted, Some(false));
    desk.sends(&json!({ "type": "ping" })).await?;
    assert_eq!(desk.hears().await?["type"], "pong", "nobody else is told");
    assert_eq!(asks(&noor, Method::PATCH, &path, &json!({ "muted": false })).await?.1["muted"], false);
    Ok(())
}
