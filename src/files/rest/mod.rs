//! `/api/v1/files`: in by a form, out as bytes.

mod headers;
mod range;

use super::model::Attachment;
use super::store::{self, StoredFile};
use super::upload::{Form, receive};
use crate::error::{AppError, Result};
use crate::ids::FileId;
use crate::server::session::Visitor;
use crate::server::state::AppState;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use headers::{headers_of, names};
use range::{Asked, asked};
use std::ops::Range;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/files/{id}", get(show_file).delete(delete_file))
        .route("/files/{id}/preview", get(show_preview))
        .route("/files/{id}/thumbnail", get(show_thumbnail))
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
    store::take_back(&mut tx, visitor.me.id(), file_id(&id)?).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn show_file(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(id): Path<String>,
    parts: Parts,
) -> Result<Response> {
    let file = find(&state, &visitor, &id).await?;
    let object = file.whole();
    give(&state, &parts, &file, object).await
}

async fn show_preview(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(id): Path<String>,
    parts: Parts,
) -> Result<Response> {
    let file = find(&state, &visitor, &id).await?;
    let object = file.preview()?;
    give(&state, &parts, &file, object).await
}

async fn show_thumbnail(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(id): Path<String>,
    parts: Parts,
) -> Result<Response> {
    let file = find(&state, &visitor, &id).await?;
    let object = file.thumbnail()?;
    give(&state, &parts, &file, object).await
}

async fn find(state: &AppState, visitor: &Visitor, id: &str) -> Result<StoredFile> {
    store::file_for(&mut *state.read().await?, visitor.me.id(), file_id(id)?).await
}

fn file_id(text: &str) -> Result<FileId> {
    text.parse().map_err(|_| AppError::NotFound)
}

/// The bytes that were asked for, never as something that could run.
async fn give(state: &AppState, parts: &Parts, file: &StoredFile, object: (String, String)) -> Result<Response> {
    let (mime, key) = object;
    let etag = format!("\"{}\"", key.rsplit('/').next().unwrap_or_default());
    let mut headers = headers_of(&mime, &file.name, &etag);
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
