//! Stories of emergencies. Their helpers go through the same doors as everybody.

mod escalating;
mod giving_back;
mod held;
mod hidden;
mod leaving;
mod limits;
mod on_call;
mod raising;
mod reserve;
mod resolving;
mod urgent;
mod writing_again;

use crate::ids::{RoomId, UserId};
use crate::server::testing::{Actor, Cast};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

impl Actor<'_> {
    /// Posts to the HTTP API: the status and the answer.
    async fn commands(&self, path: &str, body: Value) -> Outcome<(StatusCode, Value)> {
        let answer = self.ask(Method::POST, &format!("/api/v1/{path}")).json(&body).send().await?;
        Ok((answer.status(), answer.json().await.unwrap_or(Value::Null)))
    }

    /// A group of these people and oneself.
    async fn opens_group_with(&self, users: &[UserId]) -> Outcome<RoomId> {
        let (status, room) =
            self.commands("chat/rooms", json!({ "kind": "group", "title": "Knees", "users": users })).await?;
        if status != StatusCode::CREATED {
            return Err(format!("{status}: {room}").into());
        }
        Ok(room["id"].as_str().unwrap_or_default().parse()?)
    }

    /// All that was said in a room, by whomever.
    async fn reads(&self, room: RoomId) -> Outcome<Vec<String>> {
        Ok(self.history(room, 0).await?.into_iter().map(|message| message.body).collect())
    }

    async fn raises(&self, text: &str) -> Outcome<Value> {
        let (status, emergency) = self.commands("emergencies", json!({ "text": text })).await?;
        if status == StatusCode::CREATED { Ok(emergency) } else { Err(format!("{status}: {emergency}").into()) }
    }

    async fn takes(&self, emergency: &Value) -> Outcome<(StatusCode, Value)> {
        self.commands(&format!("emergencies/{}/take", id(emergency)), json!({})).await
    }

    async fn resolves(&self, emergency: &Value, outcome: &str) -> Outcome<(StatusCode, Value)> {
        self.commands(&format!("emergencies/{}/resolve", id(emergency)), json!({ "outcome": outcome })).await
    }

    /// What happened to it, as kinds of steps.
    async fn steps(&self, emergency: &Value) -> Outcome<Vec<String>> {
        let (_, steps) = self.gets(&format!("/api/v1/emergencies/{}/steps", id(emergency))).await?;
        let items = steps["items"].as_array().ok_or("a list of steps")?;
        Ok(items.iter().filter_map(|step| step["what"].as_str()).map(str::to_owned).collect())
    }

    /// The emergency as this person sees it now.
    async fn sees(&self, emergency: &Value) -> Outcome<Value> {
        Ok(self.gets(&format!("/api/v1/emergencies/{}", id(emergency))).await?.1)
    }
}

fn room(emergency: &Value) -> Outcome<RoomId> {
    Ok(emergency["room"].as_str().unwrap_or_default().parse()?)
}

fn id(emergency: &Value) -> &str {
    emergency["id"].as_str().unwrap_or("no id")
}

/// Its time is over: as if it had been raised long ago.
async fn wait_in_vain(cast: &Cast) -> Outcome<()> {
    sqlx::query("update emergencies set next_at = next_at - interval '1 hour'").execute(&cast.state.pool).await?;
    Ok(super::clockwork::escalate(&cast.state).await?)
}
