//! From settings to a database that is up to date.

use crate::server::config::Settings;
use crate::server::db;
use crate::server::knocking::{COMING_UP, knock};
use crate::server::postgres::Cluster;
use crate::server::telemetry;
use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, PgConnection, PgPool};

/// Connections for pages and doors; the mailroom has four of its own, and emergencies four.
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
        knock(&options, cluster.is_some(), COMING_UP).await?;
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
        if !["postgres://", "postgresql://"].iter().any(|scheme| url.starts_with(scheme)) {
            return Err(
                "DATABASE_URL names no Postgres server; it looks like postgres://user:password@host/name.".into()
            );
        }
        let options = url.parse().map_err(|cause| format!("DATABASE_URL cannot be read: {cause}"))?;
        return Ok((options, None));
    }
    let (data, pg_bin) = (settings.data.clone(), settings.pg_bin.clone());
    let cluster = blocking(move || Cluster::start(&data, pg_bin.as_deref())).await?;
    // Another command may just be stopping it, or starting it.
    knock(&cluster.maintenance(), true, COMING_UP).await?;
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
