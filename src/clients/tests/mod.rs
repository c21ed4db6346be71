//! Stories of clients and what is known of them.

mod beside;
mod facts;
mod in_short;
mod listing;
mod pages;

use crate::server::testing::Actor;
use reqwest::{Method, StatusCode};
use serde_json::Value;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

const CLIENTS: &str = "/api/v1/clients";
const OWN: &str = "/api/v1/me/facts";

async fn changes(actor: &Actor<'_>, path: &str, facts: Value) -> Outcome<(StatusCode, Value)> {
    let answer = actor.ask(Method::PATCH, path).json(&facts).send().await?;
    Ok((answer.status(), answer.json().await.unwrap_or(Value::Null)))
}

/// What a sheet says of one fact.
fn said<'a>(sheet: &'a Value, fact: &str) -> &'a Value {
    let facts = sheet["facts"].as_array().into_iter().flatten();
    facts.into_iter().find(|known| known["fact"] == fact).map_or(&Value::Null, |known| &known["value"])
}

fn names(listing: &Value) -> Vec<&str> {
    let items = listing["items"].as_array().into_iter().flatten();
    items.filter_map(|line| line["client"]["name"].as_str()).collect()
}
