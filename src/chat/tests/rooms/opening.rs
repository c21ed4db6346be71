//! Who opens a conversation with whom.

use super::*;
use crate::server::testing::{Cast, Story};
use std::collections::HashSet;

#[tokio::test]
async fn two_people_have_one_direct_room_whoever_asks_and_however_often() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let mut desk = imani.connects().await?;
    let asked = (0..100).map(|place| {
        let (one, other) = if place % 2 == 0 { (&noor, &imani) } else { (&imani, &noor) };
        async move { opens(one, &json!({ "kind": "direct", "user": other.me.id() })).await }
    });
    let answers = futures_util::future::join_all(asked).await.into_iter().collect::<Outcome<Vec<_>>>()?;
    assert_eq!(answers.iter().filter(|(status, _)| *status == StatusCode::CREATED).count(), 1);
    assert!(answers.iter().all(|(status, _)| *status == StatusCode::CREATED || *status == StatusCode::OK));
    let ids: HashSet<&str> = answers.iter().filter_map(|(_, room)| room["id"].as_str()).collect();
    assert_eq!(ids.len(), 1);
    let (_, room) = &answers[0];
    assert_eq!((&room["kind"], &room["unread"], &room["title"]), (&json!("direct"), &json!(0), &Value::Null));
    let told = desk.hears_of("chat:changed").await?;
    assert_eq!((&told["room"]["id"], told["room"].get("unread")), (&room["id"], None));
    Ok(())
}

#[tokio::test]
async fn who_is_not_seen_does_not_exist_and_who_is_not_met_is_not_written_to() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, tomas) = (cast.patient().await?, cast.signs_in("patient2@clinic.demo").await?);
    let (jonas, greta) = (cast.signs_in("doctor2@clinic.demo").await?, cast.signs_in("admin@clinic.demo").await?);
    let trainer = cast.signs_in("trainer@fitness.demo").await?;
    for (other, expected) in [
        (tomas.me.id(), StatusCode::NOT_FOUND),
        (trainer.me.id(), StatusCode::NOT_FOUND),
        (UserId::new(), StatusCode::NOT_FOUND),
        (jonas.me.id(), StatusCode::FORBIDDEN),
        (greta.me.id(), StatusCode::FORBIDDEN),
    ] {
        assert_eq!(opens(&noor, &json!({ "kind": "direct", "user": other })).await?.0, expected);
        let group = json!({ "kind": "group", "title": "Group", "users": [other] });
        assert_eq!(opens(&noor, &group).await?.0, expected);
    }
    // Staff write to everybody, and whoever shares a group has met.
    opens_group(&greta, "Knees", &[noor.me.id(), tomas.me.id()]).await?;
    assert_eq!(opens(&noor, &json!({ "kind": "direct", "user": tomas.me.id() })).await?.0, StatusCode::CREATED);
    assert_eq!(opens(&noor, &json!({ "kind": "direct", "user": greta.me.id() })).await?.0, StatusCode::CREATED);
    Ok(())
}

#[tokio::test]
async fn a_client_says_whether_other_clients_of_their_groups_may_write_to_them() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, tomas) = (cast.patient().await?, cast.signs_in("patient2@clinic.demo").await?);
    let (imani, greta) = (cast.doctor().await?, cast.signs_in("admin@clinic.demo").await?);
    opens_group(&greta, "Knees", &[noor.me.id(), tomas.me.id(), imani.me.id()]).await?;
    let close =
        async |closed: bool| asks(&tomas, Method::PATCH, "/api/v1/me", &json!({ "closedToGroups": closed })).await;
    let finds = async || -> Outcome<bool> {
        let search = json!({ "text": "", "after": null });
        let (_, found) = asks(&noor, Method::POST, "/fn/find-people", &search).await?;
        let tomas = json!(tomas.me.id());
        Ok(found.as_array().is_some_and(|people| people.iter().any(|person| person["id"] == tomas)))
    };
    let direct = |other: UserId| json!({ "kind": "direct", "user": other });
    assert_eq!(tomas.gets("/api/v1/me").await?.1["closedToGroups"], false, "they may, until one says otherwise");
    assert!(finds().await?);

    let (status, me) = close(true).await?;
    assert_eq!((status, &me["closedToGroups"], &me["lastSeenHidden"]), (StatusCode::OK, &json!(true), &json!(false)));
    assert!(!finds().await?);
    assert_eq!(opens(&noor, &direct(tomas.me.id())).await?.0, StatusCode::FORBIDDEN, "who is seen is not written to");
    let group = json!({ "kind": "group", "title": "Two", "users": [tomas.me.id()] });
    assert_eq!(opens(&noor, &group).await?.0, StatusCode::FORBIDDEN);
    for staff in [&imani, &greta] {
        assert_eq!(opens(staff, &direct(tomas.me.id())).await?.0, StatusCode::CREATED);
    }

    close(false).await?;
    assert!(finds().await?);
    assert_eq!(opens(&noor, &direct(tomas.me.id())).await?.0, StatusCode::CREATED);
    close(true).await?;
    assert_eq!(opens(&noor, &direct(tomas.me.id())).await?.0, StatusCode::OK, "what is there stays");
    Ok(())
}

#[tokio::test]
async fn what_does_not_fit_is_refused_with_its_field() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let other = noor.me.id();
    let strangers: Vec<UserId> = (0..1_000).map(|_| UserId::new()).collect();
    for (body, field) in [
        (json!({}), "kind"),
        (json!({ "kind": "party", "user": other }), "kind"),
        (json!({ "kind": "appointment", "user": other }), "kind"),
        (json!({ "kind": "direct" }), "user"),
        (json!({ "kind": "direct", "user": "me" }), "user"),
        (json!({ "kind": "direct", "user": imani.me.id() }), "user"),
        (json!({ "kind": "group", "users": [other] }), "title"),
        (json!({ "kind": "group", "title": " ", "users": [other] }), "title"),
        (json!({ "kind": "group", "title": "a\u{0}b", "users": [other] }), "title"),
        (json!({ "kind": "group", "title": "x".repeat(121), "users": [other] }), "title"),
        (json!({ "kind": "group", "title": "Group" }), "users"),
        (json!({ "kind": "group", "title": "Group", "users": [imani.me.id()] }), "users"),
        (json!({ "kind": "group", "title": "Group", "users": strangers }), "users"),
    ] {
        let (status, problem) = opens(&imani, &body).await?;
        assert_eq!((status, &problem["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!(field)), "{body}");
    }
    let (status, problem) = imani.gets(&format!("{ROOMS}?after=x")).await?;
    assert_eq!((status, &problem["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("after")));
    assert_eq!(imani.gets("/api/v1/users?q=%00").await?.1["field"], "q");
    Ok(())
}

#[tokio::test]
async fn an_ended_direct_room_is_opened_again_by_a_practitioner_or_whoever_ended_it() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let ask = |other: &Actor<'_>| json!({ "kind": "direct", "user": other.me.id() });
    let (_, opened) = opens(&noor, &ask(&imani)).await?;
    let room: Room = serde_json::from_value(opened)?;
    ends(&imani, room.id).await?;
    assert_eq!(opens(&noor, &ask(&imani)).await?.1["status"], "ended");
    let (status, again) = opens(&imani, &ask(&noor)).await?;
    assert_eq!((status, &again["status"], &again["id"]), (StatusCode::OK, &json!("active"), &json!(room.id)));
    assert_eq!(last_words(&noor, room.id).await?, "Dr. Imani Mbeki opened this conversation again.");
    ends(&noor, room.id).await?;
    assert_eq!(opens(&noor, &ask(&imani)).await?.1["status"], "active");
    Ok(())
}
