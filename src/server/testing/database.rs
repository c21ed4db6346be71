//! One cluster for all tests of this program, one database a test.

use crate::live::bus::Bus;
use crate::live::hub::Hub;
use crate::server::postgres::Cluster;
use crate::server::start::Database;
use crate::server::{db, demo};
use sqlx::{Connection, PgConnection};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::OnceCell;

const TEMPLATE: &str = "template_of_tests";

static CLUSTER: OnceCell<Cluster> = OnceCell::const_new();

/// A fresh database with the demo data in it.
pub async fn database() -> Result<Database, String> {
    let cluster = CLUSTER.get_or_try_init(prepare).await?;
    let name = format!("test_{}", uuid::Uuid::now_v7().simple());
    let mut conn = PgConnection::connect_with(&cluster.maintenance()).await.map_err(|cause| cause.to_string())?;
    sqlx::query(&format!("create database {name} template {TEMPLATE}"))
        .execute(&mut conn)
        .await
        .map_err(|cause| cause.to_string())?;
    let options = cluster.options().database(&name);
    Ok(Database { pool: db::pool(options.clone(), 4), options, cluster: None })
}

/// Starts the cluster of all tests, drops what earlier runs left, and makes the template anew.
async fn prepare() -> Result<Cluster, String> {
    let folder = PathBuf::from(std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into())).join("tests");
    let data = if folder.is_absolute() { folder } else { std::env::temp_dir().join("attend-tests") };
    std::fs::create_dir_all(&data).map_err(|cause| cause.to_string())?;
    std::fs::set_permissions(&data, std::fs::Permissions::from_mode(0o755)).map_err(|cause| cause.to_string())?;
    let cluster =
        tokio::task::spawn_blocking(move || Cluster::start(&data, None)).await.map_err(|cause| cause.to_string())??;
    fill(&cluster).await.map_err(|cause| cause.to_string())?;
    Ok(cluster)
}

async fn fill(cluster: &Cluster) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let mut conn = PgConnection::connect_with(&cluster.maintenance()).await?;
    let left: Vec<String> =
        sqlx::query_scalar("select datname from pg_database where datname like 'test\\_%' or datname = $1")
            .bind(TEMPLATE)
            .fetch_all(&mut conn)
            .await?;
    for name in left {
        sqlx::query(&format!("drop database {name} with (force)")).execute(&mut conn).await?;
    }
    sqlx::query(&format!("create database {TEMPLATE}")).execute(&mut conn).await?;
    let pool = db::pool(cluster.options().database(TEMPLATE), 1);
    db::migrate(&pool).await?;
    demo::seed(&pool, &Bus::new(Arc::new(Hub::default()))).await?;
    pool.close().await;
    Ok(())
}
