//! `/api/v1/auth`, `/api/v1/me` and `/api/v1/users`.

use super::forgetting::{self, Forgotten};
use super::joining::{self, Joining, NewPassword};
use super::model::{Me, Person, check_query};
use super::settings::{PrivacyChange, change_privacy};
use super::signing_in::{Application, Attempt, SignedIn, sign_in, sign_up};
use super::store::{self, NameSearch};
use crate::app::paths;
use crate::error::{AppError, Result};
use crate::server::body::Body;
use crate::server::listing::{Listing, limit, read_after};
use crate::server::session::{Credential, Visitor, address, remember};
use crate::server::state::AppState;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Redirect;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use tower_sessions::Session;
use utoipa::ToSchema;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/auth/sign-in", post(create_sign_in))
        .route("/auth/sign-up", post(create_account))
        .route("/auth/join", post(join))
        .route("/auth/forgot", post(forget_password))
        .route("/auth/reset", post(set_password))
        .route("/auth/sign-out", post(delete_sign_in))
        .route("/me", get(show_me).patch(change_me))
        .route("/users", get(list_users))
}

/// The token works as `Authorization: Bearer …`; the answer sets the session cookie as well.
#[derive(Serialize, ToSchema)]
pub struct Welcome {
    user: Me,
    token: String,
}

async fn create_sign_in(
    State(state): State<AppState>,
    session: Session,
    parts: Parts,
    Body(attempt): Body<Attempt>,
) -> Result<Json<Welcome>> {
    let signed_in = sign_in(&state, attempt, address(&parts, state.settings.proxy)).await?;
    welcome(&session, signed_in).await
}

async fn create_account(
    State(state): State<AppState>,
    session: Session,
    parts: Parts,
    Body(application): Body<Application>,
) -> Result<(StatusCode, Json<Welcome>)> {
    let signed_in = sign_up(&state, application, address(&parts, state.settings.proxy)).await?;
    Ok((StatusCode::CREATED, welcome(&session, signed_in).await?))
}

async fn join(
    State(state): State<AppState>,
    session: Session,
    parts: Parts,
    Body(application): Body<Joining>,
) -> Result<(StatusCode, Json<Welcome>)> {
    let signed_in = joining::join(&state, application, address(&parts, state.settings.proxy)).await?;
    Ok((StatusCode::CREATED, welcome(&session, signed_in).await?))
}

/// The same answer whether or not the address has an account.
async fn forget_password(
    State(state): State<AppState>,
    parts: Parts,
    Body(forgotten): Body<Forgotten>,
) -> Result<StatusCode> {
    forgetting::ask_for_link(&state, &forgotten, address(&parts, state.settings.proxy)).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn set_password(State(state): State<AppState>, parts: Parts, Body(new): Body<NewPassword>) -> Result<StatusCode> {
    joining::set_password(&state, new, address(&parts, state.settings.proxy)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends this sign-in: its cookie, its token and its sockets.
async fn delete_sign_in(State(state): State<AppState>, session: Session, visitor: Visitor) -> Result<StatusCode> {
    let mut tx = state.begin().await?;
    store::end_sign_in(&mut tx, visitor.sign_in()?).await?;
    tx.commit().await?;
    if visitor.by == Credential::Cookie {
        session.flush().await.map_err(AppError::broken)?;
    }
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /sign-out`, as the page's form sends it.
pub async fn sign_out(State(state): State<AppState>, session: Session, visitor: Option<Visitor>) -> Result<Redirect> {
    if let Some(visitor) = visitor {
        delete_sign_in(State(state), session, visitor).await?;
    }
    Ok(Redirect::to(paths::SIGN_IN))
}

/// `POST /sign-out/everywhere`: every device of the person.
pub async fn sign_out_everywhere(
    State(state): State<AppState>,
    session: Session,
    visitor: Option<Visitor>,
) -> Result<Redirect> {
    if let Some(visitor) = visitor {
        let mut tx = state.begin().await?;
        store::end_all_sign_ins(&mut tx, visitor.me.id()).await?;
        tx.commit().await?;
        session.flush().await.map_err(AppError::broken)?;
    }
    Ok(Redirect::to(paths::SIGN_IN))
}

async fn show_me(visitor: Visitor) -> Json<Me> {
    Json((*visitor.me).clone())
}

/// What others learn of oneself, and who may write to one.
async fn change_me(
    State(state): State<AppState>,
    visitor: Visitor,
    Body(change): Body<PrivacyChange>,
) -> Result<Json<Me>> {
    state.limits.take_command(visitor.me.id())?;
    Ok(Json(change_privacy(&state, &visitor.me, change).await?))
}

#[derive(Deserialize)]
struct PeoplePage {
    q: Option<String>,
    before: Option<String>,
    after: Option<String>,
    limit: Option<String>,
}

/// The people whom one may see, by name; `q` is a part of it.
async fn list_users(
    State(state): State<AppState>,
    visitor: Visitor,
    Query(page): Query<PeoplePage>,
) -> Result<Json<Listing<Person>>> {
    let limit = limit(page.limit.as_deref())?;
    let search = NameSearch {
        text: check_query(page.q.as_deref().unwrap_or_default())?,
        after: read_after(page.before.as_deref(), page.after.as_deref())?,
        limit: limit + 1,
    };
    let found = store::find_visible(&mut *state.read().await?, visitor.me.id(), &search).await?;
    Ok(Json(Listing::cut(found, limit, |person| person.user.id.to_string())))
}

async fn welcome(session: &Session, signed_in: SignedIn) -> Result<Json<Welcome>> {
    remember(session, &signed_in).await?;
    Ok(Json(Welcome { user: signed_in.me, token: signed_in.token }))
}
