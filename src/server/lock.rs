//! Files in the data folder that are locked while somebody is at work there. A lock ends with its process, however that
//! ends; the programs that a process starts do not inherit it.

use std::fs::{self, File, TryLockError};
use std::path::Path;

/// The lock of the one server that a data folder has, for as long as it runs. A sentence where another has it.
pub fn serve_alone(data: &Path) -> Result<File, String> {
    let file = open(data, "attend.lock")?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(format!(
            "Another server runs on the data folder {} (ATTEND_DATA). Stop it, or name another folder.",
            data.display()
        )),
        Err(TryLockError::Error(cause)) => Err(unlockable(data, &cause)),
    }
}

/// The lock of whoever makes or starts the private Postgres; who will stop it as well keeps it until then. Waits for
/// whoever has it.
pub fn take_turn(data: &Path) -> Result<File, String> {
    let file = open(data, "postgres.lock")?;
    let taken = match file.try_lock() {
        Err(TryLockError::WouldBlock) => {
            tracing::info!("another Attend is at work on the private Postgres; waiting for it");
            file.lock()
        }
        Err(TryLockError::Error(cause)) => Err(cause),
        Ok(()) => Ok(()),
    };
    taken.map(|()| file).map_err(|cause| unlockable(data, &cause))
}

fn open(data: &Path, name: &str) -> Result<File, String> {
    fs::create_dir_all(data)
        .map_err(|cause| format!("The data folder {} (ATTEND_DATA) cannot be made: {cause}", data.display()))?;
    let path = data.join(name);
    // One that another account has made is locked as it is.
    let file = File::options().create(true).append(true).open(&path).or_else(|_| File::open(&path));
    file.map_err(|cause| unlockable(data, &cause))
}

fn unlockable(data: &Path, cause: &std::io::Error) -> String {
    format!("The data folder {} (ATTEND_DATA) cannot be locked: {cause}", data.display())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::testing::Story;

    #[test]
    fn a_data_folder_has_one_server() -> Story {
        let folder = tempfile::tempdir()?;
        let first = serve_alone(folder.path())?;
        let refusal = serve_alone(folder.path()).err().unwrap_or_default();
        assert!(refusal.starts_with("Another server") && refusal.contains("ATTEND_DATA"), "{refusal}");
        drop(first);
        serve_alone(folder.path())?;
        Ok(())
    }

    #[test]
    fn the_second_waits_for_its_turn() -> Story {
        let folder = tempfile::tempdir()?;
        let first = take_turn(folder.path())?;
        let path = folder.path().to_owned();
        let second = std::thread::spawn(move || take_turn(&path).map(drop));
        assert!(!second.is_finished());
        drop(first);
        assert_eq!(second.join().ok(), Some(Ok(())));
        Ok(())
    }
}
