//! One private cluster: made, started, found running after a crash, stopped.

use super::account::Account;
use super::programs;
use crate::server::lock;
use sqlx::postgres::PgConnectOptions;
use std::fs::{self, File, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;
use std::time::Duration;

const NAME: &str = "attend";
/// Larger than any process number of Linux (`PID_MAX_LIMIT` is 4,194,304).
const NO_PROCESS: u32 = 4_194_305;
/// How often, and after what pause, a start is tried again.
const TRIES: u32 = 20;
const BETWEEN_TRIES: Duration = Duration::from_millis(250);

/// Durable by default settings; these only fit it to one small machine. `jit` costs more than it gives in short
/// queries.
const SETTINGS: &str = "
# Written by Attend when it made this cluster.
listen_addresses = ''
shared_buffers = 128MB
max_connections = 60
max_wal_size = 2GB
jit = off
log_min_messages = warning
# Details would name people: what a row holds belongs in no log.
log_error_verbosity = terse
";

#[derive(Clone, Debug)]
pub struct Cluster {
    programs: PathBuf,
    account: Account,
    /// Where the tables lie.
    folder: PathBuf,
    /// Where the socket lies; short, since the kernel allows a socket's path some 100 bytes.
    socket: PathBuf,
    /// Whether it ran already when it was to be started.
    pub was_running: bool,
    /// Kept by whoever will stop it, so that nobody else uses it by then.
    turn: Option<Arc<File>>,
}

impl Cluster {
    /// The cluster of a data folder, made if it is not there yet, and started if it does not run; others wait for
    /// whoever has started it. A sentence where that fails.
    pub fn start(data: &Path, pg_bin: Option<&Path>) -> Result<Self, String> {
        let programs = programs::find(pg_bin)?;
        let account = Account::choose()?;
        let turn = lock::take_turn(data)?;
        let folder = place(data, &account)?;
        let socket = Path::new("/tmp").join(format!("attend-{:016x}", digest(&folder)));
        let mut cluster = Self { programs, account, folder, socket, was_running: false, turn: None };
        cluster.was_running = cluster.is_running();
        cluster.make_folders()?;
        if !cluster.folder.join("PG_VERSION").exists() {
            cluster.init()?;
        }
        cluster.run()?;
        cluster.turn = Some(Arc::new(turn)).filter(|_| !cluster.was_running);
        Ok(cluster)
    }

    /// Lets others use it beside whoever has started it, since it is to stay.
    pub fn share(&mut self) {
        drop(self.turn.take());
    }

    /// How to reach the cluster's database, which is made on the first start.
    pub fn options(&self) -> PgConnectOptions {
        PgConnectOptions::new_without_pgpass().socket(&self.socket).username(NAME).database(NAME)
    }

    /// How to reach a database that always exists.
    pub fn maintenance(&self) -> PgConnectOptions {
        self.options().database("postgres")
    }

    /// Whether the process that the lock file names is a living Postgres. A dead one that nobody has collected
    /// (as under a container's init that does not) still has its number, so its state is looked at too.
    pub fn is_running(&self) -> bool {
        let lock = fs::read_to_string(self.lock()).unwrap_or_default();
        let pid: Option<u32> = lock.lines().next().and_then(|line| line.trim().parse().ok());
        let stat = pid.and_then(|pid| fs::read_to_string(format!("/proc/{pid}/stat")).ok()).unwrap_or_default();
        stat.split_once("(postgres) ").is_some_and(|(_, state)| !state.starts_with(['Z', 'X']))
    }

    /// Makes the locks of a dead process those of no process, since its number may be in use: by another program, or by
    /// itself, dead but not collected. The rest of the lock stays, for by it Postgres sees whether its children live.
    fn release_locks(&self) {
        let lock = fs::read_to_string(self.lock()).unwrap_or_default();
        if let Some((_, rest)) = lock.split_once('\n') {
            fs::write(self.lock(), format!("{NO_PROCESS}\n{rest}")).ok();
        }
        fs::remove_file(self.socket.join(".s.PGSQL.5432.lock")).ok();
    }

    fn lock(&self) -> PathBuf {
        self.folder.join("postmaster.pid")
    }

    /// Starts a cluster that does not run, as after a crash; its log is replayed by Postgres itself.
    pub fn run(&self) -> Result<(), String> {
        if self.is_running() {
            return Ok(());
        }
        self.make_folders()?;
        self.release_locks();
        let options = format!("-k {}", self.socket.display());
        let log = self.folder.join("server.log");
        let log = log.to_string_lossy();
        let start = || self.pg_ctl(&["start", "-w", "-t", "60", "-l", &log, "-o", &options]);
        let mut started = succeed("Postgres did not start", start());
        for _ in 0..TRIES {
            if started.is_ok() {
                break;
            }
            // The children of a killed Postgres take a moment to notice, and until then keep its memory in use.
            std::thread::sleep(BETWEEN_TRIES);
            started = succeed("Postgres did not start", start());
        }
        started.map_err(|cause| format!("{cause}\n{}", last_lines(&self.folder.join("server.log"))))
    }

    pub fn stop(&self) -> Result<(), String> {
        succeed("Postgres did not stop", self.pg_ctl(&["stop", "-m", "fast", "-w", "-t", "30"]))?;
        fs::remove_dir_all(&self.socket).map_err(|cause| format!("{} stays: {cause}", self.socket.display()))
    }

    fn make_folders(&self) -> Result<(), String> {
        for folder in [&self.folder, &self.socket] {
            fs::create_dir_all(folder).map_err(|cause| format!("{} cannot be made: {cause}", folder.display()))?;
            fs::set_permissions(folder, Permissions::from_mode(0o700))
                .map_err(|cause| format!("{} is not ours: {cause}", folder.display()))?;
            self.account.own(folder)?;
        }
        Ok(())
    }

    /// Local connections are trusted: only those who may enter the socket's folder (mode 0700) can make one.
    fn init(&self) -> Result<(), String> {
        let mut initdb = self.command("initdb");
        initdb.args(["--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust", "--data-checksums"]);
        initdb.args(["--username", NAME, "--pgdata"]).arg(&self.folder);
        succeed("initdb failed", initdb.output())?;
        let settings = self.folder.join("postgresql.conf");
        let text = fs::read_to_string(&settings).unwrap_or_default() + SETTINGS;
        fs::write(&settings, text).map_err(|cause| format!("{} cannot be written: {cause}", settings.display()))
    }

    fn pg_ctl(&self, arguments: &[&str]) -> std::io::Result<Output> {
        self.command("pg_ctl").arg("--pgdata").arg(&self.folder).args(arguments).output()
    }

    fn command(&self, program: &str) -> Command {
        self.account.command(&self.programs.join(program), &self.folder)
    }
}

/// `postgres` in the data folder. Where the account cannot reach that (a data folder in root's home),
/// the cluster lies in /var/lib/attend and a link in the data folder leads to it.
fn place(data: &Path, account: &Account) -> Result<PathBuf, String> {
    let data = data.canonicalize().map_err(|cause| format!("The data folder cannot be opened: {cause}"))?;
    let inside = data.join("postgres");
    if let Ok(target) = fs::read_link(&inside) {
        return Ok(target);
    }
    if account.reaches(&data) {
        return Ok(inside);
    }
    let outside = PathBuf::from(format!("/var/lib/attend/{:016x}", digest(&inside)));
    symlink(&outside, &inside).map_err(|cause| format!("{} cannot be linked: {cause}", inside.display()))?;
    tracing::warn!(folder = %outside.display(), "the database account cannot reach the data folder; the database lies here");
    Ok(outside)
}

fn digest(path: &Path) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    hasher.finish()
}

fn succeed(what: &str, output: std::io::Result<Output>) -> Result<(), String> {
    let output = output.map_err(|cause| format!("{what}: {cause}"))?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("{what}: {}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr)))
}

fn last_lines(log: &Path) -> String {
    let text = fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = text.lines().rev().take(10).collect();
    lines.into_iter().rev().collect::<Vec<_>>().join("\n")
}
