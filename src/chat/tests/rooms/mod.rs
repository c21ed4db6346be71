//! Opening rooms, who is in them, and what becomes of them: over HTTP, and what the sockets are told of it.

mod apart;
mod changing;
mod crowds;
mod members;
mod opening;
mod positions;
mod sight;
mod telling;

use crate::chat::Room;
use crate::ids::{RoomId, UserId};
use crate::server::testing::Actor;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

const ROOMS: &str = "/api/v1/chat/rooms";

/// Sends a request with a body and answers with the status and the body of the answer.
async fn asks(actor: &Actor<'_>, method: Method, path: &str, body: &Value) -> Outcome<(StatusCode, Value)> {
    let answer = actor.ask(method, path).json(body).send().await?;
    Ok((answer.status(), answer.json().await.unwrap_or(Value::Null)))
}

async fn opens(actor: &Actor<'_>, body: &Value) -> Outcome<(StatusCode, Value)> {
    asks(actor, Method::POST, &format!("{ROOMS}/"), body).await
}

async fn opens_group(actor: &Actor<'_>, title: &str, users: &[UserId]) -> Outcome<Room> {
    let (status, room) = opens(actor, &json!({ "kind": "group", "title": title, "users": users })).await?;
    assert_eq!(status, StatusCode::CREATED, "{room}");
    Ok(serde_json::from_value(room)?)
}

async fn changes(actor: &Actor<'_>, room: RoomId, change: Value) -> Outcome<StatusCode> {
    Ok(asks(actor, Method::PATCH, &format!("{ROOMS}/{room}"), &change).await?.0)
}

async fn adds(actor: &Actor<'_>, room: RoomId, user: UserId) -> Outcome<StatusCode> {
    Ok(asks(actor, Method::PUT, &member_path(room, user), &Value::Null).await?.0)
}

async fn removes(actor: &Actor<'_>, room: RoomId, user: UserId) -> Outcome<StatusCode> {
    Ok(actor.ask(Method::DELETE, &member_path(room, user)).send().await?.status())
}

async fn ends(actor: &Actor<'_>, room: RoomId) -> Outcome<(StatusCode, Value)> {
    asks(actor, Method::POST, &format!("{ROOMS}/{room}/end/"), &json!({})).await
}

fn member_path(room: RoomId, user: UserId) -> String {
    format!("{ROOMS}/{room}/members/{user}")
}

/// What the room itself said last.
async fn last_words(actor: &Actor<'_>, room: RoomId) -> Outcome<String> {
    let last = actor.sees_room(room).await?.last_message.ok_or("nothing was said")?;
    assert_eq!((last.kind.as_str(), last.sender.is_none()), ("system", true));
    Ok(last.body)
}
