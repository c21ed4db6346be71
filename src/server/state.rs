//! What every request shares.

use crate::chat::ringing::Bells;
use crate::chat::{Mailroom, PostUrgently};
use crate::error::Result;
use crate::live::bus::Bus;
use crate::live::hub::Hub;
use crate::server::config::Settings;
use crate::server::db::Tx;
use crate::server::limits::Limits;
use crate::server::mail::Mailer;
use crate::server::push::Pusher;
use crate::server::storage::Storage;
use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use leptos::prelude::expect_context;
use sqlx::PgPool;
use sqlx::pool::PoolConnection;
use std::sync::Arc;
use uuid::Uuid;

#[derive(Clone, FromRef)]
pub struct AppState {
    pub leptos: LeptosOptions,
    pub settings: Arc<Settings>,
    pub pool: PgPool,
    pub storage: Storage,
    pub hub: Arc<Hub>,
    pub bus: Bus,
    pub mailroom: Mailroom,
    /// How messages that are marked urgent are written.
    pub urgent: PostUrgently,
    pub reserve: Reserve,
    pub bells: Arc<Bells>,
    pub limits: Arc<Limits>,
    pub push: Pusher,
    pub epoch: Epoch,
    pub mailer: Mailer,
}

/// Changes when the database is restored from a backup.
#[derive(Clone, Copy)]
pub struct Epoch(pub Uuid);

/// The connections that are kept free for emergencies.
#[derive(Clone)]
pub struct Reserve(pub PgPool);

impl AppState {
    /// The state of the server that runs this page or server function.
    pub fn here() -> Self {
        expect_context()
    }

    /// Where people open Attend, without a slash at its end: for what is read elsewhere, as e-mail.
    pub fn site(&self) -> String {
        self.settings.url.clone().unwrap_or_else(|| format!("http://{}", self.leptos.site_addr))
    }

    pub async fn begin(&self) -> Result<Tx> {
        Tx::begin(&self.pool, &self.bus).await
    }

    /// Begins what must not wait for a connection that something else has.
    pub async fn begin_urgently(&self) -> Result<Tx> {
        Tx::begin(&self.reserve.0, &self.bus).await
    }

    pub async fn read(&self) -> Result<PoolConnection<sqlx::Postgres>> {
        Ok(self.pool.acquire().await?)
    }
}
