//! A message that asks to be confirmed: who may ask, who confirms, who sees who has, and what becomes of it.

mod asking;
mod confirming;
mod ringing;
mod seeing;

use crate::chat::Message;
use crate::ids::{ClientId, MessageId, RoomId, UserId};
use crate::server::testing::Actor;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

async fn does(actor: &Actor<'_>, method: Method, path: &str, body: &Value) -> Outcome<(StatusCode, Value)> {
    let answer = actor.ask(method, &format!("/api/v1/chat/{path}")).json(body).send().await?;
    Ok((answer.status(), answer.json().await.unwrap_or(Value::Null)))
}

/// Says something with that payload.
async fn posts(actor: &Actor<'_>, room: RoomId, payload: Value) -> Outcome<(StatusCode, Value)> {
    let draft = json!({ "clientId": ClientId::new(), "kind": "text", "body": "Nothing to eat.", "payload": payload });
    does(actor, Method::POST, &format!("messages/{room}"), &draft).await
}

/// Says something that everybody is to confirm, whenever they like.
async fn asks(actor: &Actor<'_>, room: RoomId) -> Outcome<Message> {
    let (status, message) = posts(actor, room, json!({ "acknowledge": {} })).await?;
    assert_eq!(status, StatusCode::CREATED, "{message}");
    Ok(serde_json::from_value(message)?)
}

async fn confirms(actor: &Actor<'_>, message: MessageId) -> Outcome<(StatusCode, Value)> {
    does(actor, Method::PUT, &format!("messages/{message}/acknowledgement"), &Value::Null).await
}

async fn opens_group(actor: &Actor<'_>, users: &[UserId]) -> Outcome<RoomId> {
    let group = json!({ "kind": "group", "title": "Before the operation", "users": users });
    let (status, room) = does(actor, Method::POST, "rooms", &group).await?;
    assert_eq!(status, StatusCode::CREATED, "{room}");
    Ok(serde_json::from_value(room["id"].clone())?)
}

/// The message as this person sees it now.
async fn sees(actor: &Actor<'_>, message: &Message) -> Outcome<Message> {
    let history = actor.history(message.room, message.number - 1).await?;
    history.into_iter().find(|other| other.id == message.id).ok_or_else(|| "the message is not there".into())
}

/// The names of a list of who is asked.
async fn names(actor: &Actor<'_>, message: MessageId, query: &str) -> Outcome<Vec<String>> {
    let (status, list) = actor.gets(&format!("/api/v1/chat/messages/{message}/acknowledgements{query}")).await?;
    assert_eq!(status, StatusCode::OK, "{list}");
    let items = list["items"].as_array().into_iter().flatten();
    Ok(items.filter_map(|item| item["user"]["name"].as_str().map(str::to_owned)).collect())
}
