//! Coming to a group, and going.

use super::*;
use crate::server::testing::{Cast, Story};

#[tokio::test]
async fn a_newcomer_sees_the_whole_history_and_nothing_of_it_is_new() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let tomas = cast.signs_in("patient2@clinic.demo").await?;
    let group = opens_group(&imani, " Knee group ", &[noor.me.id(), noor.me.id(), imani.me.id()]).await?;
    assert_eq!((group.title.as_deref(), group.member_count, group.last_number), (Some("Knee group"), 2, 0));
    imani.says(group.id, "Welcome.").await?;
    assert_eq!(tomas.gets(&format!("{ROOMS}/{}", group.id)).await?.0, StatusCode::NOT_FOUND);

    let mut phone = tomas.connects().await?;
    assert_eq!(adds(&imani, group.id, tomas.me.id()).await?, StatusCode::CREATED);
    let told = phone.hears_of("chat:changed").await?;
    assert_eq!((&told["room"]["memberCount"], &told["room"]["title"]), (&json!(3), &json!("Knee group")));
    assert_eq!(adds(&imani, group.id, tomas.me.id()).await?, StatusCode::OK);
    let seen = tomas.sees_room(group.id).await?;
    assert_eq!((seen.unread, seen.last_number), (Some(0), 2));
    assert_eq!(seen.member(tomas.me.id()).map(|member| member.read), Some(2));
    assert_eq!(last_words(&tomas, group.id).await?, "Dr. Imani Mbeki added Tomas Varga.");
    assert_eq!(tomas.history(group.id, 0).await?.len(), 2);
    noor.says(group.id, "Hello Tomas!").await?;
    assert_eq!(tomas.sees_room(group.id).await?.unread, Some(1));
    Ok(())
}

#[tokio::test]
async fn for_whoever_was_removed_the_room_is_gone() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let jonas = cast.signs_in("doctor2@clinic.demo").await?;
    let group = opens_group(&imani, "Knees", &[noor.me.id(), jonas.me.id()]).await?;
    let (mut phone, mut desk) = (noor.connects().await?, jonas.connects().await?);
    for device in [&mut phone, &mut desk] {
        device.asks(&json!({ "type": "join:chat", "room": group.id }), "chat:joined").await?;
    }
    for _ in 0..2 {
        assert_eq!(removes(&imani, group.id, noor.me.id()).await?, StatusCode::NO_CONTENT);
    }
    assert_eq!(phone.hears_of("chat:removed").await?, json!({ "type": "chat:removed", "room": group.id }));
    assert_eq!(phone.hears().await?, json!({ "type": "chat:left", "room": group.id }));
    assert_eq!(desk.hears_of("chat:changed").await?["room"]["memberCount"], 2);
    assert_eq!(last_words(&jonas, group.id).await?, "Dr. Imani Mbeki removed Noor Rahimi.");
    for frame in ["typing:start", "join:chat"] {
        let refused = phone.asks(&json!({ "type": frame, "room": group.id }), "error").await?;
        assert_eq!(refused["code"], "not_found");
    }
    assert!(noor.says(group.id, "Still there?").await.is_err());
    assert_eq!(noor.gets(&format!("/api/v1/chat/messages/{}", group.id)).await?.0, StatusCode::NOT_FOUND);
    imani.says(group.id, "Now we are two.").await?;
    desk.hears_of("message:received").await?;
    phone.sends(&json!({ "type": "ping" })).await?;
    assert_eq!(phone.hears().await?["type"], "pong", "nothing is told to whoever has gone");
    Ok(())
}

#[tokio::test]
async fn whoever_leaves_is_not_told_that_they_were_removed() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let group = opens_group(&imani, "Knees", &[noor.me.id()]).await?;
    let mut phone = noor.connects().await?;
    assert_eq!(removes(&noor, group.id, noor.me.id()).await?, StatusCode::NO_CONTENT);
    assert_eq!(phone.hears().await?["message"]["body"], "Noor Rahimi left.");
    assert_eq!(phone.hears().await?["type"], "chat:left");
    Ok(())
}

#[tokio::test]
async fn only_groups_are_joined_and_left() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let jonas = cast.signs_in("doctor2@clinic.demo").await?;
    let visit = noor.active_room().await?;
    assert_eq!(adds(&imani, visit.id, jonas.me.id()).await?, StatusCode::FORBIDDEN);
    assert_eq!(removes(&noor, visit.id, noor.me.id()).await?, StatusCode::FORBIDDEN);
    assert_eq!(changes(&imani, visit.id, json!({ "title": "Knee" })).await?, StatusCode::FORBIDDEN);
    assert_eq!(adds(&jonas, visit.id, jonas.me.id()).await?, StatusCode::NOT_FOUND);
    assert_eq!(removes(&jonas, visit.id, noor.me.id()).await?, StatusCode::NOT_FOUND);
    Ok(())
}

#[tokio::test]
async fn whoever_is_in_a_group_is_not_found_to_be_added() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let tomas = cast.signs_in("patient2@clinic.demo").await?;
    let group = opens_group(&imani, "Knees", &[noor.me.id()]).await?;
    let others = ["Dr. Jonas Okafor", "Greta Lindenhof", "Tomas Varga"];
    assert_eq!(finds(&imani, "", Some(group.id)).await?, others);
    assert_eq!(finds(&imani, "noor", Some(group.id)).await?, Vec::<String>::new());
    assert_eq!(finds(&imani, "noor", None).await?, ["Noor Rahimi"]);
    adds(&imani, group.id, tomas.me.id()).await?;
    assert_eq!(finds(&imani, "", Some(group.id)).await?, &others[..2]);
    let elsewhere = opens_group(&imani, "Elbows", &[tomas.me.id()]).await?;
    assert!(finds(&noor, "", Some(elsewhere.id)).await.is_err(), "who is in it is for its members");
    Ok(())
}

/// The names of those whom one may write to, of those who are not in the room where it is given.
async fn finds(actor: &Actor<'_>, text: &str, outside: Option<RoomId>) -> Outcome<Vec<String>> {
    let search = json!({ "text": text, "after": null, "outside": outside });
    let (status, found) = asks(actor, Method::POST, "/fn/find-people", &search).await?;
    if status != StatusCode::OK {
        return Err(found.to_string().into());
    }
    Ok(found.as_array().into_iter().flatten().filter_map(|person| person["name"].as_str().map(str::to_owned)).collect())
}

#[tokio::test]
async fn members_and_people_are_listed_in_pages() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let mut ids = vec![noor.me.id()];
    for email in ["patient2@clinic.demo", "doctor2@clinic.demo", "admin@clinic.demo"] {
        ids.push(cast.signs_in(email).await?.me.id());
    }
    let group = opens_group(&imani, "Everybody", &ids).await?;
    let mut members = read_all(&noor, format!("{ROOMS}/{}/members/?", group.id)).await?;
    members.sort();
    let everybody = ["Dr. Imani Mbeki", "Dr. Jonas Okafor", "Greta Lindenhof", "Noor Rahimi", "Tomas Varga"];
    assert_eq!(members, everybody);
    assert_eq!(read_all(&imani, "/api/v1/users?".into()).await?, &everybody[1..]);
    assert_eq!(read_all(&noor, "/api/v1/users/?q=%C3%96KA&".into()).await?, ["Dr. Jonas Okafor"]);
    assert_eq!(read_all(&imani, "/api/v1/users?q=100%25&".into()).await?, Vec::<String>::new());
    Ok(())
}

/// The names in all pages of a list, two at a time; `list` ends where its parameters go on.
async fn read_all(actor: &Actor<'_>, list: String) -> Outcome<Vec<String>> {
    let (mut names, mut cursor) = (Vec::new(), String::new());
    loop {
        let (status, page) = actor.gets(&format!("{list}limit=2{cursor}")).await?;
        assert_eq!(status, StatusCode::OK, "{page}");
        let items = page["items"].as_array().cloned().unwrap_or_default();
        let name = |item: &Value| item["name"].as_str().or(item["user"]["name"].as_str()).map(str::to_owned);
        names.extend(items.iter().filter_map(name));
        match page["next"].as_str() {
            Some(next) => cursor = format!("&before={next}"),
            None => return Ok(names),
        }
    }
}
