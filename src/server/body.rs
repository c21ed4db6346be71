//! The JSON body of a request: 400 where it is no JSON, 422 with the field where it does not fit.

use crate::error::AppError;
use crate::server::problem::broken_json;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;

pub struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let bytes = Bytes::from_request(request, state).await.map_err(IntoResponse::into_response)?;
        let mut json = serde_json::Deserializer::from_slice(&bytes);
        let read = serde_path_to_error::deserialize(&mut json).map_err(|cause| {
            let field = field_of(&cause.path().to_string(), &cause.inner().to_string());
            (cause.into_inner(), field)
        });
        match read {
            Ok(value) => {
                json.end().map(|()| Self(value)).map_err(|_| broken_json("There is more than one JSON value."))
            }
            Err((cause, field)) if cause.is_data() => {
                Err(AppError::invalid(&field, &format!("This does not fit: {cause}.")).into_response())
            }
            Err(_) => Err(broken_json("The body is not JSON.")),
        }
    }
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
    use super::field_of;

    #[test]
    fn the_field_is_named() {
        assert_eq!(field_of("email", "invalid type: integer `1`, expected a string"), "email");
        assert_eq!(field_of(".", "missing field `password` at line 1"), "password");
        assert_eq!(field_of(".", "invalid type: sequence"), "body");
    }
}
