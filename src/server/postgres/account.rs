//! Whom Postgres runs as: it refuses root, so a server started as root drops to an unprivileged account.

use nix::unistd::{User, chown, geteuid};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

/// The account that owns the cluster; `None` is ourselves.
#[derive(Clone, Debug)]
pub struct Account(Option<User>);

impl Account {
    pub fn choose() -> Result<Self, String> {
        if !geteuid().is_root() {
            return Ok(Self(None));
        }
        let named = |name| User::from_name(name).ok().flatten();
        named("postgres").or_else(|| named("nobody")).map(|user| Self(Some(user))).ok_or_else(|| {
            "Postgres refuses to run as root, and there is no account named postgres or nobody to run it as.".into()
        })
    }

    /// A program that will run as this account, in `folder`.
    pub fn command(&self, program: &Path, folder: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(folder).env("LC_ALL", "C.UTF-8");
        if let Some(user) = &self.0 {
            command.uid(user.uid.as_raw()).gid(user.gid.as_raw());
        }
        command
    }

    pub fn own(&self, folder: &Path) -> Result<(), String> {
        let Some(user) = &self.0 else { return Ok(()) };
        chown(folder, Some(user.uid), Some(user.gid))
            .map_err(|cause| format!("{} cannot be given to {}: {cause}", folder.display(), user.name))
    }

    /// Whether this account can walk down to `folder`; root's home, for one, is closed to it.
    pub fn reaches(&self, folder: &Path) -> bool {
        self.0.is_none()
            || self
                .command(Path::new("/bin/sh"), Path::new("/"))
                .args(["-c", "test -x \"$1\"", "sh"])
                .arg(folder)
                .status()
                .is_ok_and(|status| status.success())
    }
}
