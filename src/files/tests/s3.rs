//! The same stories with files in a bucket: a real server that speaks S3, as a process of its own.

use super::{Outcome, cast_with, samples};
use crate::files::sweep;
use crate::server::config::Settings;
use crate::server::storage::{Storage, StorageSettings};
use crate::server::testing::{Story, settings};
use reqwest::{Method, StatusCode};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Stopped when it is dropped.
struct Bucket {
    server: Child,
    settings: StorageSettings,
    _folder: tempfile::TempDir,
}

impl Bucket {
    async fn open() -> Outcome<Self> {
        let folder = tempfile::tempdir()?;
        std::fs::create_dir(folder.path().join("files"))?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let server = start(folder.path(), port)?;
        let settings = StorageSettings {
            s3_bucket: Some("files".into()),
            s3_endpoint: Some(format!("http://127.0.0.1:{port}")),
            s3_region: "us-east-1".into(),
            s3_access_key: Some("key".into()),
            s3_secret_key: Some("secret".into()),
            s3_http: false,
        };
        let bucket = Self { server, settings, _folder: folder };
        while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        Ok(bucket)
    }
}

impl Drop for Bucket {
    fn drop(&mut self) {
        self.server.kill().ok();
        self.server.wait().ok();
    }
}

/// `s3s-fs`, which `make setup-tests` installs.
fn start(folder: &Path, port: u16) -> Outcome<Child> {
    let mut program = Command::new("s3s-fs");
    program.args(["--access-key", "key", "--secret-key", "secret", "--host", "127.0.0.1"]);
    program.args(["--port", &port.to_string()]).arg(folder).stdout(Stdio::null()).stderr(Stdio::null());
    program.spawn().map_err(|cause| format!("s3s-fs cannot be started ({cause}): run make setup-tests").into())
}

#[tokio::test]
async fn files_lie_in_a_bucket_as_they_would_in_a_folder() -> Story {
    let bucket = Bucket::open().await?;
    let (cast, _folder) = cast_with(Settings { storage: bucket.settings.clone(), ..settings() }).await?;
    assert_eq!(cast.state.storage.try_out().await, Ok(()));
    assert!(cast.ask(Method::GET, "/ready").send().await?.status().is_success());
    let noor = cast.patient().await?;
    // More than one part of S3 has.
    let video = samples::mp4(12_000_000);
    let clip = noor.keeps("clip.mp4", &video).await?;
    let photo = noor.keeps("photo.png", &samples::picture(image::ImageFormat::Png, 2000, 20)).await?;
    assert_eq!(cast.state.storage.keys().await?.len(), 4);
    assert_eq!(noor.opens(&clip, "").await?.bytes().await?, video);
    assert_eq!(noor.opens(&photo, "/thumbnail").await?.status(), StatusCode::OK);
    let path = format!("/api/v1/files/{}", clip["id"].as_str().unwrap_or_default());
    let part = noor.ask(Method::GET, &path).header("range", "bytes=6000000-6000099").send().await?;
    assert_eq!(
        (part.status(), part.bytes().await?),
        (StatusCode::PARTIAL_CONTENT, video[6_000_000..6_000_100].to_vec().into())
    );
    let (status, _) = noor.uploads("half.pdf", &[b"%PDF-1.4".to_vec(), vec![b' '; 6_000_000]].concat()).await?;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    noor.ask(Method::DELETE, &path).send().await?;
    assert_eq!(sweep(&cast.state).await?, 1);
    assert_eq!(cast.state.storage.keys().await?.len(), 3, "the photo and its copies are left");
    Ok(())
}

#[tokio::test]
async fn a_bucket_whose_key_does_not_fit_is_reported() -> Story {
    let bucket = Bucket::open().await?;
    let storage = StorageSettings { s3_secret_key: Some("wrong".into()), ..bucket.settings.clone() };
    let storage = Storage::open(&Settings { storage, ..settings() })?;
    assert!(storage.try_out().await.is_err() && !storage.is_reachable().await);
    Ok(())
}
