//! An S3-compatible bucket, as the settings name it.

use crate::server::switch::Switch;
use clap::Args;
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::{ClientOptions, RetryConfig};
use std::time::Duration;

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
    #[arg(long, env = "ATTEND_S3_HTTP", value_name = "ATTEND_S3_HTTP", default_value = "off", value_parser = Switch, num_args = 0..=1, default_missing_value = "on", global = true)]
    pub s3_http: bool,
}

pub fn bucket_of(settings: &StorageSettings, bucket: &str) -> Result<AmazonS3, String> {
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
    use crate::server::config::Settings;
    use crate::server::storage::Storage;
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
            (
                StorageSettings { s3_secret_key: whole().s3_secret_key, ..StorageSettings::default() },
                "ATTEND_S3_BUCKET",
            ),
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
