//! Stories of announcements: whom they reach, that nobody is told twice, and what becomes of them.

mod answering;
mod cohorts;
mod rights;
mod sending;
mod stopping;

use super::lane::{REMINDING, SENDING};
use crate::error::Result;
use crate::ids::AnnouncementId;
use crate::server::jobs::run_due;
use crate::server::testing::{Actor, Cast, Outcome};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use sqlx::query_scalar;

const ANNOUNCEMENTS: &str = "/api/v1/announcements";

async fn admin<'a>(cast: &'a Cast, kind: &str) -> Outcome<Actor<'a>> {
    cast.signs_in(&format!("admin@{kind}.demo")).await
}

fn everyone() -> Value {
    json!({ "kind": "everyone" })
}

fn clients() -> Value {
    json!({ "kind": "role", "role": "client" })
}

fn letter(cohort: &Value) -> Value {
    json!({ "title": "The lift works", "body": "It works again.\n\nThank you.", "cohort": cohort })
}

/// The same, with the question whether it was read and understood.
fn question(cohort: &Value) -> Value {
    let mut letter = letter(cohort);
    letter["asksAcknowledgement"] = true.into();
    letter
}

async fn asks(actor: &Actor<'_>, method: Method, path: &str, body: &Value) -> Outcome<(StatusCode, Value)> {
    let answer = actor.ask(method, &format!("{ANNOUNCEMENTS}{path}")).json(body).send().await?;
    Ok((answer.status(), answer.json().await.unwrap_or(Value::Null)))
}

/// Writes one; nobody is told before the jobs are done.
async fn writes(actor: &Actor<'_>, body: &Value) -> Outcome<AnnouncementId> {
    let (status, answer) = asks(actor, Method::POST, "", body).await?;
    assert_eq!(status, StatusCode::CREATED, "{answer}");
    Ok(serde_json::from_value(answer["id"].clone())?)
}

/// Writes one, and everybody is told.
async fn sends(cast: &Cast, actor: &Actor<'_>, body: &Value) -> Outcome<AnnouncementId> {
    let id = writes(actor, body).await?;
    assert_eq!(run_due(&cast.state, SENDING).await?, 1);
    Ok(id)
}

async fn shows(actor: &Actor<'_>, id: AnnouncementId) -> Outcome<(StatusCode, Value)> {
    actor.gets(&format!("{ANNOUNCEMENTS}/{id}")).await
}

async fn acknowledges(actor: &Actor<'_>, id: AnnouncementId) -> Outcome<(StatusCode, Value)> {
    asks(actor, Method::PUT, &format!("/{id}/acknowledgement"), &Value::Null).await
}

/// The names of those in a list of recipients.
async fn listed(actor: &Actor<'_>, id: AnnouncementId, query: &str) -> Outcome<Vec<String>> {
    let (status, page) = actor.gets(&format!("{ANNOUNCEMENTS}/{id}/recipients?{query}")).await?;
    assert_eq!(status, StatusCode::OK, "{page}");
    let items = page["items"].as_array().into_iter().flatten();
    Ok(items.filter_map(|item| item["user"]["name"].as_str().map(str::to_owned)).collect())
}

/// The addresses of those who have notifications of one announcement, one for each notification.
async fn told(cast: &Cast, id: AnnouncementId) -> Result<Vec<String>> {
    Ok(query_scalar(
        "select u.email from notifications n join users u on u.id = n.user_id where n.topic = 'announcement:' || $1
         order by 1",
    )
    .bind(id.to_string())
    .fetch_all(&cast.state.pool)
    .await?)
}

/// So many more clients of the clinic.
async fn fills(cast: &Cast, count: i32) -> Result<()> {
    sqlx::query(
        "insert into users (id, practice_id, role, name, email, password_hash, time_zone)
         select gen_random_uuid(), d.practice_id, 'client', 'Client ' || n, 'client' || n || '@bench.example', '',
                d.time_zone
         from users d, generate_series(1, $1) n where d.email = 'patient@clinic.demo'",
    )
    .bind(count)
    .execute(&cast.state.pool)
    .await?;
    Ok(())
}

async fn suspends(cast: &Cast, email: &str) -> Result<()> {
    sqlx::query("update users set suspended_at = now(), suspended_by = id where email = $1")
        .bind(email)
        .execute(&cast.state.pool)
        .await?;
    Ok(())
}

async fn count(cast: &Cast, statement: &str) -> Result<i64> {
    Ok(query_scalar(statement).fetch_one(&cast.state.pool).await?)
}
