//! The pool, the migrations, and `Tx`: one transaction that holds all consequences of a deed, its events included.

use crate::error::Result;
use crate::ids::{Pass, UserId};
use crate::live::bus::{Bus, Parcel};
use crate::live::event::Event;
use crate::live::hub::Sight;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{PgConnection, PgPool, Postgres, Transaction};
use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::time::Duration;

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!();

/// `connections`: at most that many at once.
pub fn pool(options: PgConnectOptions, connections: u32) -> PgPool {
    PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(8))
        .connect_lazy_with(options.application_name("attend"))
}

/// The mailroom's own connections: so many batches are under way at once. They are not tested before they are taken,
/// since the mailroom tries again by itself.
pub fn writer(options: PgConnectOptions) -> PgPool {
    PgPoolOptions::new()
        .max_connections(4)
        .acquire_timeout(Duration::from_secs(8))
        .test_before_acquire(false)
        .connect_lazy_with(options.application_name("attend-mailroom"))
}

/// A few connections that nothing else may take, so that an emergency waits for nobody: from finding out who asks to
/// the commit.
pub fn reserve(options: PgConnectOptions) -> PgPool {
    PgPoolOptions::new()
        .max_connections(4)
        .acquire_timeout(Duration::from_secs(8))
        .connect_lazy_with(options.application_name("attend-emergencies"))
}

/// Brings the schema up to this binary's, under sqlx's advisory lock, so servers that start together take turns.
/// A sentence where the schema is newer than the binary.
pub async fn migrate(pool: &PgPool) -> Result<(), String> {
    use sqlx::migrate::MigrateError;
    MIGRATIONS.run(pool).await.map_err(|cause| match cause {
        MigrateError::VersionMissing(version) => format!(
            "The database is newer than this Attend: it has migration {version}, which this version does not know. \
             Start the newer Attend, or restore an older backup."
        ),
        MigrateError::VersionMismatch(version) => changed(version),
        other => format!("The database cannot be brought up to date: {other}"),
    })
}

/// Said of a migration that is another than the one that was applied.
pub fn changed(version: i64) -> String {
    format!("Migration {version} was changed after it was applied. Attend does not touch this database.")
}

/// How the database's schema stands to this binary's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schema {
    Current,
    /// So many migrations are missing.
    Behind(usize),
    Newer,
}

/// An error where the database cannot be asked, or has no schema at all.
pub async fn schema(pool: &PgPool) -> Result<Schema, sqlx::Error> {
    let applied: Vec<i64> =
        sqlx::query_scalar("select version from _sqlx_migrations where success").fetch_all(pool).await?;
    let known: Vec<i64> = MIGRATIONS.iter().map(|migration| migration.version).collect();
    let missing = known.iter().filter(|version| !applied.contains(version)).count();
    Ok(match missing {
        _ if applied.iter().any(|version| !known.contains(version)) => Schema::Newer,
        0 => Schema::Current,
        missing => Schema::Behind(missing),
    })
}

/// The first migration that was changed after it was applied here.
pub async fn changed_migration(pool: &PgPool) -> Result<Option<i64>, sqlx::Error> {
    let applied: Vec<(i64, Vec<u8>)> =
        sqlx::query_as("select version, checksum from _sqlx_migrations order by version").fetch_all(pool).await?;
    let was_changed = |version: i64, checksum: &[u8]| {
        MIGRATIONS.iter().any(|known| known.version == version && *known.checksum != *checksum)
    };
    Ok(applied.into_iter().find(|(version, checksum)| was_changed(*version, checksum)).map(|(version, _)| version))
}

/// Begins a transaction; to be called instead of `pool.begin()`. It begins aside, since whoever waits for it may be
/// gone at any moment, as a request whose browser has left. sqlx 0.8 would not notice that it has begun, and whoever
/// came next would do their work within it, never committed (<https://github.com/launchbadge/sqlx/issues/4393>).
#[expect(clippy::disallowed_methods, reason = "this is the place for it")]
pub async fn begin(pool: &PgPool) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
    let pool = pool.clone();
    tokio::spawn(async move { pool.begin().await }).await.unwrap_or(Err(sqlx::Error::WorkerCrashed))
}

/// Whether Postgres has let this one go of two that waited for each other's rows.
pub fn is_deadlock(cause: &sqlx::Error) -> bool {
    cause.as_database_error().is_some_and(|error| error.code().as_deref() == Some("40P01"))
}

/// Events that wait until what they tell of is committed.
pub struct Outbox {
    parcels: Vec<Parcel>,
    bus: Bus,
}

impl Outbox {
    pub fn new(bus: &Bus) -> Self {
        Self { parcels: Vec::new(), bus: bus.clone() }
    }

    pub fn tell(&mut self, audience: impl Into<Arc<[UserId]>>, event: impl Into<Event>) {
        self.parcels.push(Parcel::Event { audience: audience.into(), event: Box::new(event.into()) });
    }

    /// Tells everything, after the commit; what is urgent first.
    pub fn carry(mut self) {
        self.parcels.sort_by_key(|parcel| !parcel.is_urgent());
        for parcel in self.parcels {
            self.bus.carry(parcel);
        }
    }
}

/// A transaction with an outbox. What it says is said after the commit, or never.
pub struct Tx {
    inner: Transaction<'static, Postgres>,
    outbox: Outbox,
}

impl Tx {
    pub async fn begin(pool: &PgPool, bus: &Bus) -> Result<Self> {
        Ok(Self::raw(pool, bus).await?)
    }

    /// As `begin`, with the cause of a failure, for a writer that tries again.
    pub async fn raw(pool: &PgPool, bus: &Bus) -> Result<Self, sqlx::Error> {
        Ok(Self { inner: begin(pool).await?, outbox: Outbox::new(bus) })
    }

    /// Puts an event into the outbox. The audience is always chosen by SQL.
    pub fn tell(&mut self, audience: impl Into<Arc<[UserId]>>, event: impl Into<Event>) {
        self.outbox.tell(audience, event);
    }

    pub fn outbox(&mut self) -> &mut Outbox {
        &mut self.outbox
    }

    /// Closes the sockets of ended sign-ins and revoked tokens.
    pub fn hang_up(&mut self, passes: Vec<Pass>) {
        self.outbox.parcels.push(Parcel::HangUp { passes });
    }

    /// Tells those who are connected whom they see from now on, or see no more.
    pub fn note_sight(&mut self, sight: Sight) {
        self.outbox.parcels.push(Parcel::Sight(sight));
    }

    /// Writes, then tells.
    pub async fn commit(self) -> Result<()> {
        Ok(self.commit_raw().await?)
    }

    pub async fn commit_raw(self) -> Result<(), sqlx::Error> {
        self.inner.commit().await?;
        self.outbox.carry();
        Ok(())
    }
}

impl Deref for Tx {
    type Target = PgConnection;

    fn deref(&self) -> &PgConnection {
        &self.inner
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut PgConnection {
        &mut self.inner
    }
}
