//! `/api/v1`: appointments, when they can be had, and what can be booked.

mod appointments;
mod availability;
mod deeds;
mod holds;
mod holidays;
mod practitioners;
mod proposals;
mod rules;
mod series;
mod types;
mod waiting;

pub use deeds::{NewTime, Note};
pub use holds::WantedTime;
pub use holidays::HolidayName;

use crate::error::{AppError, Result};
use crate::server::body::Body;
use crate::server::state::AppState;
use crate::time::Moment;
use axum::Router;
use axum::body::HttpBody;
use axum::extract::{FromRequest, Request};
use axum::response::Response;
use serde::de::DeserializeOwned;

pub fn routes() -> Router<AppState> {
    Router::new()
        .merge(appointments::routes())
        .merge(deeds::routes())
        .merge(series::routes())
        .merge(proposals::routes())
        .merge(availability::routes())
        .merge(holds::routes())
        .merge(types::routes())
        .merge(practitioners::routes())
        .merge(holidays::routes())
        .merge(rules::routes())
        .merge(waiting::routes())
}

/// A body that may be left out.
struct Perhaps<T>(T);

impl<S: Send + Sync, T: Default + DeserializeOwned> FromRequest<S> for Perhaps<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        if request.body().is_end_stream() {
            return Ok(Self(T::default()));
        }
        Body::from_request(request, state).await.map(|Body(body)| Self(body))
    }
}

/// A moment in a query.
fn read_moment(field: &str, text: Option<&str>) -> Result<Option<Moment>> {
    let read = |text| Moment::parse(text).ok_or_else(|| AppError::invalid(field, "A time is as 2026-11-20T13:30:00Z."));
    text.map(read).transpose()
}
