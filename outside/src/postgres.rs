//! The private Postgres of a server, seen from outside by the lock file in its folder.

use super::{Outcome, wait_until};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{ConnectOptions, query_scalar};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Of the database and its owner.
pub const NAME: &str = "attend";

/// Longer than it takes to enter a million messages for search.
const ENTERED_WITHIN: Duration = Duration::from_mins(15);
const ARE_ENTERED: &str = "
    select not exists (select from rooms r left join search_progress p on p.room_id = r.id
                       where r.last_number > coalesce(p.entered, 0))";

/// The process that owns a cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Postmaster {
    pub pid: i32,
    /// The folder its socket lies in.
    pub socket: PathBuf,
}

impl Postmaster {
    /// Lines of the lock file: 1 is the process, 5 the socket's folder.
    pub fn of(cluster: &Path) -> Outcome<Self> {
        let lock = fs::read_to_string(cluster.join("postmaster.pid"))?;
        let mut lines = lock.lines();
        let pid = lines.next().ok_or("the lock file is empty")?.trim().parse()?;
        let socket = lines.nth(3).ok_or("the lock file names no socket")?.trim().into();
        Ok(Self { pid, socket })
    }

    /// The database of its server.
    pub async fn connect(&self) -> Outcome<PgConnection> {
        let options = PgConnectOptions::new_without_pgpass().socket(&self.socket);
        Ok(options.username(NAME).database(NAME).connect().await?)
    }

    /// Waits until all messages are entered for search, which follows the writing.
    pub async fn until_entered(&self) -> Outcome {
        let (mut conn, since) = (self.connect().await?, Instant::now());
        while !query_scalar::<_, bool>(ARE_ENTERED).fetch_one(&mut conn).await? {
            if since.elapsed() > ENTERED_WITHIN {
                return Err("the messages are not entered for search".into());
            }
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
        Ok(())
    }

    /// A process that is dead but not collected by its parent does not run.
    pub fn is_running(&self) -> bool {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.pid)).unwrap_or_default();
        stat.rsplit_once(") ").is_some_and(|(_, state)| !state.starts_with(['Z', 'X']))
    }

    /// As a crash: nothing is flushed, nobody is told.
    pub fn kill(&self) -> Outcome {
        kill(Pid::from_raw(self.pid), Signal::SIGKILL)?;
        wait_until("the killed Postgres is gone", || !self.is_running())
    }

    /// In good order, without waiting for its clients.
    pub fn stop(&self) -> Outcome {
        kill(Pid::from_raw(self.pid), Signal::SIGINT)?;
        wait_until("Postgres has stopped", || !self.is_running())
    }
}
