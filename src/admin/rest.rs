//! `/api/v1/practice`, `/api/v1/people`, `/api/v1/invitations` and `/api/v1/audit`.

use super::deeds::{self, practice_of_admin};
use crate::accounts::model::{
    AuditEntry, FreshInvitation, FreshReset, Invitation, NewInvitation, PersonSheet, PracticeChange, PracticeSheet,
    RollSearch,
};
use crate::accounts::store;
use crate::error::Result;
use crate::ids::read_id;
use crate::server::body::Body;
use crate::server::listing::{Cursor, Listing, limit, not_a_cursor, read_after};
use crate::server::session::Visitor;
use crate::server::state::AppState;
use crate::words::Role;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/practice", get(show_practice).patch(change_practice))
        .route("/practice/join-code", post(renew_join_code))
        .route("/people", get(list_people))
        .route("/people/{person}", get(show_person).patch(change_person))
        .route("/people/{person}/suspend", post(suspend))
        .route("/people/{person}/unsuspend", post(unsuspend))
        .route("/people/{person}/reset", post(make_reset))
        .route("/invitations", get(list_invitations).post(invite))
        .route("/invitations/{invitation}", delete(revoke_invitation))
        .route("/audit", get(list_audit))
}

/// Everybody's own practice; its admins are told how people join as well.
async fn show_practice(State(state): State<AppState>, visitor: Visitor) -> Result<Json<PracticeSheet>> {
    let mut sheet = store::practice_sheet(&mut *state.read().await?, visitor.me.practice.id).await?;
    if visitor.me.role != Role::Admin {
        (sheet.join_code, sheet.sign_up_open) = (None, None);
    }
    Ok(Json(sheet))
}

async fn change_practice(
    State(state): State<AppState>,
    visitor: Visitor,
    Body(change): Body<PracticeChange>,
) -> Result<Json<PracticeSheet>> {
    Ok(Json(deeds::change_practice(&state, &visitor.me, change).await?))
}

async fn renew_join_code(State(state): State<AppState>, visitor: Visitor) -> Result<Json<PracticeSheet>> {
    Ok(Json(deeds::renew_join_code(&state, &visitor.me).await?))
}

#[derive(Default, Deserialize)]
struct PeoplePage {
    q: Option<String>,
    role: Option<String>,
    state: Option<String>,
    before: Option<String>,
    after: Option<String>,
    limit: Option<String>,
}

async fn list_people(
    State(state): State<AppState>,
    visitor: Visitor,
    Query(page): Query<PeoplePage>,
) -> Result<Json<Listing<PersonSheet>>> {
    let practice = practice_of_admin(&visitor.me)?;
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    let search = RollSearch::read(&text(&page.q), &text(&page.role), &text(&page.state))?;
    let limit = limit(page.limit.as_deref())?;
    let after = read_after(page.before.as_deref(), page.after.as_deref())?;
    let found = store::find_people(&mut *state.read().await?, practice, &search, (after, limit + 1)).await?;
    Ok(Json(Listing::cut(found, limit, |person| person.user.id.to_string())))
}

async fn show_person(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(person): Path<String>,
) -> Result<Json<PersonSheet>> {
    let practice = practice_of_admin(&visitor.me)?;
    Ok(Json(store::person_of(&mut *state.read().await?, practice, read_id(&person)?).await?))
}

/// What is to be different of a person.
#[derive(Serialize, Deserialize, ToSchema)]
pub struct PersonChange {
    role: Role,
}

/// Whoever is made an admin stays one when the token is gone: a sign-in has to vouch for it.
async fn change_person(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(person): Path<String>,
    Body(change): Body<PersonChange>,
) -> Result<Json<PersonSheet>> {
    practice_of_admin(&visitor.me)?;
    visitor.sign_in()?;
    Ok(Json(deeds::change_role(&state, &visitor.me, read_id(&person)?, change.role).await?))
}

async fn suspend(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(person): Path<String>,
) -> Result<Json<PersonSheet>> {
    practice_of_admin(&visitor.me)?;
    Ok(Json(deeds::suspend(&state, &visitor.me, read_id(&person)?).await?))
}

async fn unsuspend(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(person): Path<String>,
) -> Result<Json<PersonSheet>> {
    practice_of_admin(&visitor.me)?;
    Ok(Json(deeds::unsuspend(&state, &visitor.me, read_id(&person)?).await?))
}

/// Whoever makes such a link could sign in as that person: a token is not enough for it.
async fn make_reset(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(person): Path<String>,
) -> Result<(StatusCode, Json<FreshReset>)> {
    practice_of_admin(&visitor.me)?;
    visitor.sign_in()?;
    Ok((StatusCode::CREATED, Json(deeds::make_reset(&state, &visitor.me, read_id(&person)?).await?)))
}

#[derive(Deserialize)]
struct Page {
    before: Option<String>,
    limit: Option<String>,
}

async fn list_invitations(
    State(state): State<AppState>,
    visitor: Visitor,
    Query(page): Query<Page>,
) -> Result<Json<Listing<Invitation>>> {
    let practice = practice_of_admin(&visitor.me)?;
    let limit = limit(page.limit.as_deref())?;
    let before = read_before(page.before.as_deref())?;
    let found = store::open_invitations(&mut *state.read().await?, practice, before, limit + 1).await?;
    Ok(Json(Listing::cut(found, limit, |invitation| invitation.id.to_string())))
}

/// As with a role: whoever joins stays.
async fn invite(
    State(state): State<AppState>,
    visitor: Visitor,
    Body(new): Body<NewInvitation>,
) -> Result<(StatusCode, Json<FreshInvitation>)> {
    practice_of_admin(&visitor.me)?;
    visitor.sign_in()?;
    Ok((StatusCode::CREATED, Json(deeds::invite(&state, &visitor.me, &new).await?)))
}

async fn revoke_invitation(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(invitation): Path<String>,
) -> Result<StatusCode> {
    practice_of_admin(&visitor.me)?;
    deeds::revoke_invitation(&state, &visitor.me, read_id(&invitation)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn list_audit(
    State(state): State<AppState>,
    visitor: Visitor,
    Query(page): Query<Page>,
) -> Result<Json<Listing<AuditEntry>>> {
    let practice = practice_of_admin(&visitor.me)?;
    let limit = limit(page.limit.as_deref())?;
    let before = read_before(page.before.as_deref())?;
    let found = store::audit_before(&mut *state.read().await?, practice, before, limit + 1).await?;
    Ok(Json(Listing::cut(found, limit, |entry| entry.number.to_string())))
}

fn read_before<T: std::str::FromStr>(before: Option<&str>) -> Result<Option<T>> {
    match Cursor::read(before, None)? {
        Cursor::Before(cursor) => cursor.parse().map(Some).map_err(|_| not_a_cursor("before")),
        _ => Ok(None),
    }
}
