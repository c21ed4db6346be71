//! Stories of files, told over HTTP.

mod giving;
mod hostile;
mod keeping;
mod names;
mod pictures;
mod s3;
mod samples;

use crate::server::testing::{Actor, Cast, Outcome};
use reqwest::{Method, Response, StatusCode};
use serde_json::Value;

const BOUNDARY: &str = "----a-boundary";

/// One part of a form, written by hand: what is sent has to be able to be wrong.
fn part(field: &str, name: &[u8], bytes: &[u8]) -> Vec<u8> {
    let mut part =
        format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"").into_bytes();
    part.extend_from_slice(name);
    part.extend_from_slice(b"\"\r\nContent-Type: text/html\r\n\r\n");
    part.extend_from_slice(bytes);
    part.extend_from_slice(b"\r\n");
    part
}

fn form(parts: &[Vec<u8>]) -> Vec<u8> {
    let mut form = parts.concat();
    form.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    form
}

impl Actor<'_> {
    async fn sends_form(&self, form: Vec<u8>) -> Outcome<(StatusCode, Value)> {
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let request = self.ask(Method::POST, "/api/v1/files").header("content-type", kind).body(form);
        let answer = request.send().await?;
        Ok((answer.status(), answer.json().await.unwrap_or(Value::Null)))
    }

    async fn uploads(&self, name: &str, bytes: &[u8]) -> Outcome<(StatusCode, Value)> {
        self.sends_form(form(&[part("file", name.as_bytes(), bytes)])).await
    }

    /// Uploads what is taken for sure.
    async fn keeps(&self, name: &str, bytes: &[u8]) -> Outcome<Value> {
        let (status, file) = self.uploads(name, bytes).await?;
        assert_eq!(status, StatusCode::CREATED, "{name}: {file}");
        Ok(file)
    }

    async fn opens(&self, file: &Value, copy: &str) -> Outcome<Response> {
        let id = file["id"].as_str().unwrap_or_default();
        Ok(self.ask(Method::GET, &format!("/api/v1/files/{id}{copy}")).send().await?)
    }
}

fn header(answer: &Response, name: &str) -> String {
    answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

/// A cast with a data folder of its own, which goes with it, and without limits on how much at once.
async fn cast() -> Outcome<(Cast, tempfile::TempDir)> {
    cast_with(crate::server::testing::settings()).await
}

async fn cast_with(settings: crate::server::config::Settings) -> Outcome<(Cast, tempfile::TempDir)> {
    let folder = tempfile::tempdir()?;
    let settings = crate::server::config::Settings { data: folder.path().into(), limits: false, ..settings };
    Ok((Cast::assemble_with(settings).await?, folder))
}
