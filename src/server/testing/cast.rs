//! The cast: a running server on a port of its own, and the demo people as actors on it.

use super::Outcome;
use super::{Phone, database, settings};
use crate::accounts::Me;
use crate::chat::{Author, Draft, Message, Room};
use crate::error::AppError;
use crate::ids::RoomId;
use crate::server::config::Settings;
use crate::server::state::AppState;
use crate::server::{connections, demo, router, serve};
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use serde::Deserialize;
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;
use tower::Layer;
use tower_http::normalize_path::NormalizePathLayer;

/// A server with the demo data, stopped when it is dropped with its runtime.
pub struct Cast {
    pub state: AppState,
    pub address: SocketAddr,
}

/// A person who is signed in.
pub struct Actor<'a> {
    cast: &'a Cast,
    pub me: Me,
    pub token: String,
}

#[derive(Deserialize)]
struct Welcome {
    user: Me,
    token: String,
}

#[derive(Deserialize)]
struct Items<T> {
    items: Vec<T>,
}

impl Cast {
    pub async fn assemble() -> Outcome<Self> {
        Self::assemble_with(settings()).await
    }

    pub async fn assemble_with(settings: Settings) -> Outcome<Self> {
        let database = database().await?;
        let leptos = settings.leptos_options()?;
        let state = serve::state(settings, leptos, &database).await?;
        let recorder = metrics_exporter_prometheus::PrometheusBuilder::new().build_recorder().handle();
        let app = NormalizePathLayer::trim_trailing_slash().layer(router::router(state.clone(), recorder));
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        tokio::spawn(connections::answer(listener, app, connections::HEAD_TIME, std::future::pending()));
        tokio::spawn(crate::chat::ringing::run(state.clone()));
        Ok(Self { state, address })
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// A request of nobody.
    pub fn ask(&self, method: Method, path: &str) -> RequestBuilder {
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build();
        client.unwrap_or_default().request(method, self.url(path))
    }

    pub async fn tries_password(&self, email: &str, password: &str) -> Outcome<Response> {
        let attempt = json!({ "email": email, "password": password });
        Ok(self.ask(Method::POST, "/api/v1/auth/sign-in").json(&attempt).send().await?)
    }

    pub async fn signs_in(&self, email: &str) -> Outcome<Actor<'_>> {
        let answer = self.tries_password(email, demo::PASSWORD).await?;
        let Welcome { user, token } = answer.error_for_status()?.json().await?;
        Ok(Actor { cast: self, me: user, token })
    }

    /// Waits until so many connections wait for rows that others have locked.
    pub async fn has_waiting(&self, count: i64) -> Outcome<()> {
        let waiting =
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
        while sqlx::query_scalar::<_, i64>(waiting).fetch_one(&self.state.pool).await? < count {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        Ok(())
    }

    pub async fn patient(&self) -> Outcome<Actor<'_>> {
        self.signs_in("patient@clinic.demo").await
    }

    pub async fn doctor(&self) -> Outcome<Actor<'_>> {
        self.signs_in("doctor@clinic.demo").await
    }
}

impl Actor<'_> {
    pub fn ask(&self, method: Method, path: &str) -> RequestBuilder {
        self.cast.ask(method, path).bearer_auth(&self.token)
    }

    pub async fn gets(&self, path: &str) -> Outcome<(StatusCode, Value)> {
        let answer = self.ask(Method::GET, path).send().await?;
        Ok((answer.status(), answer.json().await.unwrap_or(Value::Null)))
    }

    pub async fn rooms(&self) -> Outcome<Vec<Room>> {
        let answer = self.ask(Method::GET, "/api/v1/chat/rooms").send().await?;
        Ok(answer.json::<Items<Room>>().await?.items)
    }

    /// The active room this person has, of the demo data.
    pub async fn active_room(&self) -> Outcome<Room> {
        self.rooms().await?.into_iter().find(|room| !room.is_ended()).ok_or_else(|| "no active room".into())
    }

    pub async fn ended_room(&self) -> Outcome<Room> {
        let is_it = |room: &Room| room.is_ended() && room.last_number > 0;
        self.rooms().await?.into_iter().find(is_it).ok_or_else(|| "no ended room".into())
    }

    /// A room as this person sees it now.
    pub async fn sees_room(&self, id: RoomId) -> Outcome<Room> {
        self.rooms().await?.into_iter().find(|room| room.id == id).ok_or_else(|| "the room is not there".into())
    }

    /// All messages after a number, oldest first.
    pub async fn history(&self, room: RoomId, after: i64) -> Outcome<Vec<Message>> {
        let path = format!("/api/v1/chat/messages/{room}?after={after}&limit=100");
        Ok(self.ask(Method::GET, &path).send().await?.json::<Items<Message>>().await?.items)
    }

    /// Connects a device.
    pub async fn connects(&self) -> Outcome<Phone> {
        Phone::connect(self.cast.address, &self.token).await
    }

    /// Says something without a socket, and waits until it is written.
    pub async fn says(&self, room: RoomId, body: &str) -> Result<Message, AppError> {
        let draft = Draft::text(room, body.into()).checked(Author::of(&self.me))?;
        Ok(self.cast.state.mailroom.post_and_wait(self.me.id(), draft).await?.message)
    }
}
