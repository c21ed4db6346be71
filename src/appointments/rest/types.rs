//! `/api/v1/appointment-types`: what can be booked.

use crate::accounts::Me;
use crate::appointments::model::{AppointmentType, TypeChange, TypeDraft};
use crate::appointments::store;
use crate::error::{AppError, Result};
use crate::ids::{AppointmentTypeId, UserId, read_id};
use crate::server::body::Body;
use crate::server::listing::{Listing, PageQuery};
use crate::server::session::Visitor;
use crate::server::state::AppState;
use crate::words::Role;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::{get, patch};
use axum::{Json, Router};

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/appointment-types", get(list_types).post(add_type))
        .route("/appointment-types/{id}", patch(change_type).delete(archive_type))
}

/// The practice's, and each practitioner's own; the shortest first.
async fn list_types(
    State(state): State<AppState>,
    visitor: Visitor,
    Query(page): Query<PageQuery>,
) -> Result<Json<Listing<AppointmentType>>> {
    let types = store::types_of(&mut *state.read().await?, visitor.me.practice.id).await?;
    Ok(Json(page.cut(types, |kind| kind.id.to_string())?))
}

/// What a practitioner adds is their own, what an admin adds the practice's.
async fn add_type(
    State(state): State<AppState>,
    visitor: Visitor,
    Body(draft): Body<TypeDraft>,
) -> Result<(StatusCode, Json<AppointmentType>)> {
    state.limits.take_command(visitor.me.id())?;
    let owner = owner_of_new(&visitor.me)?;
    let mut tx = state.begin().await?;
    let id = store::add_type(&mut tx, visitor.me.practice.id, owner, draft).await?;
    let added = store::type_for(&mut tx, visitor.me.practice.id, id).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(added)))
}

fn owner_of_new(me: &Me) -> Result<Option<UserId>> {
    match me.role {
        Role::Admin => Ok(None),
        Role::Practitioner => Ok(Some(me.id)),
        Role::Client => Err(AppError::forbidden("Types are added by the practice.")),
    }
}

async fn change_type(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(id): Path<String>,
    Body(change): Body<TypeChange>,
) -> Result<Json<AppointmentType>> {
    state.limits.take_command(visitor.me.id())?;
    let (id, practice): (AppointmentTypeId, _) = (read_id(&id)?, visitor.me.practice.id);
    let mut tx = state.begin().await?;
    let before = store::type_for(&mut tx, practice, id).await.map_err(|_| AppError::NotFound)?;
    store::change_type(&mut tx, &visitor.me, id, change.of(before)).await?;
    let changed = store::type_for(&mut tx, practice, id).await?;
    tx.commit().await?;
    Ok(Json(changed))
}

async fn archive_type(State(state): State<AppState>, visitor: Visitor, Path(id): Path<String>) -> Result<StatusCode> {
    state.limits.take_command(visitor.me.id())?;
    let mut tx = state.begin().await?;
    store::archive_type(&mut tx, &visitor.me, read_id(&id)?).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
