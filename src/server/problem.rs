//! How an `AppError` looks over HTTP: `application/problem+json` with the status of the one table.

use crate::error::AppError;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

const PROBLEM: &str = "application/problem+json";

/// What went wrong (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// Always `about:blank`: `code` says more.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The status in words.
    title: &'static str,
    status: u16,
    /// For a program: `invalid`, `signed_out`, `forbidden`, `not_found`, `conflict`, `slow_down` or `broken`.
    code: &'static str,
    /// A sentence for a person.
    detail: String,
    /// The field that was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    /// Where the fault is the server's: its log has the cause under this reference.
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
}

/// What a person is told, beside the answer: whoever shows it otherwise need not read the body.
#[derive(Clone)]
pub struct Sentence(pub String);

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        let (code, status) = self.code();
        problem(StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR), code, &self)
    }
}

/// The request's body could not be read at all; a field that does not hold is 422 instead.
pub fn unreadable_body(status: StatusCode, why: &str) -> Response {
    problem(status, "invalid", &AppError::invalid("body", why))
}

/// Gives the answers that no handler of ours wrote (wrong method, too large a body, a time-out) the same form. Their
/// headers stay, since `Allow` says what the path takes.
pub async fn dress(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_api = path == "/api" || path.starts_with("/api/");
    let response = next.run(request).await;
    let status = response.status();
    let is_dressed = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == PROBLEM);
    if !is_api || is_dressed || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let (plain, _) = response.into_parts();
    let mut dressed = if status == StatusCode::NOT_FOUND {
        AppError::NotFound.into_response()
    } else {
        let why = format!("{}.", status.canonical_reason().unwrap_or("The request cannot be answered"));
        let code = if status.is_server_error() { "broken" } else { "invalid" };
        problem(status, code, &AppError::invalid("request", &why))
    };
    for (name, value) in &plain.headers {
        if name != header::CONTENT_LENGTH && name != header::TRANSFER_ENCODING {
            dressed.headers_mut().entry(name).or_insert_with(|| value.clone());
        }
    }
    dressed
}

fn problem(status: StatusCode, code: &'static str, error: &AppError) -> Response {
    let body = Problem {
        kind: "about:blank",
        title: status.canonical_reason().unwrap_or_default(),
        status: status.as_u16(),
        code,
        detail: error.to_string(),
        field: error.field().map(str::to_owned),
        reference: match error {
            AppError::Broken { reference } => Some(reference.clone()),
            _ => None,
        },
    };
    let mut response = (status, axum::Json(body)).into_response();
    response.extensions_mut().insert(Sentence(error.to_string()));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM));
    if let AppError::SlowDown { seconds } = error {
        headers.insert(header::RETRY_AFTER, (*seconds).into());
    }
    response
}
