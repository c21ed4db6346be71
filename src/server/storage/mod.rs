//! Where the bytes of files lie: a folder, or an S3-compatible bucket. Keys are made by the program, never by people.

mod bucket;
mod writing;

pub use bucket::StorageSettings;
pub use writing::Writing;

use crate::error::{AppError, Result};
use crate::server::config::Settings;
use bucket::bucket_of;
use bytes::Bytes;
use futures_util::TryStreamExt;
use futures_util::stream::BoxStream;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::{Error, GetOptions, ObjectStore, PutPayload};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use tokio::fs::File;

#[derive(Clone)]
pub struct Storage {
    store: Arc<dyn ObjectStore>,
    /// How people know it, as in `attend check`.
    pub place: Arc<str>,
    /// Where its objects lie on this machine, if they do.
    folder: Option<Arc<Path>>,
}

impl Storage {
    /// A sentence where the settings do not hold.
    pub fn open(settings: &Settings) -> Result<Self, String> {
        if let Some(bucket) = &settings.storage.s3_bucket {
            let store = bucket_of(&settings.storage, bucket)?;
            return Ok(Self { store: Arc::new(store), place: format!("the bucket {bucket}").into(), folder: None });
        }
        let StorageSettings { s3_endpoint, s3_access_key, s3_secret_key, .. } = &settings.storage;
        if [s3_endpoint, s3_access_key, s3_secret_key].iter().any(|part| part.is_some()) {
            return Err("ATTEND_S3_BUCKET is missing: without it, files lie in the data folder.".into());
        }
        let folder = settings.data.join("files");
        let cannot = |cause: &dyn std::fmt::Display| format!("{} cannot be used for files: {cause}", folder.display());
        std::fs::create_dir_all(&folder).map_err(|cause| cannot(&cause))?;
        let store = LocalFileSystem::new_with_prefix(&folder).map_err(|cause| cannot(&cause))?;
        Ok(Self { store: Arc::new(store), place: folder.display().to_string().into(), folder: Some(folder.into()) })
    }

    /// An object that is written as its bytes come. It is there once it is finished, and never in part.
    pub fn begin(&self, key: &str) -> Writing {
        Writing::begin(self.clone(), key)
    }

    pub async fn put(&self, key: &str, bytes: Vec<u8>) -> Result<()> {
        self.store.put(&Key::from(key), PutPayload::from(bytes)).await.map_err(AppError::broken)?;
        self.settle(key).await
    }

    /// Bytes of an object; `NotFound` where there is none.
    pub async fn size(&self, key: &str) -> Result<u64> {
        Ok(self.store.head(&Key::from(key)).await.map_err(missing_or_broken)?.size)
    }

    /// The bytes of a part of an object, as they are taken.
    pub async fn read(&self, key: &str, part: Range<u64>) -> Result<BoxStream<'static, object_store::Result<Bytes>>> {
        let options = GetOptions { range: Some(part.into()), ..GetOptions::default() };
        Ok(self.store.get_opts(&Key::from(key), options).await.map_err(missing_or_broken)?.into_stream())
    }

    /// What is not there is removed already.
    pub async fn remove(&self, key: &str) -> Result<()> {
        match self.store.delete(&Key::from(key)).await {
            Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
            Err(cause) => Err(AppError::broken(cause)),
        }
    }

    /// Whether it answers.
    pub async fn is_reachable(&self) -> bool {
        let looked = self.store.head(&Key::from("probe")).await;
        matches!(looked, Ok(_) | Err(Error::NotFound { .. }))
    }

    /// Whether an object can be written and removed. The cause where it cannot.
    pub async fn try_out(&self) -> Result<(), String> {
        let key = Key::from(format!("probe-{:08x}", rand::random::<u32>()));
        self.store.put(&key, PutPayload::from_static(b"probe")).await.map_err(|cause| cause.to_string())?;
        self.store.delete(&key).await.map_err(|cause| cause.to_string())
    }

    /// Keys of all objects, for tests and for whoever counts.
    pub async fn keys(&self) -> Result<Vec<String>> {
        let found = self.store.list(None).map_ok(|object| object.location.to_string());
        found.try_collect().await.map_err(AppError::broken)
    }

    /// What a message will name has to outlast a loss of power, as the message does.
    async fn settle(&self, key: &str) -> Result<()> {
        let Some(path) = self.folder.as_ref().map(|folder| folder.join(key)) else { return Ok(()) };
        for path in [Some(&*path), path.parent()].into_iter().flatten() {
            File::open(path).await.map_err(AppError::broken)?.sync_all().await.map_err(AppError::broken)?;
        }
        Ok(())
    }
}

fn missing_or_broken(cause: Error) -> AppError {
    if matches!(cause, Error::NotFound { .. }) { AppError::NotFound } else { AppError::broken(cause) }
}
