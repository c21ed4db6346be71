//! Who asks: a visitor is recognised once per request, by session cookie or bearer token, before any page or door.

use crate::accounts::signing_in::{SignedIn, digest};
use crate::accounts::{Me, Scope, TOKEN_PREFIX, store};
use crate::app::paths;
use crate::error::{AppError, Result};
use crate::ids::{Pass, SignInId};
use crate::time::Moment;
use axum::extract::{ConnectInfo, FromRequestParts, OptionalFromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use leptos::prelude::use_context;
use sqlx::PgPool;
use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use time::{Duration, OffsetDateTime};
use tower_sessions::cookie::SameSite;
use tower_sessions::{Expiry, Session, SessionManagerLayer};
use tower_sessions_sqlx_store::PostgresStore;

const IDLE: Duration = Duration::days(7);
/// A session that is used is written anew this often, which moves its idle expiry on.
const RENEW: Duration = Duration::hours(1);
const SIGN_IN: &str = "sign_in";
const RENEWED: &str = "renewed";

/// The person behind a request.
#[derive(Clone)]
pub struct Visitor {
    pub me: Arc<Me>,
    pub by: Credential,
    /// What lets them in, what it allows, and until when.
    pub pass: Pass,
    pub scope: Scope,
    pub until: Option<Moment>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Credential {
    Cookie,
    Token,
}

impl Visitor {
    /// The sign-in, for what only the person themselves may do.
    pub fn sign_in(&self) -> Result<SignInId> {
        match self.pass {
            Pass::SignIn(id) => Ok(id),
            Pass::Token(_) => Err(AppError::forbidden("This needs a sign-in; a token is not enough.")),
        }
    }

    /// A token that somebody made opens the HTTP API and the live socket. Pages, their functions and their forms need
    /// a sign-in, so no token can make another or change how its owner signs in.
    fn may_ask(&self, method: &Method, path: &str) -> Result<()> {
        if matches!(self.pass, Pass::SignIn(_)) {
            return Ok(());
        }
        if !path.starts_with("/api/") && path != paths::LIVE {
            return Err(AppError::forbidden("A token opens the HTTP API and the live socket, nothing else."));
        }
        if self.scope == Scope::Read && !method.is_safe() {
            return Err(AppError::forbidden("This token may only read."));
        }
        Ok(())
    }
}

pub fn layer(pool: &PgPool, tls: bool) -> SessionManagerLayer<PostgresStore> {
    SessionManagerLayer::new(PostgresStore::new(pool.clone()))
        .with_name(if tls { "__Host-attend" } else { "attend" })
        .with_secure(tls)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(IDLE))
}

/// Puts the visitor, if there is one, into the request. Who they are is read by connections of that pool.
pub async fn recognise(State(pool): State<PgPool>, session: Session, mut request: Request, next: Next) -> Response {
    if !request.uri().path().starts_with("/pkg/") {
        match visitor(&pool, &session, request.headers()).await {
            Ok(Some(visitor)) => {
                if let Err(error) = visitor.may_ask(request.method(), request.uri().path()) {
                    return error.into_response();
                }
                request.extensions_mut().insert(visitor);
            }
            Ok(None) => {}
            Err(error) => return error.into_response(),
        }
    }
    next.run(request).await
}

/// Makes a sign-in this browser's session, under a new session id.
pub async fn remember(session: &Session, signed_in: &SignedIn) -> Result<()> {
    session.cycle_id().await.map_err(AppError::broken)?;
    session.insert(SIGN_IN, signed_in.sign_in).await.map_err(AppError::broken)?;
    session.insert(RENEWED, OffsetDateTime::now_utc()).await.map_err(AppError::broken)
}

/// The bearer token, if the request carries one.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

/// The visitor of the page or server function that runs, or `SignedOut`.
pub fn who() -> Result<Visitor> {
    use_context::<Parts>().and_then(|parts| parts.extensions.get::<Visitor>().cloned()).ok_or(AppError::SignedOut)
}

/// Where the request comes from: the peer, or what the trusted proxy says it is.
pub fn address(parts: &Parts, proxy: bool) -> IpAddr {
    let told = parts.headers.get("x-forwarded-for").and_then(|value| value.to_str().ok());
    let forwarded = told.filter(|_| proxy).and_then(|list| list.rsplit(',').next()?.trim().parse().ok());
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    forwarded.or(peer).unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
}

async fn visitor(pool: &PgPool, session: &Session, headers: &HeaderMap) -> Result<Option<Visitor>> {
    let (found, by) = if let Some(token) = bearer(headers) {
        let (mut conn, digest) = (pool.acquire().await?, digest(token));
        let found = if token.starts_with(TOKEN_PREFIX) {
            store::admission_of_token(&mut conn, &digest).await?
        } else {
            store::admission_of_bearer(&mut conn, &digest).await?
        };
        (found, Credential::Token)
    } else if headers.contains_key(header::COOKIE) {
        let Some(id) = session.get::<SignInId>(SIGN_IN).await.map_err(AppError::broken)? else { return Ok(None) };
        (store::admission_of_sign_in(&mut *pool.acquire().await?, id).await?, Credential::Cookie)
    } else {
        return Ok(None);
    };
    let Some(store::Admission { user, pass, scope, until }) = found else { return Ok(None) };
    let me = Arc::new(store::me(&mut *pool.acquire().await?, user).await?);
    if by == Credential::Cookie {
        renew(session).await?;
    }
    Ok(Some(Visitor { me, by, pass, scope, until }))
}

async fn renew(session: &Session) -> Result<()> {
    let now = OffsetDateTime::now_utc();
    let renewed: Option<OffsetDateTime> = session.get(RENEWED).await.map_err(AppError::broken)?;
    if renewed.is_none_or(|renewed| now - renewed > RENEW) {
        session.insert(RENEWED, now).await.map_err(AppError::broken)?;
    }
    Ok(())
}

impl<S: Sync> FromRequestParts<S> for Visitor {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        parts.extensions.get::<Self>().cloned().ok_or(AppError::SignedOut)
    }
}

impl<S: Sync> OptionalFromRequestParts<S> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Option<Self>, Infallible> {
        Ok(parts.extensions.get::<Self>().cloned())
    }
}
