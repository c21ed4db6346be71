//! How an `AppError` looks over HTTP: `application/problem+json` with the status of the one table.

use crate::error::AppError;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::json;

const PROBLEM: &str = "application/problem+json";

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        let (code, status) = self.code();
        problem(StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR), code, &self)
    }
}

/// The request's JSON could not be read at all: 400, where a field that does not hold is 422.
pub fn broken_json(why: &str) -> Response {
    problem(StatusCode::BAD_REQUEST, "invalid", &AppError::invalid("body", why))
}

/// Gives the answers that no handler of ours wrote (wrong method, too large a body, a time-out) the same form.
pub async fn dress(request: Request, next: Next) -> Response {
    let is_api = request.uri().path().starts_with("/api/");
    let response = next.run(request).await;
    let status = response.status();
    let is_dressed = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == PROBLEM);
    if !is_api || is_dressed || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let why = status.canonical_reason().unwrap_or("The request cannot be answered");
    let code = if status.is_server_error() { "broken" } else { "invalid" };
    let mut dressed = problem(status, code, &AppError::invalid("request", &format!("{why}.")));
    for header in [header::ALLOW, header::CONTENT_RANGE] {
        if let Some(value) = response.headers().get(&header) {
            dressed.headers_mut().insert(header, value.clone());
        }
    }
    dressed
}

fn problem(status: StatusCode, code: &str, error: &AppError) -> Response {
    let mut body = json!({
        "type": "about:blank",
        "title": status.canonical_reason(),
        "status": status.as_u16(),
        "code": code,
        "detail": error.to_string(),
    });
    if let Some(field) = error.field() {
        body["field"] = field.into();
    }
    if let AppError::Broken { reference } = error {
        body["reference"] = reference.as_str().into();
    }
    let mut response = (status, body.to_string()).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM));
    if let AppError::SlowDown { seconds } = error {
        headers.insert(header::RETRY_AFTER, (*seconds).into());
    }
    response
}
