//! What becomes of messages: replies, edits, deletions, reactions, forms, alarms. Each verb's story is told as
//! snapshot, deed, captured events, fresh snapshot.

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

    pub(super) async fn replies(&self, original: &Message, body: &str) -> Outcome<Message> {
        let (status, message) = self.posts(original.room, json!({ "body": body, "replyTo": original.id })).await?;
        assert_eq!(status, StatusCode::CREATED, "{message}");
        Ok(serde_json::from_value(message)?)
    }
}

/// The room and its messages from `after` on, without what is each person's own.
async fn snapshot(actor: &Actor<'_>, room: RoomId, after: i64) -> Outcome<Thread> {
    let mut seen = actor.sees_room(room).await?;
    (seen.unread, seen.last_message) = (None, None);
    let messages = actor.history(room, after).await?;
    Ok(Thread { room: seen, messages, has_older: true, has_newer: false, slowest: None })
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

async fn changes_since(phone: &mut Phone, room: RoomId, since: i64) -> Outcome<Vec<Message>> {
    let joined = phone.asks(&json!({ "type": "join:chat", "room": room, "since": since }), "chat:joined").await?;
    assert_eq!(joined["complete"], true);
    Ok(serde_json::from_value(joined["changes"].clone())?)
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
    let changes = changes_since(&mut phone, room.id, room.version).await?;
    let mut away = snapshot(&noor, room.id, fresh.room.last_number).await?;
    (away.room.version, away.room.last_number, away.has_older) = (room.version, room.last_number, false);
    away.catch_up(fresh.room.version, &changes, &[]);
    assert_eq!(away.messages, fresh.messages);
    Ok(())
}

#[tokio::test]
async fn a_reply_that_was_lost_counts_once_one_has_caught_up() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let original = noor.says(noor.active_room().await?.id, "Twice a day?").await?;
    let (room, before) = (original.room, original.number - 1);
    let mut thread = snapshot(&noor, room, before).await?;
    let (since, mut phone) = (thread.room.version, noor.connects().await?);
    imani.replies(&original, "Three times.").await?;
    let second = imani.replies(&original, "With food.").await?;
    imani.does(Method::DELETE, &format!("messages/{}", second.id), Value::Null).await?;
    // Nothing of all this is heard; what is said next comes before the answer to what was missed.
    let later = imani.says(room, "Good night.").await?;
    let told = Event::MessageReceived { room, version: later.version, message: Box::new(later) };
    assert_eq!(thread.apply(&told), Applied::Gap);
    let fresh = snapshot(&noor, room, before).await?;
    for _ in 0..2 {
        thread.catch_up(fresh.room.version, &changes_since(&mut phone, room, since).await?, &[]);
        assert_eq!(thread.messages, fresh.messages);
    }
    assert_eq!(thread.message(original.number).map(|original| original.replies), Some(1));
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
async fn earlier_texts_are_read_by_staff_in_the_room_and_outlive_the_message() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = noor.active_room().await?;
    let said = noor.says(room.id, "First").await?;
    let path = format!("messages/{}", said.id);
    let edits = format!("{path}/edits");
    let kept = async |query: &str| -> Outcome<Vec<String>> {
        let (status, page) = imani.does(Method::GET, &format!("{edits}{query}"), Value::Null).await?;
        assert_eq!(status, StatusCode::OK, "{page}");
        let items = page["items"].as_array().into_iter().flatten();
        Ok(items.filter_map(|earlier| earlier["body"].as_str().map(str::to_owned)).collect())
    };
    assert!(kept("").await?.is_empty());
    noor.does(Method::PATCH, &path, json!({ "body": "Second" })).await?;
    assert_eq!(kept("").await?, ["First"]);
    noor.does(Method::PATCH, &path, json!({ "body": "Third" })).await?;
    assert_eq!(kept("").await?, ["First", "Second"]);

    assert_eq!(noor.does(Method::DELETE, &path, Value::Null).await?.0, StatusCode::NO_CONTENT);
    assert_eq!(imani.history(room.id, said.number - 1).await?[0].body, "", "the conversation has lost it");
    assert_eq!(kept("").await?, ["First", "Second", "Third"]);
    let (_, page) = imani.does(Method::GET, &format!("{edits}?limit=2"), Value::Null).await?;
    let next = page["next"].as_str().ok_or("there is more")?;
    assert_eq!(kept(&format!("?after={next}")).await?, ["Third"]);

    assert_eq!(noor.does(Method::GET, &edits, Value::Null).await?.0, StatusCode::FORBIDDEN, "not for clients");
    for stranger in ["patient2@clinic.demo", "doctor2@clinic.demo", "admin@clinic.demo"] {
        let stranger = cast.signs_in(stranger).await?;
        assert_eq!(stranger.does(Method::GET, &edits, Value::Null).await?.0, StatusCode::NOT_FOUND);
    }
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
        (json!({ "kind": "assessment", "payload": { "title": " " } }), "payload.title"),
        (json!({ "kind": "text", "body": "x", "payload": { "title": "x" } }), "payload"),
    ] {
        let (status, refused) = imani.posts(room.id, wrong.clone()).await?;
        assert_eq!((status, &refused["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!(field)), "{wrong}");
    }
    Ok(())
}
