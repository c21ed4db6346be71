//! `/api/v1/emergencies` and `/api/v1/on-call`

use super::model::{Emergency, OnCall, Step, Told};
use super::store::{self, Alert, Search};
use crate::accounts::Me;
use crate::error::{AppError, Result};
use crate::ids::{ClientId, EmergencyId, read_id};
use crate::server::body::Body;
use crate::server::db::Tx;
use crate::server::listing::{Listing, PageQuery, not_a_cursor};
use crate::server::session::Visitor;
use crate::server::state::AppState;
use crate::words::Role;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::{get, post, put};
use axum::{Json, Router};
use serde::Deserialize;
use utoipa::ToSchema;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/emergencies", get(list_emergencies))
        .route("/emergencies/{emergency}", get(show_emergency))
        .route("/emergencies/{emergency}/steps", get(list_steps))
        .route("/emergencies/{emergency}/people", get(list_people))
        .route("/emergencies/{emergency}/dismiss", post(dismiss))
        .route("/on-call", get(list_on_call))
        .route("/on-call/{person}", put(go_on_call).delete(leave_call))
}

/// What must wait for nothing, not even to be told who asks.
pub fn urgent_routes() -> Router<AppState> {
    Router::new()
        .route("/emergencies", post(raise))
        .route("/emergencies/{emergency}/seen", post(see))
        .route("/emergencies/{emergency}/take", post(take))
        .route("/emergencies/{emergency}/give-back", post(give_back))
        .route("/emergencies/{emergency}/resolve", post(resolve))
}

#[derive(Deserialize)]
struct Asked {
    status: Option<String>,
    before: Option<String>,
    after: Option<String>,
    limit: Option<String>,
}

impl Asked {
    /// One more than a page has tells whether there is a next one.
    fn search(self) -> Result<Search> {
        let page = PageQuery { before: self.before, after: self.after, limit: self.limit };
        let read = |(field, cursor): (&str, &str)| cursor.parse().map_err(|_| not_a_cursor(field));
        let open = match self.status.as_deref() {
            None => None,
            Some("open") => Some(true),
            Some("resolved") => Some(false),
            Some(_) => return Err(AppError::invalid("status", "A status is open or resolved.")),
        };
        Ok(Search { open, after: page.cursor()?.one_way().map(read).transpose()?, limit: page.limit()? + 1 })
    }
}

/// The newest first: of clients their own, else all of the practice.
async fn list_emergencies(
    State(state): State<AppState>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Json<Listing<Emergency>>> {
    store::must_have_emergencies(&visitor.me)?;
    let search = asked.search()?;
    let found = store::find(&mut *state.read().await?, &visitor.me, &search).await?;
    Ok(Json(Listing::cut(found, search.limit - 1, |emergency| emergency.id.to_string())))
}

/// An alert to be sent.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NewEmergency {
    /// What is happening: 1 to 8,000 characters after trimming.
    text: String,
    /// Made before the first try. A repeat with the same one answers with the emergency that is there.
    client_id: Option<ClientId>,
}

/// 201; 200 where this client id was used before.
async fn raise(
    State(state): State<AppState>,
    visitor: Visitor,
    Body(new): Body<NewEmergency>,
) -> Result<(StatusCode, Json<Emergency>)> {
    let mut tx = begin(&state, &visitor.me).await?;
    let rings = state.limits.may_ring(visitor.me.id());
    let alert = Alert { text: new.text, key: new.client_id.unwrap_or_else(ClientId::new), rings };
    let (emergency, is_new) = store::raise(&mut tx, &visitor.me, alert).await?;
    tx.commit().await?;
    Ok((if is_new { StatusCode::CREATED } else { StatusCode::OK }, Json(emergency)))
}

async fn show_emergency(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(emergency): Path<String>,
) -> Result<Json<Emergency>> {
    store::must_have_emergencies(&visitor.me)?;
    let id = read_id(&emergency)?;
    Ok(Json(store::emergency_for(&mut *state.read().await?, visitor.me.id(), id).await?))
}

/// The earliest first.
async fn list_steps(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(emergency): Path<String>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Listing<Step>>> {
    store::must_have_emergencies(&visitor.me)?;
    let id: EmergencyId = read_id(&emergency)?;
    let mut conn = state.read().await?;
    store::emergency_for(&mut conn, visitor.me.id(), id).await?;
    store::must_work_here(&visitor.me)?;
    Ok(Json(page.cut(store::steps_of(&mut conn, id).await?, |step| step.number.to_string())?))
}

/// By name.
async fn list_people(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(emergency): Path<String>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Listing<Told>>> {
    store::must_have_emergencies(&visitor.me)?;
    let id: EmergencyId = read_id(&emergency)?;
    let mut conn = state.read().await?;
    store::emergency_for(&mut conn, visitor.me.id(), id).await?;
    if visitor.me.role != Role::Admin {
        return Err(AppError::forbidden("This is for admins."));
    }
    Ok(Json(page.cut(store::told_of(&mut conn, id).await?, |told| told.user.id.to_string())?))
}

async fn dismiss(State(state): State<AppState>, visitor: Visitor, Path(emergency): Path<String>) -> Result<StatusCode> {
    let mut tx = begin(&state, &visitor.me).await?;
    store::dismiss(&mut tx, &visitor.me, read_id(&emergency)?).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn see(State(state): State<AppState>, visitor: Visitor, Path(emergency): Path<String>) -> Result<StatusCode> {
    let mut tx = begin(&state, &visitor.me).await?;
    store::see(&mut tx, &visitor.me, (read_id(&emergency)?, None)).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn take(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(emergency): Path<String>,
) -> Result<Json<Emergency>> {
    let mut tx = begin(&state, &visitor.me).await?;
    let emergency = store::take(&mut tx, &visitor.me, read_id(&emergency)?).await?;
    tx.commit().await?;
    Ok(Json(emergency))
}

async fn give_back(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(emergency): Path<String>,
) -> Result<Json<Emergency>> {
    let mut tx = begin(&state, &visitor.me).await?;
    let emergency = store::give_back(&mut tx, &visitor.me, read_id(&emergency)?).await?;
    tx.commit().await?;
    Ok(Json(emergency))
}

/// How an emergency ended.
#[derive(Deserialize, ToSchema)]
pub struct Resolution {
    /// 1 to 4,000 characters after trimming; its client reads it.
    outcome: String,
}

async fn resolve(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(emergency): Path<String>,
    Body(resolution): Body<Resolution>,
) -> Result<Json<Emergency>> {
    let mut tx = begin(&state, &visitor.me).await?;
    let emergency = store::resolve(&mut tx, &visitor.me, read_id(&emergency)?, &resolution.outcome).await?;
    tx.commit().await?;
    Ok(Json(emergency))
}

/// By name.
async fn list_on_call(
    State(state): State<AppState>,
    visitor: Visitor,
    Query(page): Query<PageQuery>,
) -> Result<Json<Listing<OnCall>>> {
    store::must_work_here(&visitor.me)?;
    let people = store::on_call_in(&mut *state.read().await?, visitor.me.practice.id).await?;
    Ok(Json(page.cut(people, |one| one.user.id.to_string())?))
}

async fn go_on_call(State(state): State<AppState>, visitor: Visitor, Path(person): Path<String>) -> Result<StatusCode> {
    set_on_call(&state, &visitor.me, &person, true).await
}

async fn leave_call(State(state): State<AppState>, visitor: Visitor, Path(person): Path<String>) -> Result<StatusCode> {
    set_on_call(&state, &visitor.me, &person, false).await
}

async fn set_on_call(state: &AppState, me: &Me, person: &str, is_on_call: bool) -> Result<StatusCode> {
    store::must_have_emergencies(me)?;
    state.limits.take_command(me.id())?;
    let mut tx = state.begin().await?;
    store::set_on_call(&mut tx, me, read_id(person)?, is_on_call).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What is not there is not limited either.
async fn begin(state: &AppState, me: &Me) -> Result<Tx> {
    store::must_have_emergencies(me)?;
    state.limits.take_command(me.id())?;
    state.begin_urgently().await
}
