//! A file on this machine's disk for as long as it is looked at as a whole.

use super::form::Part;
use super::room::Room;
use crate::error::{AppError, Result};
use crate::server::config::Settings;
use std::path::{Path, PathBuf};
use tokio::fs::File;
use tokio::io::AsyncWriteExt;

/// Gone when it is dropped.
pub struct Spool {
    path: PathBuf,
}

impl Spool {
    /// Takes a part whole, that has to fit.
    pub async fn fill(settings: &Settings, part: &mut Part<'_>, room: Room) -> Result<Self> {
        let folder = folder(settings);
        tokio::fs::create_dir_all(&folder).await.map_err(AppError::broken)?;
        let spool = Self { path: folder.join(uuid::Uuid::now_v7().to_string()) };
        let mut file = File::create_new(&spool.path).await.map_err(AppError::broken)?;
        let mut size = 0;
        while let Some(chunk) = part.chunk().await? {
            size += chunk.len() as u64;
            room.check(size)?;
            file.write_all(&chunk).await.map_err(AppError::broken)?;
        }
        file.flush().await.map_err(AppError::broken)?;
        Ok(spool)
    }

    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Spool {
    fn drop(&mut self) {
        std::fs::remove_file(&self.path).ok();
    }
}

/// Where files lie while they are looked at.
fn folder(settings: &Settings) -> PathBuf {
    settings.data.join("incoming")
}

/// Removes what a server left behind that was killed. For the start, when nothing is under way.
pub fn clear(settings: &Settings) {
    std::fs::remove_dir_all(folder(settings)).ok();
}
