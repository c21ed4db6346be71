//! One `attend serve` with a data folder of its own, to be started, killed and started again.

use super::{Clock, LOOK_EVERY, Outcome, PATIENCE, Postmaster, wait_until};
use nix::sys::signal::{self, Signal};
use nix::unistd::Pid;
use std::fs::{File, Permissions};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::process::{Child, Command, Stdio};
use std::time::{Instant, SystemTime, UNIX_EPOCH};
use std::{env, fs};
use tempfile::TempDir;

pub struct Server {
    /// Host and port.
    pub address: String,
    folder: TempDir,
    /// Of its own, where it does not live by the machine's.
    clock: Option<Clock>,
    process: Option<Child>,
}

impl Server {
    /// Starts with an empty data folder and the demo people; limits are off. Postgres' account must reach the folder.
    pub async fn start() -> Outcome<Self> {
        let mut server = Self::stopped()?;
        server.restart().await?;
        Ok(server)
    }

    /// The same, with a clock that can be moved.
    pub async fn start_with_clock() -> Outcome<Self> {
        let mut server = Self::stopped()?;
        server.clock = Some(Clock::in_folder(server.folder.path())?);
        server.restart().await?;
        Ok(server)
    }

    fn stopped() -> Outcome<Self> {
        let readable = Permissions::from_mode(0o755);
        let folder = tempfile::Builder::new().prefix("attend-test-").permissions(readable).tempdir()?;
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string();
        Ok(Self { address, folder, clock: None, process: None })
    }

    /// Moves its clock to that time, in seconds since 1970.
    pub fn clock_shows(&self, seconds: i64) -> Outcome {
        let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
        self.clock.as_ref().ok_or("it has no clock of its own")?.moves_to(seconds - i64::try_from(now)?)
    }

    /// Starts again at the same address and with the same data; returns once it is ready.
    pub async fn restart(&mut self) -> Outcome {
        self.process = Some(self.command()?.spawn()?);
        self.becomes_ready().await
    }

    /// As a crash: the server is gone at once, and its Postgres stays.
    pub fn kill(&mut self) -> Outcome {
        if let Some(mut process) = self.process.take() {
            process.kill()?;
            process.wait()?;
        }
        Ok(())
    }

    /// Asks it to stop and waits until it has; Postgres should stop with it.
    pub fn stop(&mut self) -> Outcome {
        let Some(mut process) = self.process.take() else { return Ok(()) };
        signal::kill(Pid::from_raw(i32::try_from(process.id())?), Signal::SIGTERM)?;
        let stopped = wait_until("the server has stopped", || !matches!(process.try_wait(), Ok(None)));
        if stopped.is_err() {
            process.kill()?;
        }
        let status = process.wait()?;
        stopped?;
        if status.success() { Ok(()) } else { Err(format!("the server has ended badly: {status}").into()) }
    }

    /// The process, while it runs.
    pub fn pid(&self) -> Option<u32> {
        self.process.as_ref().map(Child::id)
    }

    pub fn is_running(&mut self) -> bool {
        self.process.as_mut().is_some_and(|process| matches!(process.try_wait(), Ok(None)))
    }

    pub fn postmaster(&self) -> Outcome<Postmaster> {
        Postmaster::of(&self.folder.path().join("data/postgres"))
    }

    pub fn postgres_pid(&self) -> Outcome<i32> {
        Ok(self.postmaster()?.pid)
    }

    /// What it has said so far: warnings and worse.
    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    /// Nothing of our surroundings reaches it but where programs are: a `DATABASE_URL` for the build would lead it
    /// to another Postgres.
    fn command(&self) -> Outcome<Command> {
        let log = File::options().create(true).append(true).open(self.folder.path().join("log"))?;
        let mut command = self.program();
        command.arg("serve").env("ATTEND_DEMO", "1").env("ATTEND_LIMITS", "off").env("RUST_LOG", "warn");
        command.stdout(Stdio::null()).stderr(log);
        if let Some(clock) = &self.clock {
            clock.rules(&mut command);
        }
        Ok(command)
    }

    /// The program with this server's address and data, for another command than `serve`.
    pub fn program(&self) -> Command {
        let mut command = program();
        command.envs(env::vars_os().filter(|(name, _)| name == "PATH" || name == "PG_BIN"));
        command.env("LEPTOS_SITE_ADDR", &self.address).env("ATTEND_DATA", self.folder.path().join("data"));
        command
    }

    async fn becomes_ready(&mut self) -> Outcome {
        let ready = format!("http://{}/ready", self.address);
        let http = super::person::http()?;
        let deadline = Instant::now() + PATIENCE;
        while !http.get(&ready).send().await.is_ok_and(|answer| answer.status().is_success()) {
            if let Some(status) = self.process.as_mut().map(Child::try_wait).transpose()?.flatten() {
                return Err(format!("the server has ended: {status}").into());
            }
            if Instant::now() > deadline {
                return Err(format!("the server is not ready after {PATIENCE:?}").into());
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
        Ok(())
    }
}

/// The program, in the folder of its settings and with an empty environment.
pub fn program() -> Command {
    let mut command = Command::new(env::var_os("ATTEND_BIN").unwrap_or_else(|| "attend".into()));
    command.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).env_clear();
    command
}

impl Drop for Server {
    /// No process may stay behind, whatever the test did.
    fn drop(&mut self) {
        self.stop().ok();
        if let Some(postmaster) = self.postmaster().ok().filter(Postmaster::is_running) {
            postmaster.stop().ok();
            fs::remove_dir_all(postmaster.socket).ok();
        }
        // A test shows this only where it fails.
        if !self.log().is_empty() {
            eprintln!("the server said:\n{}", self.log());
        }
    }
}
