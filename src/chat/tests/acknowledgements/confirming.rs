//! Confirming, once, and what it changes.

use super::*;
use crate::server::testing::{Cast, Story};

#[tokio::test]
async fn those_who_are_asked_confirm_once_and_nobody_else() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let tomas = cast.signs_in("patient2@clinic.demo").await?;
    let room = imani.active_room().await?.id;
    let message = asks(&imani, room).await?;
    assert_eq!(confirms(&tomas, message.id).await?.0, StatusCode::NOT_FOUND);
    assert_eq!(confirms(&noor, MessageId::new()).await?.0, StatusCode::NOT_FOUND);
    assert_eq!(confirms(&imani, message.id).await?.0, StatusCode::FORBIDDEN, "its author");
    let (created, first) = confirms(&noor, message.id).await?;
    let (again, second) = confirms(&noor, message.id).await?;
    assert_eq!((created, again, &first), (StatusCode::CREATED, StatusCode::OK, &second));
    let asked = &first["acknowledgement"];
    assert_eq!((&asked["done"], &asked["mine"]["asked"]), (&json!(1), &json!(true)));
    assert!(asked["mine"]["acknowledgedAt"].is_string());
    let plain = imani.says(room, "Just so you know").await?;
    assert_eq!(confirms(&noor, plain.id).await?.0, StatusCode::CONFLICT);
    Ok(())
}

#[tokio::test]
async fn everybody_is_told_how_many_and_ones_own_devices_that_it_was_oneself() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = imani.active_room().await?;
    let (mut phone, mut desk) = (noor.connects().await?, imani.connects().await?);
    let message = asks(&imani, room.id).await?;
    let received = phone.hears_of("message:received").await?;
    assert_eq!(received["message"]["acknowledgement"], json!({ "deadline": null, "asked": 1, "done": 0 }));
    confirms(&noor, message.id).await?;
    let told = desk.hears_of("message:changed").await?;
    assert_eq!(told["message"]["acknowledgement"], json!({ "deadline": null, "asked": 1, "done": 1 }));
    let own = phone.hears_of("message:changed").await?;
    assert_eq!(own["version"], told["version"]);
    assert!(own["message"]["acknowledgement"]["mine"]["acknowledgedAt"].is_string());
    // The same is caught up by version.
    let join = json!({ "type": "join:chat", "room": room.id, "since": message.version });
    let joined = phone.asks(&join, "chat:joined").await?;
    assert_eq!(joined["changes"][0]["acknowledgement"], own["message"]["acknowledgement"]);
    assert_eq!(
        sees(&noor, &message).await?.acknowledgement,
        serde_json::from_value(own["message"]["acknowledgement"].clone())?
    );
    Ok(())
}

#[tokio::test]
async fn what_was_confirmed_is_not_edited_and_a_deleted_message_asks_nobody() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = imani.active_room().await?.id;
    let message = asks(&imani, room).await?;
    let path = format!("messages/{}", message.id);
    let edit = async |body: &str| does(&imani, Method::PATCH, &path, &json!({ "body": body })).await;
    assert_eq!(edit("").await?.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(edit("Nothing from midnight on.").await?.0, StatusCode::OK);
    confirms(&noor, message.id).await?;
    assert_eq!(edit("Nothing from ten on.").await?.0, StatusCode::CONFLICT);
    assert_eq!(does(&imani, Method::DELETE, &path, &Value::Null).await?.0, StatusCode::NO_CONTENT);
    assert_eq!(confirms(&noor, message.id).await?.0, StatusCode::CONFLICT);
    assert_eq!(sees(&noor, &message).await?.acknowledgement, None);
    assert!(names(&imani, message.id, "").await?.is_empty());
    Ok(())
}

#[tokio::test]
async fn in_an_ended_room_one_may_still_confirm() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = opens_group(&imani, &[noor.me.id()]).await?;
    let message = asks(&imani, room).await?;
    assert_eq!(does(&imani, Method::POST, &format!("rooms/{room}/end"), &json!({})).await?.1["status"], "ended");
    assert_eq!(confirms(&noor, message.id).await?.0, StatusCode::CREATED);
    Ok(())
}
