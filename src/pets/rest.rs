//! `/api/v1/pets`

use super::model::{Pet, PetChange, PetDraft};
use super::store;
use crate::accounts::Me;
use crate::error::{AppError, Result};
use crate::ids::{FileId, UserId, read_id};
use crate::server::body::Body;
use crate::server::listing::{Cursor, Listing, limit};
use crate::server::session::Visitor;
use crate::server::state::AppState;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::{get, put};
use axum::{Json, Router};
use serde::Deserialize;
use utoipa::ToSchema;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/pets", get(list_pets).post(create_pet))
        .route("/pets/{id}", get(show_pet).patch(update_pet).delete(delete_pet))
        .route("/pets/{id}/photo", put(put_photo).delete(delete_photo))
}

#[derive(Deserialize)]
struct PetPage {
    owner: Option<String>,
    before: Option<String>,
    after: Option<String>,
    limit: Option<String>,
}

/// A picture that was uploaded before.
#[derive(Deserialize, ToSchema)]
pub struct PhotoChoice {
    file: FileId,
}

/// One's own, or those of a client, by name. Nobody has so many that they would be read page by page.
async fn list_pets(
    State(state): State<AppState>,
    visitor: Visitor,
    Query(page): Query<PetPage>,
) -> Result<Json<Listing<Pet>>> {
    let limit = limit(page.limit.as_deref())?;
    let cursor = Cursor::read(page.before.as_deref(), page.after.as_deref())?;
    let owner = owner(&visitor.me, page.owner.as_deref())?;
    let mut conn = state.read().await?;
    store::must_see_pets_of(&mut conn, &visitor.me, owner).await?;
    let pets = store::pets_of(&mut conn, owner).await?;
    let key = |pet: &Pet| pet.id.to_string();
    Ok(Json(Listing::cut(cursor.rest_of(pets, key)?, limit, key)))
}

async fn create_pet(
    State(state): State<AppState>,
    visitor: Visitor,
    Body(draft): Body<PetDraft>,
) -> Result<(StatusCode, Json<Pet>)> {
    let mut tx = state.begin().await?;
    let pet = store::add_pet(&mut tx, &visitor.me, &draft).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(pet)))
}

async fn show_pet(State(state): State<AppState>, visitor: Visitor, Path(id): Path<String>) -> Result<Json<Pet>> {
    Ok(Json(store::pet_for(&mut *state.read().await?, &visitor.me, read_id(&id)?).await?))
}

async fn update_pet(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(id): Path<String>,
    Body(change): Body<PetChange>,
) -> Result<Json<Pet>> {
    let mut tx = state.begin().await?;
    let pet = store::change_pet(&mut tx, &visitor.me, read_id(&id)?, change).await?;
    tx.commit().await?;
    Ok(Json(pet))
}

async fn delete_pet(State(state): State<AppState>, visitor: Visitor, Path(id): Path<String>) -> Result<StatusCode> {
    let mut tx = state.begin().await?;
    store::remove_pet(&mut tx, &visitor.me, read_id(&id)?).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn put_photo(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(id): Path<String>,
    Body(choice): Body<PhotoChoice>,
) -> Result<Json<Pet>> {
    let mut tx = state.begin().await?;
    let pet = store::set_photo(&mut tx, &visitor.me, read_id(&id)?, choice.file).await?;
    tx.commit().await?;
    Ok(Json(pet))
}

async fn delete_photo(State(state): State<AppState>, visitor: Visitor, Path(id): Path<String>) -> Result<StatusCode> {
    let mut tx = state.begin().await?;
    store::remove_photo(&mut tx, &visitor.me, read_id(&id)?).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Whose pets are asked for. Nobody but clients has some of their own.
fn owner(me: &Me, asked: Option<&str>) -> Result<UserId> {
    match asked {
        Some(asked) => read_id(asked),
        None if me.is_client() || !me.practice.kind.has_pets() => Ok(me.id()),
        None => Err(AppError::invalid("owner", "Please say whose pets, as in ?owner=….")),
    }
}
