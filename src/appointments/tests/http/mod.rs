//! Stories over `/api/v1`, as a program outside of the project would tell them.

mod appointments;
mod availability;
mod types;

use crate::server::testing::Actor;
use reqwest::{Method, StatusCode};
use serde_json::Value;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// Asks, and answers with the status and what came.
async fn asks(actor: &Actor<'_>, method: Method, path: &str, body: Option<&Value>) -> Outcome<(StatusCode, Value)> {
    let mut request = actor.ask(method, &format!("/api/v1/{path}"));
    if let Some(body) = body {
        request = request.json(body);
    }
    let answer = request.send().await?;
    Ok((answer.status(), answer.json().await.unwrap_or(Value::Null)))
}

async fn posts(actor: &Actor<'_>, path: &str, body: &Value) -> Outcome<(StatusCode, Value)> {
    asks(actor, Method::POST, path, Some(body)).await
}

async fn puts(actor: &Actor<'_>, path: &str, body: &Value) -> Outcome<(StatusCode, Value)> {
    asks(actor, Method::PUT, path, Some(body)).await
}

async fn deletes(actor: &Actor<'_>, path: &str) -> Outcome<StatusCode> {
    Ok(asks(actor, Method::DELETE, path, None).await?.0)
}

async fn reads(actor: &Actor<'_>, path: &str) -> Outcome<Value> {
    let (status, answer) = asks(actor, Method::GET, path, None).await?;
    if status == StatusCode::OK { Ok(answer) } else { Err(format!("{path}: {status} {answer}").into()) }
}

/// The first type that a practitioner offers, and its first free times.
async fn free(client: &Actor<'_>, doctor: &Actor<'_>) -> Outcome<(Value, Vec<Value>)> {
    let offers = reads(client, "practitioners").await?;
    let offers = offers["items"].as_array().ok_or("a list")?.clone();
    let is_theirs = |offer: &&Value| offer["practitioner"]["id"] == serde_json::json!(doctor.me.id);
    let kind = offers.iter().find(is_theirs).ok_or("offers nothing")?["types"][0]["id"].clone();
    let id = kind.as_str().ok_or("a type")?;
    let of = format!("practitioner={}&type={id}&from={}", doctor.me.id, super::FROM.rfc3339());
    let times = reads(client, &format!("availability/times?{of}&limit=20")).await?;
    Ok((kind, times["items"].as_array().ok_or("times")?.clone()))
}

fn is_invalid(answer: &(StatusCode, Value), field: &str) -> bool {
    answer.0 == StatusCode::UNPROCESSABLE_ENTITY && answer.1["code"] == "invalid" && answer.1["field"] == field
}
