//! `/api/v1/clients` and `/api/v1/me/facts`.

use super::changing::{card, change_of, change_own, own_sheet};
use super::model::{ClientCard, ClientLine, FactChanges, Sheet, Shown};
use super::store::{ClientSearch, Place, find_clients};
use crate::accounts::Me;
use crate::accounts::model::check_query;
use crate::error::{AppError, Result};
use crate::ids::read_id;
use crate::server::body::Body;
use crate::server::listing::{Cursor, Listing, limit, not_a_cursor};
use crate::server::session::Visitor;
use crate::server::state::AppState;
use crate::time::Moment;
use axum::extract::{Path, Query, State};
use axum::routing::{get, patch};
use axum::{Json, Router};
use serde::Deserialize;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/clients", get(list_clients))
        .route("/clients/{client}", get(show_client))
        .route("/clients/{client}/facts", patch(change_facts_of))
        .route("/me/facts", get(show_own_facts).patch(change_own_facts))
}

#[derive(Deserialize)]
struct Asked {
    q: Option<String>,
    show: Option<String>,
    before: Option<String>,
    after: Option<String>,
    limit: Option<String>,
}

async fn list_clients(
    State(state): State<AppState>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Json<Listing<ClientLine>>> {
    let from = Cursor::read(asked.before.as_deref(), asked.after.as_deref())?
        .one_way()
        .map_or(("after", None), |(field, cursor)| (field, Some(cursor)));
    let shown = match asked.show.as_deref() {
        None => Shown::Name,
        Some(text) => Shown::read(text).ok_or_else(|| AppError::invalid("show", "Show name, contact or all."))?,
    };
    let what = (shown, asked.q.unwrap_or_default());
    let limit = limit(asked.limit.as_deref())?;
    Ok(Json(find_page(&state, &visitor.me, what, from, limit).await?))
}

/// A page of the clients that are asked for, from after a cursor, which came in the field of that name.
pub async fn find_page(
    state: &AppState,
    me: &Me,
    (shown, text): (Shown, String),
    (field, cursor): (&str, Option<&str>),
    limit: i64,
) -> Result<Listing<ClientLine>> {
    if me.is_client() {
        return Err(AppError::forbidden("This list is for those who work in the practice."));
    }
    let is_by_contact = me.is_practitioner() && shown == Shown::Contact;
    let fits = |place: &Place| place.0.is_some() == is_by_contact;
    let place = |cursor| read_place(cursor).filter(fits).ok_or_else(|| not_a_cursor(field));
    let after = cursor.map(place).transpose()?;
    let search = ClientSearch { shown, text: check_query(&text)?, after, limit: limit + 1 };
    let found = find_clients(&mut *state.read().await?, me, &search).await?;
    Ok(Listing::cut(found, limit, write_place))
}

/// The client, and in the order of contacts the moment of it: `2026-11-20T12:00:00Z~…`.
fn write_place(line: &ClientLine) -> String {
    let at = line.contact_at.map(|at| format!("{}~", at.rfc3339())).unwrap_or_default();
    format!("{at}{}", line.client.id)
}

fn read_place(text: &str) -> Option<Place> {
    match text.split_once('~') {
        Some((at, id)) => Some((Some(Moment::parse(at)?), id.parse().ok()?)),
        None => Some((None, text.parse().ok()?)),
    }
}

async fn show_client(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(client): Path<String>,
) -> Result<Json<ClientCard>> {
    Ok(Json(card(&state, &visitor.me, read_id(&client)?).await?))
}

async fn change_facts_of(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(client): Path<String>,
    Body(changes): Body<FactChanges>,
) -> Result<Json<Sheet>> {
    Ok(Json(change_of(&state, &visitor.me, read_id(&client)?, changes).await?))
}

async fn show_own_facts(State(state): State<AppState>, visitor: Visitor) -> Result<Json<Sheet>> {
    Ok(Json(own_sheet(&mut *state.read().await?, &visitor.me).await?))
}

async fn change_own_facts(
    State(state): State<AppState>,
    visitor: Visitor,
    Body(changes): Body<FactChanges>,
) -> Result<Json<Sheet>> {
    Ok(Json(change_own(&state, &visitor.me, changes).await?))
}
