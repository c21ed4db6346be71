//! Stories of those who run a practice, and of those whom they let in and shut out.

mod audit;
mod invitations;
mod letters;
mod people;
mod practice;
mod standing;

use crate::accounts::model::{FreshInvitation, FreshReset};
use crate::server::testing::{Actor, Cast};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

const NEW_PASSWORD: &str = "a quiet lake at dawn";

impl Cast {
    pub(super) async fn clinic_admin(&self) -> Outcome<Actor<'_>> {
        self.signs_in("admin@clinic.demo").await
    }

    /// Joins by a link; the answer as it came.
    async fn joins_by(&self, secret: &str, email: &str) -> Outcome<Response> {
        let body = json!({ "secret": secret, "name": "Lena Moor", "email": email, "password": NEW_PASSWORD });
        Ok(self.ask(Method::POST, "/api/v1/auth/join").json(&body).send().await?)
    }
}

impl Actor<'_> {
    async fn sends_to(&self, method: Method, path: &str, body: &Value) -> Outcome<(StatusCode, Value)> {
        let answer = self.ask(method, &format!("/api/v1/{path}")).json(body).send().await?;
        Ok((answer.status(), answer.json().await.unwrap_or(Value::Null)))
    }

    async fn posts_to(&self, path: &str, body: &Value) -> Outcome<(StatusCode, Value)> {
        self.sends_to(Method::POST, path, body).await
    }

    async fn patches_at(&self, path: &str, body: &Value) -> Outcome<(StatusCode, Value)> {
        self.sends_to(Method::PATCH, path, body).await
    }

    async fn invites(&self, body: &Value) -> Outcome<FreshInvitation> {
        let (status, answer) = self.posts_to("invitations", body).await?;
        assert_eq!(status, StatusCode::CREATED, "{answer}");
        Ok(serde_json::from_value(answer)?)
    }

    async fn resets(&self, other: &Actor<'_>) -> Outcome<FreshReset> {
        let (status, answer) = self.posts_to(&format!("people/{}/reset", other.me.id()), &json!({})).await?;
        assert_eq!(status, StatusCode::CREATED, "{answer}");
        Ok(serde_json::from_value(answer)?)
    }

    async fn suspends(&self, other: &Actor<'_>) -> Outcome<StatusCode> {
        Ok(self.posts_to(&format!("people/{}/suspend", other.me.id()), &json!({})).await?.0)
    }

    async fn unsuspends(&self, other: &Actor<'_>) -> Outcome<StatusCode> {
        Ok(self.posts_to(&format!("people/{}/unsuspend", other.me.id()), &json!({})).await?.0)
    }

    async fn gives_role(&self, other: &Actor<'_>, role: &str) -> Outcome<StatusCode> {
        Ok(self.patches_at(&format!("people/{}", other.me.id()), &json!({ "role": role })).await?.0)
    }
}
