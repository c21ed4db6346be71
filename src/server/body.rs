//! The JSON body of a request: 400 where it is no JSON, 415 where it says it is something else, 422 with the field
//! where it does not fit.

use crate::error::AppError;
use crate::server::problem::unreadable_body;
use axum::body::Bytes;
use axum::extract::{FromRequest, OptionalFromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;

pub struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let claim = Claim::of(request.headers());
        if claim == Claim::Other {
            return Err(not_json());
        }
        let bytes = Bytes::from_request(request, state).await.map_err(IntoResponse::into_response)?;
        // Else a list would be taken for the fields in their order.
        if bytes.trim_ascii_start().starts_with(b"[") {
            return Err(AppError::invalid("body", "The body has to be a JSON object.").into_response());
        }
        let mut json = serde_json::Deserializer::from_slice(&bytes);
        let read = serde_path_to_error::deserialize(&mut json).map_err(|cause| {
            let path = cause.path().to_string();
            (cause.into_inner(), path)
        });
        match read {
            Ok(value) => {
                json.end().map(|()| Self(value)).map_err(|_| broken_json("There is more than one JSON value."))
            }
            Err((cause, path)) if cause.is_data() => {
                let why = cause.to_string();
                let place = Some(&*path).filter(|path| *path != ".");
                Err(AppError::misfit(&field_of(&path, &why), place, &why).into_response())
            }
            Err(_) if claim == Claim::Form => Err(not_json()),
            Err(_) => Err(broken_json("The body is not JSON.")),
        }
    }
}

/// `None` where there is no body at all.
impl<S: Send + Sync, T: DeserializeOwned> OptionalFromRequest<S> for Body<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Option<Self>, Response> {
        let (parts, body) = request.into_parts();
        let bytes = Bytes::from_request(Request::from_parts(parts.clone(), body), state).await;
        let bytes = bytes.map_err(IntoResponse::into_response)?;
        if bytes.is_empty() {
            return Ok(None);
        }
        let request = Request::from_parts(parts, bytes.into());
        <Self as FromRequest<S>>::from_request(request, state).await.map(Some)
    }
}

/// What a request says its body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Claim {
    /// JSON, or nothing at all.
    Json,
    /// A form, which many programs say of whatever they send; it may be JSON all the same.
    Form,
    Other,
}

impl Claim {
    fn of(headers: &HeaderMap) -> Self {
        let Some(kind) = headers.get(header::CONTENT_TYPE) else { return Self::Json };
        let kind = kind.to_str().unwrap_or_default().split(';').next().unwrap_or_default().trim().to_lowercase();
        match kind.as_str() {
            "application/x-www-form-urlencoded" => Self::Form,
            json if json.ends_with("/json") || json.ends_with("+json") => Self::Json,
            _ => Self::Other,
        }
    }
}

fn broken_json(why: &str) -> Response {
    unreadable_body(StatusCode::BAD_REQUEST, why)
}

fn not_json() -> Response {
    unreadable_body(StatusCode::UNSUPPORTED_MEDIA_TYPE, "The body has to be JSON, and say so.")
}

/// The path to the value that does not fit; a missing field is named in the message alone.
fn field_of(path: &str, message: &str) -> String {
    if path != "." {
        return path.into();
    }
    message.strip_prefix("missing field `").and_then(|rest| rest.split('`').next()).unwrap_or("body").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_field_is_named() {
        assert_eq!(field_of("email", "invalid type: integer `1`, expected a string"), "email");
        assert_eq!(field_of(".", "missing field `password` at line 1"), "password");
        assert_eq!(field_of(".", "invalid type: sequence"), "body");
    }

    #[test]
    fn a_body_is_taken_for_what_it_says_it_is() {
        let claim = |kind: &str| {
            let value = kind.parse().map(|value| (header::CONTENT_TYPE, value));
            Claim::of(&value.into_iter().collect())
        };
        assert_eq!(Claim::of(&HeaderMap::new()), Claim::Json);
        for json in ["application/json", "Application/JSON; charset=utf-8", "application/problem+json"] {
            assert_eq!(claim(json), Claim::Json, "{json}");
        }
        assert_eq!(claim("application/x-www-form-urlencoded"), Claim::Form);
        for other in ["text/plain", "multipart/form-data; boundary=x", "application/xml", "application/jsonx", ""] {
            assert_eq!(claim(other), Claim::Other, "{other}");
        }
    }
}
