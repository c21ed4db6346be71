//! One of the demo people, signed in, with what they do over HTTP.

use super::socket::Socket;
use super::{Outcome, PATIENCE, Server};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use uuid::Uuid;

/// The demo people who are in an active room.
pub const PEOPLE: [&str; 12] = [
    "patient@clinic.demo",
    "patient2@clinic.demo",
    "doctor@clinic.demo",
    "doctor2@clinic.demo",
    "pet-parent@veterinary.demo",
    "veterinarian@veterinary.demo",
    "student@tutoring.demo",
    "student2@tutoring.demo",
    "tutor@tutoring.demo",
    "member@fitness.demo",
    "member2@fitness.demo",
    "trainer@fitness.demo",
];

#[derive(Clone)]
pub struct Person {
    pub id: Uuid,
    pub token: String,
    /// Host and port of the server.
    pub address: String,
    http: reqwest::Client,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Room {
    pub id: Uuid,
    pub status: String,
    pub last_number: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    pub id: Uuid,
    pub room: Uuid,
    pub number: i64,
    pub client_id: Uuid,
    pub sender: Option<Sender>,
    pub body: String,
    pub created_at: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Sender {
    pub id: Uuid,
}

#[derive(Deserialize)]
struct SignedIn {
    user: Sender,
    token: String,
}

#[derive(Deserialize)]
struct Page<T> {
    items: Vec<T>,
    next: Option<String>,
}

impl Person {
    pub async fn signs_in(server: &Server, email: &str) -> Outcome<Self> {
        let (http, address) = (http()?, server.address.clone());
        let sign_in = http.post(format!("http://{address}/api/v1/auth/sign-in"));
        let sign_in = sign_in.json(&json!({ "email": email, "password": "attend-demo" }));
        let SignedIn { user, token } = sign_in.send().await?.error_for_status()?.json().await?;
        Ok(Self { id: user.id, token, address, http })
    }

    pub async fn rooms(&self) -> Outcome<Vec<Room>> {
        Ok(self.get::<Page<Room>>("chat/rooms?limit=100").await?.items)
    }

    /// Those that can be written in.
    pub async fn active_rooms(&self) -> Outcome<Vec<Room>> {
        Ok(self.rooms().await?.into_iter().filter(|room| room.status == "active").collect())
    }

    /// All messages of a room, oldest first.
    pub async fn history(&self, room: Uuid) -> Outcome<Vec<Message>> {
        let (mut messages, mut after) = (Vec::new(), Some("0".to_owned()));
        while let Some(number) = after {
            let page: Page<Message> = self.get(&format!("chat/messages/{room}?after={number}&limit=100")).await?;
            messages.extend(page.items);
            after = page.next;
        }
        Ok(messages)
    }

    pub async fn connects(&self) -> Outcome<Socket> {
        Socket::open(&self.address, &self.token).await
    }

    pub async fn get<T: DeserializeOwned>(&self, path: &str) -> Outcome<T> {
        let asked = self.http.get(format!("http://{}/api/v1/{path}", self.address)).bearer_auth(&self.token);
        Ok(asked.send().await?.error_for_status()?.json().await?)
    }

    /// A command that is answered with nothing.
    pub async fn does(&self, path: &str) -> Outcome {
        let asked = self.http.post(format!("http://{}/api/v1/{path}", self.address)).bearer_auth(&self.token);
        asked.send().await?.error_for_status()?;
        Ok(())
    }

    pub async fn post<T: DeserializeOwned>(&self, path: &str, body: &Value) -> Outcome<T> {
        let asked = self.http.post(format!("http://{}/api/v1/{path}", self.address)).bearer_auth(&self.token);
        Ok(asked.json(body).send().await?.error_for_status()?.json().await?)
    }
}

/// No connection is kept, since the server may be another one by the next request.
pub fn http() -> Outcome<reqwest::Client> {
    Ok(reqwest::Client::builder().no_proxy().pool_max_idle_per_host(0).timeout(PATIENCE).build()?)
}
