//! Stories of pets, told over HTTP.

mod pages;
mod photos;
mod whose;
mod words;

use crate::accounts::hash_password;
use crate::accounts::store::{NewUser, add_user};
use crate::ids::UserId;
use crate::server::demo::PASSWORD;
use crate::server::testing::{Actor, Cast, Outcome};
use crate::words::Role;
use reqwest::{Method, StatusCode};
use serde_json::Value;

const PARENT: &str = "pet-parent@veterinary.demo";
const VET: &str = "veterinarian@veterinary.demo";
const ADMIN: &str = "admin@veterinary.demo";

impl Actor<'_> {
    async fn asks(&self, method: Method, path: &str, body: &Value) -> Outcome<(StatusCode, Value)> {
        let answer = self.ask(method, path).json(body).send().await?;
        Ok((answer.status(), answer.json().await.unwrap_or(Value::Null)))
    }

    /// Adds a pet that is taken for sure.
    async fn adds(&self, draft: Value) -> Outcome<Value> {
        let (status, pet) = self.asks(Method::POST, "/api/v1/pets", &draft).await?;
        assert_eq!(status, StatusCode::CREATED, "{pet}");
        Ok(pet)
    }

    async fn deletes(&self, path: &str) -> Outcome<StatusCode> {
        Ok(self.ask(Method::DELETE, path).send().await?.status())
    }

    async fn names_of_pets(&self, query: &str) -> Outcome<Vec<String>> {
        let (status, list) = self.gets(&format!("/api/v1/pets{query}")).await?;
        assert_eq!(status, StatusCode::OK, "{list}");
        let items = list["items"].as_array().cloned().unwrap_or_default();
        Ok(items.iter().filter_map(|pet| pet["name"].as_str().map(str::to_owned)).collect())
    }
}

fn path(pet: &Value) -> String {
    format!("/api/v1/pets/{}", pet["id"].as_str().unwrap_or_default())
}

/// Another client of the same practice.
async fn stranger(cast: &Cast) -> Outcome<Actor<'_>> {
    let practice = cast.signs_in(PARENT).await?.me.practice.id;
    let password_hash = hash_password(PASSWORD.into()).await?;
    let (name, email) = ("Robin Sand".to_owned(), "robin@mail.example".to_owned());
    let mut tx = cast.state.begin().await?;
    let (id, role, time_zone) = (UserId::new(), Role::Client, None);
    add_user(&mut tx, &NewUser { id, practice, role, name, email, password_hash, time_zone }).await?;
    tx.commit().await?;
    cast.signs_in("robin@mail.example").await
}
