//! A clock that can be moved: what a server and its Postgres take for now, by libfaketime.

use super::Outcome;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

pub struct Clock {
    library: PathBuf,
    /// How far it is from the true one, where the library looks for it at every call.
    file: PathBuf,
}

impl Clock {
    /// One that is right so far, kept in a folder that Postgres' account can read.
    pub fn in_folder(folder: &Path) -> Outcome<Self> {
        let library = Path::new("faketime/libfaketime.so.1");
        let found =
            fs::read_dir("/usr/lib")?.flatten().map(|part| part.path().join(library)).find(|path| path.exists());
        let clock = Self { library: found.ok_or("Missing: faketime.")?, file: folder.join("clock") };
        clock.moves_to(0)?;
        Ok(clock)
    }

    /// So many seconds from the true time.
    pub fn moves_to(&self, seconds: i64) -> Outcome {
        // At once: a reader must not find it half written.
        let fresh = self.file.with_extension("new");
        fs::write(&fresh, format!("{seconds:+}"))?;
        Ok(fs::rename(fresh, &self.file)?)
    }

    /// What has that program, and all that it starts, live by it. Pauses stay as long as they are.
    pub fn rules(&self, command: &mut Command) {
        command.env("LD_PRELOAD", &self.library).env("FAKETIME_TIMESTAMP_FILE", &self.file);
        for setting in ["FAKETIME_NO_CACHE", "FAKETIME_DONT_FAKE_MONOTONIC", "FAKETIME_DISABLE_SHM"] {
            command.env(setting, "1");
        }
    }
}
