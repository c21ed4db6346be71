//! What the same Postgres does when every message is a transaction of its own, as pgbench measures it: no server of
//! whatever make is faster than this disk. The table goes with the server's data folder.

use super::throughput::BODY;
use hdrhistogram::Histogram;
use outside::{Outcome, Postmaster, postgres};
use sqlx::{Connection, raw_sql};
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use tempfile::TempDir;

const CLIENTS: [u32; 2] = [4, 16];
/// Columns and indexes of messages, numbered by Postgres; no foreign keys.
const TABLE: &str = "create table bench_messages (like messages including defaults including indexes);
    alter table bench_messages alter number add generated always as identity";

pub struct Pgbench {
    programs: PathBuf,
    socket: PathBuf,
    /// Holds the script and the log.
    folder: TempDir,
}

/// Rows a second with that many clients.
pub struct Rate {
    pub clients: u32,
    pub per_second: f64,
}

/// Microseconds from when a row was due until it was committed.
pub struct Pace {
    pub p50: u64,
    pub p99: u64,
}

impl Pgbench {
    pub async fn prepare(postmaster: &Postmaster) -> Outcome<Self> {
        let mut conn = postmaster.connect().await?;
        raw_sql(TABLE).execute(&mut conn).await?;
        conn.close().await?;
        let this = Self { programs: programs()?, socket: postmaster.socket.clone(), folder: TempDir::new()? };
        fs::write(this.folder.path().join("script"), script())?;
        Ok(this)
    }

    /// As many rows as it can write.
    pub fn flat_out(&self) -> Outcome<Vec<Rate>> {
        let rate = |clients| {
            let said = self.run(&["--jobs=2", "--time=5", &format!("--client={clients}")])?;
            let tps = said.lines().find_map(|line| line.strip_prefix("tps = ")).and_then(|line| line.split(' ').next());
            Ok(Rate { clients, per_second: tps.ok_or("pgbench tells no tps")?.parse()? })
        };
        CLIENTS.into_iter().map(rate).collect()
    }

    /// So many rows a second, on a schedule.
    pub fn at(&self, rate: u32) -> Outcome<Pace> {
        self.run(&["--client=4", "--time=10", &format!("--rate={rate}"), "--log", "--log-prefix=log"])?;
        let mut times = Histogram::<u64>::new(3)?;
        for file in fs::read_dir(self.folder.path())?.flatten() {
            if file.file_name().to_string_lossy().starts_with("log.") {
                // A line a transaction: client, count, microseconds …
                for line in fs::read_to_string(file.path())?.lines() {
                    times.record(line.split(' ').nth(2).ok_or("pgbench logs no time")?.parse()?)?;
                }
            }
        }
        Ok(Pace { p50: times.value_at_quantile(0.5), p99: times.value_at_quantile(0.99) })
    }

    fn run(&self, arguments: &[&str]) -> Outcome<String> {
        let mut pgbench = Command::new(self.programs.join("pgbench"));
        pgbench
            .args(["--no-vacuum", "--protocol=prepared", "--file=script", "--username", postgres::NAME])
            .args(arguments);
        let output =
            pgbench.arg("--host").arg(&self.socket).arg(postgres::NAME).current_dir(self.folder.path()).output()?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into());
        }
        Ok(String::from_utf8(output.stdout)?)
    }
}

fn script() -> String {
    format!(
        "insert into bench_messages (id, room_id, version, client_id, sender_id, kind, body, created_at)
         values (gen_random_uuid(), '00000000-0000-0000-0000-000000000001', 1, gen_random_uuid(),
                 '00000000-0000-0000-0000-000000000002', 'text', '{BODY}', now());"
    )
}

/// The folder of the Postgres programs.
fn programs() -> Outcome<PathBuf> {
    let found = Command::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../scripts/pg-bin")).output()?;
    if !found.status.success() {
        return Err(String::from_utf8_lossy(&found.stderr).into());
    }
    Ok(String::from_utf8(found.stdout)?.trim().into())
}
