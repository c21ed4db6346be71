//! `/api/v1/push`: the key that browsers subscribe with, and the devices that are pushed to.

use super::keeping;
use crate::error::Result;
use crate::ids::{NotificationId, read_id};
use crate::notifications::model::{Device, NewDevice};
use crate::notifications::store;
use crate::server::body::Body;
use crate::server::listing::{Listing, PageQuery};
use crate::server::session::Visitor;
use crate::server::state::AppState;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// No device shows more at once.
const SHOWN: usize = 200;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/push/key", get(show_key))
        .route("/push/subscriptions", get(list_devices).post(create_device))
        .route("/push/subscriptions/{id}", delete(delete_device))
        .route("/push/opened/{id}", post(open_push))
        .route("/push/read", get(list_read))
}

/// The `applicationServerKey` of `PushManager.subscribe`.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PushKey {
    /// An uncompressed point of P-256 in base64url.
    public_key: String,
}

async fn show_key(State(state): State<AppState>, _: Visitor) -> Json<PushKey> {
    Json(PushKey { public_key: state.push.public_key().into() })
}

async fn list_devices(
    State(state): State<AppState>,
    visitor: Visitor,
    Query(page): Query<PageQuery>,
) -> Result<Json<Listing<Device>>> {
    let devices = keeping::list_devices(&state, &visitor).await?;
    Ok(Json(page.cut(devices, |device| device.id.to_string())?))
}

async fn create_device(
    State(state): State<AppState>,
    visitor: Visitor,
    headers: HeaderMap,
    Body(new): Body<NewDevice>,
) -> Result<(StatusCode, Json<Device>)> {
    Ok((StatusCode::CREATED, Json(keeping::add_device(&state, &visitor, new, &headers).await?)))
}

async fn delete_device(State(state): State<AppState>, visitor: Visitor, Path(id): Path<String>) -> Result<StatusCode> {
    keeping::remove_device(&state, visitor.me.id(), read_id(&id)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The service worker says so when a notification is pressed.
async fn open_push(State(state): State<AppState>, visitor: Visitor, Path(id): Path<String>) -> Result<StatusCode> {
    let (me, id) = (visitor.me.id(), read_id(&id)?);
    let mut tx = state.begin().await?;
    store::mark_opened(&mut tx, me, id).await?;
    store::note_push_opened(&mut tx, me, id).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Notifications that a device shows, separated by commas.
#[derive(Deserialize)]
struct Shown {
    #[serde(default)]
    ids: String,
}

/// What a device need not show any more.
#[derive(Serialize, ToSchema)]
pub struct ReadPushes {
    read: Vec<NotificationId>,
}

/// The service worker asks, and takes them away.
async fn list_read(
    State(state): State<AppState>,
    visitor: Visitor,
    Query(shown): Query<Shown>,
) -> Result<Json<ReadPushes>> {
    let ids: Vec<NotificationId> = shown.ids.split(',').filter_map(|id| id.parse().ok()).take(SHOWN).collect();
    let read = store::read_among(&mut *state.read().await?, visitor.me.id(), &ids).await?;
    Ok(Json(ReadPushes { read }))
}
