//! Where the bytes of files lie: a folder, or an S3-compatible bucket. Keys are made by the program, never by people.

use crate::error::{AppError, Result};
use crate::server::config::Settings;
use bytes::Bytes;
use clap::Args;
use clap::builder::BoolishValueParser;
use futures_util::TryStreamExt;
use futures_util::stream::BoxStream;
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::buffered::BufWriter;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::{ClientOptions, Error, GetOptions, ObjectStore, PutPayload, RetryConfig};
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::AsyncWriteExt;

/// Bytes sent on at once. S3 takes no smaller parts, but for the last.
const PART: usize = 5 * 1024 * 1024;
/// Parts under way at the same time: what one upload takes of memory.
const PARTS_AT_ONCE: usize = 2;

#[derive(Args, Clone, Debug, Default)]
pub struct StorageSettings {
    /// Bucket of an S3-compatible storage for files, instead of a folder
    #[arg(long, env = "ATTEND_S3_BUCKET", value_name = "ATTEND_S3_BUCKET", global = true)]
    pub s3_bucket: Option<String>,

    /// Its address, as <https://s3.example.org> [default: Amazon's]
    #[arg(long, env = "ATTEND_S3_ENDPOINT", value_name = "ATTEND_S3_ENDPOINT", global = true)]
    pub s3_endpoint: Option<String>,

    /// Its region
    #[arg(long, env = "ATTEND_S3_REGION", value_name = "ATTEND_S3_REGION", default_value = "us-east-1", global = true)]
    pub s3_region: String,

    /// Access key of the bucket
    #[arg(
        long,
        env = "ATTEND_S3_ACCESS_KEY",
        value_name = "ATTEND_S3_ACCESS_KEY",
        hide_env_values = true,
        global = true
    )]
    pub s3_access_key: Option<String>,

    /// Secret key of the bucket
    #[arg(
        long,
        env = "ATTEND_S3_SECRET_KEY",
        value_name = "ATTEND_S3_SECRET_KEY",
        hide_env_values = true,
        global = true
    )]
    pub s3_secret_key: Option<String>,

    /// Allow a storage without TLS that is not on this machine
    #[arg(long, env = "ATTEND_S3_HTTP", value_name = "ATTEND_S3_HTTP", default_value = "off", value_parser = BoolishValueParser::new(), num_args = 0..=1, default_missing_value = "on", global = true)]
    pub s3_http: bool,
}

#[derive(Clone)]
pub struct Storage {
    store: Arc<dyn ObjectStore>,
    /// How people know it, as in `attend check`.
    pub place: Arc<str>,
}

impl Storage {
    /// A sentence where the settings do not hold.
    pub fn open(settings: &Settings) -> Result<Self, String> {
        if let Some(bucket) = &settings.storage.s3_bucket {
            let store = bucket_of(&settings.storage, bucket)?;
            return Ok(Self { store: Arc::new(store), place: format!("the bucket {bucket}").into() });
        }
        if settings.storage.s3_endpoint.is_some() || settings.storage.s3_access_key.is_some() {
            return Err("ATTEND_S3_BUCKET is missing: without it, files lie in the data folder.".into());
        }
        let folder = settings.data.join("files");
        let cannot = |cause: &dyn std::fmt::Display| format!("{} cannot be used for files: {cause}", folder.display());
        std::fs::create_dir_all(&folder).map_err(|cause| cannot(&cause))?;
        let store = LocalFileSystem::new_with_prefix(&folder).map_err(|cause| cannot(&cause))?;
        Ok(Self { store: Arc::new(store), place: folder.display().to_string().into() })
    }

    /// An object that is written as its bytes come. It is there once it is finished, and never in part.
    pub fn begin(&self, key: &str) -> Writing {
        let writer = BufWriter::with_capacity(Arc::clone(&self.store), Key::from(key), PART);
        Writing { writer: Some(writer.with_max_concurrency(PARTS_AT_ONCE)) }
    }

    pub async fn put(&self, key: &str, bytes: Vec<u8>) -> Result<()> {
        self.store.put(&Key::from(key), PutPayload::from(bytes)).await.map_err(AppError::broken)?;
        Ok(())
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
}

/// An object that is not there yet. Dropped before it is finished, it never will be.
pub struct Writing {
    writer: Option<BufWriter>,
}

impl Writing {
    pub async fn write(&mut self, bytes: Bytes) -> Result<()> {
        let Some(writer) = &mut self.writer else { return Err(AppError::broken("written to after its end")) };
        writer.put(bytes).await.map_err(AppError::broken)
    }

    pub async fn finish(mut self) -> Result<()> {
        if let Some(writer) = &mut self.writer {
            writer.shutdown().await.map_err(AppError::broken)?;
        }
        self.writer = None;
        Ok(())
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        if let (Some(mut writer), Ok(runtime)) = (self.writer.take(), tokio::runtime::Handle::try_current()) {
            runtime.spawn(async move { writer.abort().await.ok() });
        }
    }
}

fn missing_or_broken(cause: Error) -> AppError {
    if matches!(cause, Error::NotFound { .. }) { AppError::NotFound } else { AppError::broken(cause) }
}

fn bucket_of(settings: &StorageSettings, bucket: &str) -> Result<AmazonS3, String> {
    let (Some(access), Some(secret)) = (&settings.s3_access_key, &settings.s3_secret_key) else {
        return Err("The bucket of ATTEND_S3_BUCKET needs ATTEND_S3_ACCESS_KEY and ATTEND_S3_SECRET_KEY.".into());
    };
    let options = ClientOptions::new()
        .with_connect_timeout(Duration::from_secs(5))
        // A person on a slow line takes this long for a large video.
        .with_timeout(Duration::from_hours(1));
    let retry = RetryConfig { max_retries: 3, retry_timeout: Duration::from_secs(20), ..RetryConfig::default() };
    let mut builder = AmazonS3Builder::new()
        .with_bucket_name(bucket)
        .with_region(&settings.s3_region)
        .with_access_key_id(access)
        .with_secret_access_key(secret)
        .with_client_options(options)
        .with_retry(retry);
    if let Some(endpoint) = &settings.s3_endpoint {
        let is_plain = check_endpoint(endpoint, settings.s3_http)?;
        builder = builder.with_endpoint(endpoint.trim_end_matches('/')).with_allow_http(is_plain);
    }
    builder.build().map_err(|cause| format!("The storage of ATTEND_S3_BUCKET cannot be used: {cause}"))
}

/// Whether the address is one without TLS; a sentence where it may not be.
fn check_endpoint(endpoint: &str, http: bool) -> Result<bool, String> {
    let wrong = || format!("ATTEND_S3_ENDPOINT is no address: {endpoint}. It looks like https://s3.example.org.");
    let address: axum::http::Uri = endpoint.parse().map_err(|_| wrong())?;
    let host = address.host().ok_or_else(wrong)?;
    let is_here = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
    match address.scheme_str() {
        Some("https") => Ok(false),
        Some("http") if is_here || http => Ok(true),
        Some("http") => Err(format!(
            "ATTEND_S3_ENDPOINT is {endpoint}: files would travel unprotected. Use https, or set ATTEND_S3_HTTP=on where the way there is private."
        )),
        _ => Err(wrong()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::testing::settings;

    fn opened(storage: StorageSettings) -> Result<Storage, String> {
        Storage::open(&Settings { storage, ..settings() })
    }

    fn whole() -> StorageSettings {
        StorageSettings {
            s3_bucket: Some("files".into()),
            s3_endpoint: Some("https://s3.example.org".into()),
            s3_region: "eu-central-1".into(),
            s3_access_key: Some("key".into()),
            s3_secret_key: Some("secret".into()),
            s3_http: false,
        }
    }

    #[test]
    fn half_a_bucket_is_refused_with_what_is_missing() {
        assert!(opened(whole()).is_ok());
        for (storage, missing) in [
            (StorageSettings { s3_secret_key: None, ..whole() }, "ATTEND_S3_SECRET_KEY"),
            (StorageSettings { s3_access_key: None, ..whole() }, "ATTEND_S3_ACCESS_KEY"),
            (StorageSettings { s3_bucket: None, ..whole() }, "ATTEND_S3_BUCKET"),
            (StorageSettings { s3_endpoint: Some("s3.example.org".into()), ..whole() }, "ATTEND_S3_ENDPOINT"),
        ] {
            let refusal = opened(storage).err().unwrap_or_default();
            assert!(refusal.contains(missing), "{refusal}");
        }
    }

    #[test]
    fn a_storage_without_tls_is_on_this_machine_or_asked_for() {
        let at = |endpoint: &str, s3_http| StorageSettings { s3_endpoint: Some(endpoint.into()), s3_http, ..whole() };
        assert!(opened(at("http://127.0.0.1:9000", false)).is_ok());
        assert!(opened(at("http://minio.internal:9000", true)).is_ok());
        assert!(opened(at("http://minio.internal:9000", false)).err().unwrap_or_default().contains("ATTEND_S3_HTTP"));
    }
}
