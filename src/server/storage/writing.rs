//! An object on its way into the storage.

use super::Storage;
use crate::error::{AppError, Result};
use bytes::Bytes;
use object_store::buffered::BufWriter;
use object_store::path::Path as Key;
use std::sync::Arc;
use tokio::io::AsyncWriteExt;
use tokio::runtime::Handle;

/// Bytes sent on at once. S3 takes no smaller parts, but for the last.
const PART: usize = 5 * 1024 * 1024;
/// Parts under way at the same time: what one upload takes of memory.
const PARTS_AT_ONCE: usize = 2;

/// An object that is not there yet. Dropped before it is finished, it never will be.
pub struct Writing {
    storage: Storage,
    key: String,
    writer: Option<BufWriter>,
}

impl Writing {
    pub(super) fn begin(storage: Storage, key: &str) -> Self {
        let writer = BufWriter::with_capacity(Arc::clone(&storage.store), Key::from(key), PART);
        Self { storage, key: key.into(), writer: Some(writer.with_max_concurrency(PARTS_AT_ONCE)) }
    }

    pub async fn write(&mut self, bytes: Bytes) -> Result<()> {
        let Some(writer) = &mut self.writer else { return Err(AppError::broken("written to after its end")) };
        writer.put(bytes).await.map_err(AppError::broken)
    }

    pub async fn finish(mut self) -> Result<()> {
        let Some(mut writer) = self.writer.take() else { return Err(AppError::broken("finished twice")) };
        writer.shutdown().await.map_err(AppError::broken)?;
        self.storage.settle(&self.key).await
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        if let (Some(mut writer), Ok(runtime)) = (self.writer.take(), Handle::try_current()) {
            runtime.spawn(async move { writer.abort().await.ok() });
        }
    }
}
