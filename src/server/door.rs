//! What every server function stands on: the state, who asks, and an answer with the right status.

use crate::accounts::signing_in::SignedIn;
use crate::accounts::way_back;
use crate::error::{AppError, Result};
use crate::server::once;
use crate::server::session::{self, Visitor};
use crate::server::state::AppState;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use leptos::prelude::{expect_context, use_context};
use leptos_axum::ResponseOptions;
use std::net::IpAddr;
use tower_sessions::Session;

pub struct Door {
    pub state: AppState,
    parts: Parts,
}

impl Door {
    pub fn open() -> Result<Self> {
        let parts = use_context::<Parts>().ok_or(AppError::SignedOut)?;
        Ok(Self { state: expect_context(), parts })
    }

    /// The visitor, or `SignedOut`.
    pub fn who(&self) -> Result<Visitor> {
        session::who()
    }

    pub fn address(&self) -> IpAddr {
        session::address(&self.parts, self.state.settings.proxy)
    }

    /// The headers of the request.
    pub fn headers(&self) -> &HeaderMap {
        &self.parts.headers
    }

    /// Leptos answers every error with 500; this gives it the status of the one table. A form sent without
    /// JavaScript is sent back to its page instead.
    pub async fn answer<T>(&self, work: impl Future<Output = Result<T>>) -> Result<T> {
        let answer = work.await;
        if let Err(error) = &answer
            && !self.is_plain_form()
            && let (Some(options), Ok(status)) =
                (use_context::<ResponseOptions>(), StatusCode::from_u16(error.code().1))
        {
            options.set_status(status);
        }
        answer
    }

    /// The same for the form on the page at `path`: one sent without JavaScript that is refused comes back with these
    /// texts in it. Passwords are no such texts.
    pub async fn answer_form<T>(
        &self,
        path: &str,
        typed: &[String],
        work: impl Future<Output = Result<T>>,
    ) -> Result<T> {
        let answer = self.answer(work).await;
        if answer.is_err() && self.is_plain_form() {
            once::leave_typed(path, typed, self.state.settings.is_tls());
        }
        answer
    }

    /// Starts the session and says where to go; a form sent without JavaScript is sent there.
    pub async fn welcome(&self, signed_in: &SignedIn, next: Option<String>) -> Result<String> {
        let session = self.parts.extensions.get::<Session>().ok_or_else(|| AppError::broken("no session layer"))?;
        session::remember(session, signed_in).await?;
        let path = way_back(next, &signed_in.me);
        if self.is_plain_form() {
            leptos_axum::redirect(&path);
        }
        Ok(path)
    }

    /// A form sent without JavaScript is led to that page, which shows the text this once.
    pub fn show_once(&self, path: &str, text: &str) {
        if self.is_plain_form() {
            once::leave(path, text, self.state.settings.is_tls());
            leptos_axum::redirect(path);
        }
    }

    /// A form sent without JavaScript is led there.
    pub fn lead_to(&self, path: &str) {
        if self.is_plain_form() {
            leptos_axum::redirect(path);
        }
    }

    fn is_plain_form(&self) -> bool {
        let accept = self.parts.headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
        self.parts.method == Method::POST && accept.is_some_and(|accept| accept.contains("text/html"))
    }
}
