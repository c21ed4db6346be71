//! Finds the Postgres programs of this machine.

use std::env;
use std::path::{Path, PathBuf};

/// The folder that holds `initdb`, `pg_ctl` and `postgres`; a sentence where none does.
pub fn find(pg_bin: Option<&Path>) -> Result<PathBuf, String> {
    if let Some(folder) = pg_bin {
        return if is_complete(folder) {
            Ok(folder.to_owned())
        } else {
            Err(format!("PG_BIN names {}, but initdb, pg_ctl and postgres are not all there.", folder.display()))
        };
    }
    debian().into_iter().chain(on_path()).find(|folder| is_complete(folder)).ok_or_else(|| {
        "No Postgres was found. Install it (on Debian: apt-get install postgresql), name the folder of its programs \
         in PG_BIN, or name a running server in DATABASE_URL."
            .into()
    })
}

/// Debian keeps the programs of each version in a folder of its own; the newest comes first.
fn debian() -> Vec<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    versions.sort_by_key(|(version, _)| std::cmp::Reverse(*version));
    versions.into_iter().map(|(_, folder)| folder).collect()
}

fn on_path() -> Vec<PathBuf> {
    env::var_os("PATH").map(|path| env::split_paths(&path).collect()).unwrap_or_default()
}

fn is_complete(folder: &Path) -> bool {
    ["initdb", "pg_ctl", "postgres"].iter().all(|program| folder.join(program).is_file())
}
