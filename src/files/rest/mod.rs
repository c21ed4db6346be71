//! `/api/v1/files`: in by a form, out as bytes.

mod headers;
mod range;

use super::model::Attachment;
use super::store::{self, Object, StoredFile};
use super::upload::{Form, receive};
use crate::error::Result;
use crate::ids::read_id;
use crate::server::session::Visitor;
use crate::server::state::AppState;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use axum::{Json, Router};
use headers::{headers_of, names};
use range::{Asked, asked};
use std::ops::Range;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/files/{id}", shown_as(|file| Ok(file.whole())).delete(delete_file))
        .route("/files/{id}/preview", shown_as(StoredFile::preview))
        .route("/files/{id}/thumbnail", shown_as(StoredFile::thumbnail))
}

fn shown_as(object: fn(&StoredFile) -> Result<Object>) -> MethodRouter<AppState> {
    get(move |state, visitor, id, parts| show(state, visitor, id, parts, object))
}

/// Apart from the others, since an upload may be large and take its time: it is counted and timed as it comes in.
pub fn uploads() -> Router<AppState> {
    Router::new().route("/api/v1/files", post(create_file)).layer(DefaultBodyLimit::disable())
}

async fn create_file(
    State(state): State<AppState>,
    visitor: Visitor,
    request: Request,
) -> Result<(StatusCode, Json<Attachment>)> {
    let _uploading = state.limits.begin_upload(visitor.me.id())?;
    let mut form = Form::open(request).await?;
    Ok((StatusCode::CREATED, Json(receive(&state, &visitor, &mut form).await?)))
}

/// One's own, as long as it is not sent.
async fn delete_file(State(state): State<AppState>, visitor: Visitor, Path(id): Path<String>) -> Result<StatusCode> {
    let mut tx = state.begin().await?;
    store::take_back(&mut tx, visitor.me.id(), read_id(&id)?).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The file, or one of its copies, as `object` picks it.
async fn show(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(id): Path<String>,
    parts: Parts,
    object: fn(&StoredFile) -> Result<Object>,
) -> Result<Response> {
    let file = store::file_for(&mut *state.read().await?, visitor.me.id(), read_id(&id)?).await?;
    give(&state, &parts, &file.name, object(&file)?).await
}

/// The bytes that were asked for, never as something that could run.
async fn give(state: &AppState, parts: &Parts, name: &str, (mime, key): Object) -> Result<Response> {
    let etag = format!("\"{}\"", key.rsplit('/').next().unwrap_or_default());
    let mut headers = headers_of(&mime, name, &etag);
    let told = &parts.headers;
    if names(told, header::IF_NONE_MATCH, &etag) {
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    let is_same = !told.contains_key(header::IF_RANGE) || names(told, header::IF_RANGE, &etag);
    let range = told.get(header::RANGE).filter(|_| is_same).and_then(|range| range.to_str().ok());
    let size = state.storage.size(&key).await?;
    let (status, part) = match asked(range, size) {
        Asked::All => (StatusCode::OK, 0..size),
        Asked::Part(part) => (StatusCode::PARTIAL_CONTENT, part),
        Asked::Nothing => (StatusCode::RANGE_NOT_SATISFIABLE, 0..0),
    };
    if let Some(range) = content_range(status, &part, size) {
        headers.insert(header::CONTENT_RANGE, range);
    }
    headers.insert(header::CONTENT_LENGTH, (part.end - part.start).into());
    let is_empty = part.is_empty() || parts.method == Method::HEAD;
    let body = if is_empty { Body::empty() } else { Body::from_stream(state.storage.read(&key, part).await?) };
    Ok((status, headers, body).into_response())
}

fn content_range(status: StatusCode, part: &Range<u64>, size: u64) -> Option<HeaderValue> {
    let range = match status {
        StatusCode::PARTIAL_CONTENT => format!("bytes {}-{}/{size}", part.start, part.end - 1),
        StatusCode::RANGE_NOT_SATISFIABLE => format!("bytes */{size}"),
        _ => return None,
    };
    HeaderValue::from_str(&range).ok()
}
