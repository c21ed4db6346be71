//! Who may ask, and whom.

use super::*;
use crate::server::testing::{Cast, Story};

#[tokio::test]
async fn practitioners_and_admins_ask_and_clients_do_not() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let greta = cast.signs_in("admin@clinic.demo").await?;
    let room = opens_group(&imani, &[noor.me.id(), greta.me.id()]).await?;
    let ask = json!({ "acknowledge": { "deadline": "2099-01-01T12:00:00+01:00" } });
    assert_eq!(posts(&noor, room, ask.clone()).await?.0, StatusCode::FORBIDDEN);
    for actor in [&imani, &greta] {
        let (status, message) = posts(actor, room, ask.clone()).await?;
        assert_eq!(status, StatusCode::CREATED, "{message}");
        let deadline = "2099-01-01T11:00:00Z";
        assert_eq!(message["acknowledgement"], json!({ "deadline": deadline, "asked": 2, "done": 0 }));
        assert_eq!(message["payload"], json!({ "acknowledge": { "deadline": deadline } }));
    }
    Ok(())
}

#[tokio::test]
async fn what_cannot_be_asked_is_refused_for_the_payload() -> Story {
    let cast = Cast::assemble().await?;
    let imani = cast.doctor().await?;
    let room = imani.active_room().await?.id;
    for wrong in [
        json!({ "acknowledge": true }),
        json!({ "acknowledge": { "deadline": "soon" } }),
        json!({ "acknowledge": { "deadline": "2020-01-01T00:00:00Z" } }),
    ] {
        let (status, refused) = posts(&imani, room, wrong).await?;
        assert_eq!((status, &refused["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("payload")));
    }
    let silent = json!({ "clientId": ClientId::new(), "kind": "text", "body": " ", "payload": { "acknowledge": {} } });
    let (status, refused) = does(&imani, Method::POST, &format!("messages/{room}"), &silent).await?;
    assert_eq!((status, &refused["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("body")));
    Ok(())
}

#[tokio::test]
async fn a_repeat_asks_nobody_twice() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let path = format!("messages/{}", imani.active_room().await?.id);
    let draft =
        json!({ "clientId": ClientId::new(), "kind": "text", "body": "Rest", "payload": { "acknowledge": {} } });
    let (created, first) = does(&imani, Method::POST, &path, &draft).await?;
    let id: MessageId = serde_json::from_value(first["id"].clone())?;
    confirms(&noor, id).await?;
    let (again, second) = does(&imani, Method::POST, &path, &draft).await?;
    assert_eq!((created, again, &first["id"]), (StatusCode::CREATED, StatusCode::OK, &second["id"]));
    assert_eq!(second["acknowledgement"], json!({ "deadline": null, "asked": 1, "done": 1 }));
    Ok(())
}

#[tokio::test]
async fn in_a_course_all_who_are_enrolled_are_asked() -> Story {
    let cast = Cast::assemble().await?;
    let (ada, sofia) = (cast.signs_in("student@tutoring.demo").await?, cast.signs_in("tutor@tutoring.demo").await?);
    let is_shared = |room: &crate::chat::Room| room.is_for_many() && room.course().is_some();
    let room = ada.rooms().await?.into_iter().find(is_shared).ok_or("no room of a course")?;
    let asked = asks(&sofia, room.id).await?.acknowledgement.ok_or("it does not ask")?;
    assert_eq!((asked.asked, asked.done), (room.member_count - 1, 0));
    Ok(())
}

#[tokio::test]
async fn whoever_leaves_is_asked_no_longer_and_whoever_comes_is_not_asked() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (tomas, jonas) = (cast.signs_in("patient2@clinic.demo").await?, cast.signs_in("doctor2@clinic.demo").await?);
    let room = opens_group(&imani, &[noor.me.id(), tomas.me.id()]).await?;
    let message = asks(&imani, room).await?;
    let member = |who: &Actor<'_>| format!("rooms/{room}/members/{}", who.me.id());
    does(&imani, Method::PUT, &member(&jonas), &Value::Null).await?;
    assert_eq!(confirms(&jonas, message.id).await?.0, StatusCode::FORBIDDEN);
    let mine = sees(&jonas, &message).await?.acknowledgement.and_then(|asked| asked.mine).ok_or("not told")?;
    assert!(!mine.asked);
    let mut phone = noor.connects().await?;
    does(&imani, Method::DELETE, &member(&tomas), &Value::Null).await?;
    let told = phone.hears_of("message:changed").await?;
    assert_eq!(told["message"]["acknowledgement"], json!({ "deadline": null, "asked": 1, "done": 0 }));
    confirms(&noor, message.id).await?;
    does(&noor, Method::DELETE, &member(&noor), &Value::Null).await?;
    let left = sees(&imani, &message).await?.acknowledgement.ok_or("it does not ask")?;
    assert_eq!((left.asked, left.done), (1, 1), "what was confirmed stays");
    Ok(())
}
