//! `/api/v1`: appointments, when they can be had, and what can be booked.

mod appointments;
mod availability;
mod deeds;
mod holds;
mod holidays;
mod practitioners;
mod proposals;
mod rules;
mod types;
mod waiting;

pub use deeds::{NewTime, Note};
pub use holds::WantedTime;
pub use holidays::HolidayName;

use crate::error::{AppError, Result};
use crate::server::body::Body;
use crate::server::listing::{Cursor, Listing, limit, not_a_cursor};
use crate::server::state::AppState;
use crate::time::Moment;
use axum::Router;
use axum::body::HttpBody;
use axum::extract::{FromRequest, Request};
use axum::response::Response;
use serde::Deserialize;
use serde::de::DeserializeOwned;

pub fn routes() -> Router<AppState> {
    Router::new()
        .merge(appointments::routes())
        .merge(deeds::routes())
        .merge(proposals::routes())
        .merge(availability::routes())
        .merge(holds::routes())
        .merge(types::routes())
        .merge(practitioners::routes())
        .merge(holidays::routes())
        .merge(rules::routes())
        .merge(waiting::routes())
}

/// Which page of a list is asked for. These lists go one way, so `before` and `after` say the same.
#[derive(Default, Deserialize)]
struct Page {
    before: Option<String>,
    after: Option<String>,
    limit: Option<String>,
}

impl Page {
    /// The field and its text, where a page after the first is asked for.
    fn cursor(&self) -> Result<Option<(&'static str, &str)>> {
        Ok(match Cursor::read(self.before.as_deref(), self.after.as_deref())? {
            Cursor::Start => None,
            Cursor::Before(text) => Some(("before", text)),
            Cursor::After(text) => Some(("after", text)),
        })
    }

    fn limit(&self) -> Result<i64> {
        limit(self.limit.as_deref())
    }

    /// This page of a list that is short enough to be read whole; `key` tells its items apart.
    fn cut<T>(&self, mut items: Vec<T>, key: impl Fn(&T) -> String) -> Result<Listing<T>> {
        if let Some((field, cursor)) = self.cursor()? {
            let place = items.iter().position(|item| key(item) == cursor).ok_or_else(|| not_a_cursor(field))?;
            items.drain(..=place);
        }
        Ok(Listing::cut(items, self.limit()?, key))
    }
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

/// An id in a path or a query; what is none belongs to nothing.
fn read_id<T: std::str::FromStr>(text: &str) -> Result<T> {
    text.parse().map_err(|_| AppError::NotFound)
}

/// A moment in a query.
fn read_moment(field: &str, text: Option<&str>) -> Result<Option<Moment>> {
    let read = |text| Moment::parse(text).ok_or_else(|| AppError::invalid(field, "A time is as 2026-11-20T13:30:00Z."));
    text.map(read).transpose()
}
