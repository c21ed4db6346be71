//! What becomes of messages: replies, edits, deletions, reactions, forms, alarms. Each verb's story is told as snapshot,
//! deed, captured events, fresh snapshot.

use crate::chat::{Applied, Event, Message, Thread};
use crate::ids::{ClientId, RoomId};
use crate::server::testing::{Actor, Cast, Phone, Story};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

impl Actor<'_> {
    async fn does(&self, method: Method, path: &str, body: Value) -> Outcome<(StatusCode, Value)> {
        let answer = self.ask(method, &format!("/api/v1/chat/{path}")).json(&body).send().await?;
        Ok((answer.status(), answer.json().await.unwrap_or(Value::Null)))
    }

    async fn posts(&self, room: RoomId, message: Value) -> Outcome<(StatusCode, Value)> {
        let mut draft = json!({ "clientId": ClientId::new(), "kind": "text" });
        for (key, value) in message.as_object().into_iter().flatten() {
            draft[key] = value.clone();
        }
        self.does(Method::POST, &format!("messages/{room}"), draft).await
    }

    async fn replies(&self, original: &Message, body: &str) -> Outcome<Message> {
        let (status, message) = self.posts(original.room, json!({ "body": body, "replyTo": original.id })).await?;
        assert_eq!(status, StatusCode::CREATED, "{message}");
        Ok(serde_json::from_value(message)?)
    }
}

/// The room and its messages from `after` on, without what is each person's own.
async fn snapshot(actor: &Actor<'_>, room: RoomId, after: i64) -> Outcome<Thread> {
    let mut seen = actor.sees_room(room).await?;
    (seen.unread, seen.last_message) = (None, None);
    Ok(Thread { room: seen, messages: actor.history(room, after).await?, has_older: true, has_newer: false })
}

/// Applies what the phone hears until the room is at that version; nothing may be missing.
async fn applies_until(thread: &mut Thread, phone: &mut Phone, version: i64) -> Story {
    while thread.room.version < version {
        let Ok(event) = serde_json::from_value::<Event>(phone.hears().await?) else { continue };
        assert_eq!(thread.apply(&event), Applied::Done, "{event:?}");
    }
    (thread.room.unread, thread.room.last_message) = (None, None);
    Ok(())
}

#[tokio::test]
async fn each_deed_adds_up_to_a_fresh_snapshot_on_the_other_side() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = noor.active_room().await?;
    let mut thread = snapshot(&noor, room.id, room.last_number).await?;
    let mut phone = noor.connects().await?;
    let original = noor.says(room.id, "Twice a day?").await?;
    let reply = imani.replies(&original, "Three times.").await?;
    let second = imani.replies(&original, "With food.").await?;
    noor.does(Method::PATCH, &format!("messages/{}", original.id), json!({ "body": "How often?" })).await?;
    imani.does(Method::PUT, &format!("messages/{}/reactions/👍", original.id), Value::Null).await?;
    noor.does(Method::PUT, &format!("messages/{}/reactions/❤️", original.id), Value::Null).await?;
    imani.does(Method::DELETE, &format!("messages/{}/reactions/👍", original.id), Value::Null).await?;
    imani.does(Method::DELETE, &format!("messages/{}", reply.id), Value::Null).await?;
    imani.posts(room.id, json!({ "kind": "assessment", "payload": { "title": "Sprain" } })).await?;
    let fresh = snapshot(&noor, room.id, room.last_number).await?;
    applies_until(&mut thread, &mut phone, fresh.room.version).await?;
    assert_eq!(serde_json::to_value(&thread)?, serde_json::to_value(&fresh)?);
    let seen = fresh.message(original.number).ok_or("not there")?;
    assert_eq!((seen.body.as_str(), seen.replies, seen.reactions.len()), ("How often?", 1, 1));
    let quote = fresh.message(second.number).and_then(|reply| reply.reply_to.clone()).ok_or("no quote")?;
    assert_eq!((quote.id, quote.excerpt.as_str()), (original.id, "How often?"));
    let gone = fresh.message(reply.number).ok_or("its number stays")?;
    assert!(gone.deleted_at.is_some() && gone.body.is_empty());
    // The same is caught up by version after a time without a connection.
    let join = json!({ "type": "join:chat", "room": room.id, "since": room.version });
    let joined = phone.asks(&join, "chat:joined").await?;
    assert_eq!(joined["complete"], true);
    let changes: Vec<Message> = serde_json::from_value(joined["changes"].clone())?;
    let mut away = snapshot(&noor, room.id, fresh.room.last_number).await?;
    (away.room.version, away.room.last_number, away.has_older) = (room.version, room.last_number, false);
    away.catch_up(fresh.room.version, &changes, &[]);
    assert_eq!(away.messages, fresh.messages);
    Ok(())
}

#[tokio::test]
async fn only_the_author_changes_a_message_and_strangers_see_none() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let tomas = cast.signs_in("patient2@clinic.demo").await?;
    let room = noor.active_room().await?;
    let said = noor.says(room.id, "Mine").await?;
    let path = format!("messages/{}", said.id);
    let body = json!({ "body": "Changed" });
    for (who, status) in [(&imani, StatusCode::FORBIDDEN), (&tomas, StatusCode::NOT_FOUND)] {
        assert_eq!(who.does(Method::PATCH, &path, body.clone()).await?.0, status);
        assert_eq!(who.does(Method::DELETE, &path, Value::Null).await?.0, status);
    }
    for part in ["read", "reactions/👍"] {
        let method = if part == "read" { Method::POST } else { Method::PUT };
        assert_eq!(tomas.does(method, &format!("{path}/{part}"), Value::Null).await?.0, StatusCode::NOT_FOUND);
    }
    let (status, refused) = noor.does(Method::PATCH, &path, json!({ "body": " " })).await?;
    assert_eq!((status, &refused["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("body")));
    let (status, same) = noor.does(Method::PATCH, &path, json!({ "body": "Mine " })).await?;
    assert_eq!((status, &same["editedAt"], &same["version"]), (StatusCode::OK, &Value::Null, &json!(said.version)));
    for _ in 0..2 {
        assert_eq!(noor.does(Method::DELETE, &path, Value::Null).await?.0, StatusCode::NO_CONTENT);
    }
    assert_eq!(noor.does(Method::PATCH, &path, body).await?.0, StatusCode::CONFLICT);
    assert_eq!(noor.does(Method::PUT, &format!("{path}/reactions/👍"), Value::Null).await?.0, StatusCode::CONFLICT);
    Ok(())
}

#[tokio::test]
async fn an_edit_keeps_the_earlier_text_until_the_message_is_deleted() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let room = noor.active_room().await?;
    let said = noor.says(room.id, "First").await?;
    let path = format!("messages/{}", said.id);
    noor.does(Method::PATCH, &path, json!({ "body": "Second" })).await?;
    let kept = || sqlx::query_scalar!("select body from message_edits where message_id = $1", said.id.0);
    assert_eq!(kept().fetch_all(&cast.state.pool).await?, ["First"]);
    noor.does(Method::DELETE, &path, Value::Null).await?;
    assert!(kept().fetch_all(&cast.state.pool).await?.is_empty());
    Ok(())
}

#[tokio::test]
async fn replies_reactions_and_repeats_have_their_answers() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = noor.active_room().await?;
    let elsewhere = cast.signs_in("patient2@clinic.demo").await?;
    let foreign = elsewhere.says(elsewhere.active_room().await?.id, "Elsewhere").await?;
    let (status, refused) = noor.posts(room.id, json!({ "body": "x", "replyTo": foreign.id })).await?;
    assert_eq!((status, &refused["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("replyTo")));
    let said = imani.says(room.id, "Good?").await?;
    let draft = json!({ "clientId": ClientId::new(), "body": "Good!", "replyTo": said.id });
    let (created, first) = noor.posts(room.id, draft.clone()).await?;
    imani.does(Method::DELETE, &format!("messages/{}", said.id), Value::Null).await?;
    let (again, second) = noor.posts(room.id, draft).await?;
    assert_eq!((created, again, &first["id"]), (StatusCode::CREATED, StatusCode::OK, &second["id"]));
    assert_eq!(second["replyTo"]["excerpt"], "", "the original is deleted");
    let path = |emoji: &str| format!("messages/{}/reactions/{emoji}", first["id"].as_str().unwrap_or_default());
    for _ in 0..2 {
        let (status, message) = noor.does(Method::PUT, &path("🎉"), Value::Null).await?;
        assert_eq!(
            (status, &message["reactions"]),
            (StatusCode::OK, &json!([{ "emoji": "🎉", "users": [noor.me.id()] }]))
        );
    }
    for wrong in ["x", "👍👍", "1"] {
        assert_eq!(noor.does(Method::PUT, &path(wrong), Value::Null).await?.0, StatusCode::UNPROCESSABLE_ENTITY);
    }
    for _ in 0..2 {
        assert_eq!(noor.does(Method::DELETE, &path("🎉"), Value::Null).await?.0, StatusCode::NO_CONTENT);
    }
    Ok(())
}

#[tokio::test]
async fn an_ended_room_can_be_read_and_not_written() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = noor.active_room().await?;
    let said = noor.says(room.id, "Before").await?;
    let mut tx = cast.state.begin().await?;
    crate::chat::store::end_room(&mut tx, room.id, imani.me.id()).await?;
    tx.commit().await?;
    let path = format!("messages/{}", said.id);
    for (method, path, body) in [
        (Method::PATCH, path.clone(), json!({ "body": "After" })),
        (Method::DELETE, path.clone(), Value::Null),
        (Method::PUT, format!("{path}/reactions/👍"), Value::Null),
        (
            Method::POST,
            format!("messages/{}", room.id),
            json!({ "clientId": ClientId::new(), "kind": "text", "body": "x" }),
        ),
    ] {
        assert_eq!(noor.does(method, &path, body).await?.0, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(imani.does(Method::POST, &format!("{path}/read"), Value::Null).await?.0, StatusCode::NO_CONTENT);
    Ok(())
}

#[tokio::test]
async fn forms_are_for_practitioners_and_alarms_for_clients() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = noor.active_room().await?;
    let form =
        json!({ "kind": "prescription", "payload": { "medicines": [{ "name": "Ibuprofen", "dose": "400 mg" }] } });
    assert_eq!(noor.posts(room.id, form.clone()).await?.0, StatusCode::FORBIDDEN);
    let (status, written) = imani.posts(room.id, form.clone()).await?;
    assert_eq!((status, &written["payload"]), (StatusCode::CREATED, &form["payload"]));
    let alarm = json!({ "body": "I cannot breathe", "emergency": true });
    assert_eq!(imani.posts(room.id, alarm.clone()).await?.0, StatusCode::FORBIDDEN);
    let (status, written) = noor.posts(room.id, alarm).await?;
    assert_eq!((status, &written["emergency"]), (StatusCode::CREATED, &json!(true)));
    for (wrong, field) in [
        (json!({ "kind": "system", "body": "x" }), "kind"),
        (json!({ "kind": "image", "body": "x" }), "attachments"),
        (json!({ "kind": "assessment", "payload": { "title": " " } }), "payload"),
        (json!({ "kind": "text", "body": "x", "payload": { "title": "x" } }), "payload"),
    ] {
        let (status, refused) = imani.posts(room.id, wrong.clone()).await?;
        assert_eq!((status, &refused["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!(field)), "{wrong}");
    }
    Ok(())
}
