//! One cluster for all tests of this program, one database a test.

use super::settings;
use crate::chat::ringing;
use crate::live::bus::Bus;
use crate::live::hub::Hub;
use crate::server::postgres::Cluster;
use crate::server::start::Database;
use crate::server::{db, demo, serve};
use sqlx::{Connection, PgConnection};
use std::cell::RefCell;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::OnceCell;

const TEMPLATE: &str = "template_of_tests";
/// Nothing here has to outlive a power cut. A killed process loses nothing by these.
const SETTINGS: [&str; 3] = ["fsync = off", "full_page_writes = off", "max_wal_size = '256MB'"];

static CLUSTER: OnceCell<Cluster> = OnceCell::const_new();
/// Databases whose tests are over.
static DONE_WITH: Mutex<Vec<String>> = Mutex::new(Vec::new());

thread_local! {
    static MINE: RefCell<Mine> = RefCell::default();
}

/// The databases of one test. It runs on a thread of its own, which ends with it.
#[derive(Default)]
struct Mine(Vec<String>);

impl Drop for Mine {
    fn drop(&mut self) {
        DONE_WITH.lock().unwrap_or_else(PoisonError::into_inner).append(&mut self.0);
    }
}

/// A fresh database with the demo data in it and nothing in the bells. Those of tests that are over go.
pub async fn database() -> Result<Database, String> {
    let cluster = CLUSTER.get_or_try_init(prepare).await?;
    let name = format!("test_{}", uuid::Uuid::now_v7().simple());
    let done_with = std::mem::take(&mut *DONE_WITH.lock().unwrap_or_else(PoisonError::into_inner));
    let drops = done_with.into_iter().map(|name| format!("drop database if exists {name} with (force)"));
    let create = format!("create database {name} template {TEMPLATE} strategy file_copy");
    let mut conn = PgConnection::connect_with(&cluster.maintenance()).await.map_err(|cause| cause.to_string())?;
    for statement in drops.chain([create]) {
        sqlx::query(&statement).execute(&mut conn).await.map_err(|cause| cause.to_string())?;
    }
    MINE.with_borrow_mut(|mine| mine.0.push(name.clone()));
    let options = cluster.options().database(&name);
    Ok(Database { pool: db::pool(options.clone(), 4), options, cluster: None })
}

/// Starts the cluster of all tests, drops what earlier runs left, and makes the template anew.
async fn prepare() -> Result<Cluster, String> {
    let folder = PathBuf::from(std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into())).join("tests");
    let data = if folder.is_absolute() { folder } else { std::env::temp_dir().join("attend-tests") };
    std::fs::create_dir_all(&data).map_err(|cause| cause.to_string())?;
    std::fs::set_permissions(&data, std::fs::Permissions::from_mode(0o755)).map_err(|cause| cause.to_string())?;
    let mut cluster =
        tokio::task::spawn_blocking(move || Cluster::start(&data, None)).await.map_err(|cause| cause.to_string())??;
    cluster.share();
    fill(&cluster).await.map_err(|cause| cause.to_string())?;
    Ok(cluster)
}

async fn fill(cluster: &Cluster) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let mut conn = PgConnection::connect_with(&cluster.maintenance()).await?;
    for setting in SETTINGS {
        sqlx::query(&format!("alter system set {setting}")).execute(&mut conn).await?;
    }
    sqlx::query("select pg_reload_conf()").execute(&mut conn).await?;
    let left: Vec<String> =
        sqlx::query_scalar("select datname from pg_database where datname like 'test\\_%' or datname = $1")
            .bind(TEMPLATE)
            .fetch_all(&mut conn)
            .await?;
    for name in left {
        sqlx::query(&format!("drop database {name} with (force)")).execute(&mut conn).await?;
    }
    sqlx::query(&format!("create database {TEMPLATE}")).execute(&mut conn).await?;
    let options = cluster.options().database(TEMPLATE);
    let pool = db::pool(options.clone(), 1);
    db::migrate(&pool).await?;
    demo::seed(&pool, &Bus::new(Arc::new(Hub::default()))).await?;
    empty_the_bells(&Database { pool: pool.clone(), options, cluster: None }).await?;
    pool.close().await;
    Ok(())
}

/// The demo data has unread messages. They ring here, so that they do not in the middle of a test.
async fn empty_the_bells(database: &Database) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let settings = settings();
    let leptos = settings.leptos_options()?;
    ringing::sweep(&serve::state(settings, leptos, database).await?).await?;
    sqlx::query("delete from notifications").execute(&database.pool).await?;
    sqlx::query("delete from jobs").execute(&database.pool).await?;
    Ok(())
}
