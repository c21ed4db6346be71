//! From settings to a database that is up to date, and the commands that need no more than that.

use crate::accounts::model::{parse_email, parse_name};
use crate::accounts::store::{NewPractice, NewUser, add_practice as add_practice_row, add_user};
use crate::accounts::{hash_password, signing_in};
use crate::appointments::Place;
use crate::appointments::store::{NewType, add_type};
use crate::error::AppError;
use crate::ids::{PracticeId, UserId};
use crate::live::bus::Bus;
use crate::live::hub::Hub;
use crate::server::config::Settings;
use crate::server::db::{self, Tx};
use crate::server::postgres::Cluster;
use crate::server::telemetry;
use crate::words::{PracticeKind, Role};
use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, PgConnection, PgPool};
use std::sync::Arc;

/// Connections for pages and doors; the mailroom has one of its own.
const CONNECTIONS: u32 = 12;

/// A database that is up to date.
pub struct Database {
    pub options: PgConnectOptions,
    pub pool: PgPool,
    /// The private cluster, unless `DATABASE_URL` names a server.
    pub cluster: Option<Cluster>,
}

impl Database {
    /// Starts the private cluster if it is ours to start, and migrates. A sentence where that fails.
    pub async fn open(settings: &Settings) -> Result<Self, String> {
        let (options, cluster) = reach(settings).await?;
        let pool = db::pool(options.clone(), CONNECTIONS);
        db::migrate(&pool).await?;
        Ok(Self { options, pool, cluster })
    }

    /// Closes the pool, and stops the private cluster if it was started here.
    pub async fn close(self) -> Result<(), String> {
        self.pool.close().await;
        match self.cluster {
            // One that ran before belongs to a server.
            Some(cluster) if !cluster.was_running => blocking(move || cluster.stop()).await,
            _ => Ok(()),
        }
    }
}

impl Database {
    /// As `close`, for the server whose cluster it is, even if it was found running after a crash.
    pub async fn stop(mut self) -> Result<(), String> {
        if let Some(cluster) = &mut self.cluster {
            cluster.was_running = false;
        }
        self.close().await
    }
}

/// How to reach the database, with the private cluster running.
pub async fn reach(settings: &Settings) -> Result<(PgConnectOptions, Option<Cluster>), String> {
    if let Some(url) = &settings.database_url {
        let options = url.parse().map_err(|cause| format!("DATABASE_URL cannot be read: {cause}"))?;
        return Ok((options, None));
    }
    let (data, pg_bin) = (settings.data.clone(), settings.pg_bin.clone());
    let cluster = blocking(move || Cluster::start(&data, pg_bin.as_deref())).await?;
    make_database(&cluster).await?;
    Ok((cluster.options(), Some(cluster)))
}

/// `attend migrate`
pub async fn migrate(settings: Settings) -> Result<(), String> {
    telemetry::log(&settings)?;
    Database::open(&settings).await?.close().await?;
    tracing::info!("the database is up to date");
    Ok(())
}

/// What `attend add-practice` is told.
pub struct FirstPractice {
    pub name: String,
    pub kind: PracticeKind,
    pub time_zone: String,
    pub admin_name: String,
    pub admin_email: String,
}

/// `attend add-practice`: prints the join code that clients sign up with.
pub async fn add_practice(settings: Settings, first: FirstPractice) -> Result<(), String> {
    telemetry::log(&settings)?;
    let mut password = String::new();
    std::io::stdin().read_line(&mut password).map_err(|cause| format!("No password could be read: {cause}"))?;
    let database = Database::open(&settings).await?;
    let added = add_first(&database.pool, first, password.trim_end_matches(['\r', '\n'])).await;
    database.close().await?;
    let join_code = added.map_err(|error| error.to_string())?;
    tracing::info!(%join_code, "the practice is there; clients sign up with this join code");
    Ok(())
}

async fn add_first(pool: &PgPool, first: FirstPractice, password: &str) -> Result<String, AppError> {
    let name = parse_name(&first.admin_name)?;
    let email = parse_email(&first.admin_email)?;
    let practice_name = parse_name(&first.name)?;
    if !crate::time::is_zone(&first.time_zone) {
        return Err(AppError::invalid("time_zone", "There is no time zone of this name."));
    }
    signing_in::check_new_password(password, [&name, &email]).await?;
    let password_hash = hash_password(password.into()).await?;
    let join_code = format!("{}-{:08x}", first.kind.as_str(), rand::random::<u32>());
    let practice = PracticeId::new();
    let new = NewPractice {
        id: practice,
        kind: first.kind,
        name: &practice_name,
        time_zone: &first.time_zone,
        join_code: &join_code,
    };
    let mut tx = Tx::begin(pool, &Bus::new(Arc::new(Hub::default()))).await?;
    add_practice_row(&mut tx, &new).await?;
    add_user(&mut tx, &NewUser { id: UserId::new(), practice, role: Role::Admin, name, email, password_hash }).await?;
    for (name, minutes, place) in [("First visit", 60, Place::InPerson), ("Video visit", 30, Place::Video)] {
        add_type(&mut tx, &NewType { practice, name, minutes, place }).await?;
    }
    tx.commit().await?;
    Ok(join_code)
}

async fn make_database(cluster: &Cluster) -> Result<(), String> {
    let reach = |cause| format!("The private Postgres does not answer: {cause}");
    let mut conn = PgConnection::connect_with(&cluster.maintenance()).await.map_err(reach)?;
    let is_there: bool = sqlx::query_scalar("select exists (select from pg_database where datname = 'attend')")
        .fetch_one(&mut conn)
        .await
        .map_err(reach)?;
    if !is_there {
        sqlx::query("create database attend").execute(&mut conn).await.map_err(reach)?;
    }
    conn.close().await.map_err(reach)
}

/// Runs what waits for programs off the async threads.
pub async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, String> + Send + 'static,
) -> Result<T, String> {
    tokio::task::spawn_blocking(work).await.map_err(|cause| cause.to_string())?
}
