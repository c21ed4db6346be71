//! What this Postgres does when every message is a transaction of its own, as pgbench measures it.

use super::support::{Outcome, Postmaster};
use super::throughput::BODY;
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection, raw_sql};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::NamedTempFile;

const CLIENTS: [u32; 2] = [4, 16];
const SECONDS: u32 = 5;
const NAME: &str = "attend";
/// Columns and indexes of messages, numbered by Postgres; no foreign keys.
const MAKE: &str = "create table bench_messages (like messages including defaults including indexes);
    alter table bench_messages alter number add generated always as identity";
const DROP: &str = "drop table if exists bench_messages";

/// Rows a second with that many clients.
pub struct Rate {
    pub clients: u32,
    pub per_second: f64,
}

pub async fn measure(postmaster: &Postmaster) -> Outcome<Vec<Rate>> {
    let options = PgConnectOptions::new_without_pgpass().socket(&postmaster.socket);
    let mut conn = options.username(NAME).database(NAME).connect().await?;
    raw_sql(DROP).execute(&mut conn).await?;
    raw_sql(MAKE).execute(&mut conn).await?;
    let rates = measure_all(&postmaster.socket);
    raw_sql(DROP).execute(&mut conn).await?;
    conn.close().await?;
    rates
}

fn measure_all(socket: &Path) -> Outcome<Vec<Rate>> {
    let mut script = NamedTempFile::new()?;
    writeln!(
        script,
        "insert into bench_messages (id, room_id, version, client_id, sender_id, kind, body, created_at)
         values (gen_random_uuid(), '00000000-0000-0000-0000-000000000001', 1, gen_random_uuid(),
                 '00000000-0000-0000-0000-000000000002', 'text', '{BODY}', now());"
    )?;
    CLIENTS.into_iter().map(|clients| run(socket, script.path(), clients)).collect()
}

fn run(socket: &Path, script: &Path, clients: u32) -> Outcome<Rate> {
    let mut pgbench = Command::new(programs()?.join("pgbench"));
    pgbench.args(["--no-vacuum", "--protocol=prepared", "--jobs=2", "--username", NAME]);
    pgbench.arg(format!("--client={clients}")).arg(format!("--time={SECONDS}"));
    pgbench.arg("--host").arg(socket).arg("--file").arg(script).arg(NAME);
    let output = pgbench.output()?;
    let said = String::from_utf8_lossy(&output.stdout);
    let tps = said.lines().find_map(|line| line.strip_prefix("tps = ")).and_then(|line| line.split(' ').next());
    let Some(tps) = tps else {
        return Err(format!("pgbench failed: {said}{}", String::from_utf8_lossy(&output.stderr)).into());
    };
    Ok(Rate { clients, per_second: tps.parse()? })
}

/// The folder of the Postgres programs.
fn programs() -> Outcome<PathBuf> {
    let found = Command::new(concat!(env!("CARGO_MANIFEST_DIR"), "/scripts/pg-bin")).output()?;
    if !found.status.success() {
        return Err(String::from_utf8_lossy(&found.stderr).into());
    }
    Ok(String::from_utf8(found.stdout)?.trim().into())
}
