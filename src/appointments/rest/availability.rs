//! `/api/v1/availability`: when practitioners receive, and which times are free.

use super::read_moment;
use crate::appointments::FreeQuery;
use crate::appointments::model::Availability;
use crate::appointments::store;
use crate::error::{AppError, Result};
use crate::ids::{AppointmentTypeId, UserId, read_id};
use crate::server::body::Body;
use crate::server::listing::{Listing, PageQuery, not_a_cursor};
use crate::server::session::Visitor;
use crate::server::state::AppState;
use crate::time::Moment;
use axum::extract::{Path, Query, State};
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize;

/// No time beyond it can be booked: practitioners open at most a year.
const YEAR: i64 = 366 * 24 * 60;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/availability/times", get(list_times))
        .route("/availability/{practitioner}", get(show_availability).put(set_availability))
}

#[derive(Deserialize)]
struct Asked {
    practitioner: Option<String>,
    #[serde(rename = "type")]
    type_id: Option<String>,
    from: Option<String>,
    until: Option<String>,
    before: Option<String>,
    after: Option<String>,
    limit: Option<String>,
}

/// Free times for a type, the earliest first; a cursor is a time.
async fn list_times(
    State(state): State<AppState>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Json<Listing<Moment>>> {
    let type_id = asked.type_id.as_deref().ok_or_else(|| AppError::invalid("type", "Please say for which type."))?;
    let query = FreeQuery {
        practitioner: asked.practitioner.as_deref().map(read_id).transpose()?,
        type_id: read_id(type_id)?,
        moving: None,
    };
    let page = PageQuery { before: asked.before, after: asked.after, limit: asked.limit };
    let (limit, now) = (page.limit()?, Moment::now());
    let mut from = read_moment("from", asked.from.as_deref())?.unwrap_or(now);
    if let Some((field, cursor)) = page.cursor()?.one_way() {
        from = from.max(Moment::parse(cursor).ok_or_else(|| not_a_cursor(field))?.plus_minutes(1));
    }
    let until = read_moment("until", asked.until.as_deref())?.unwrap_or(now.plus_minutes(YEAR));
    let mut conn = state.read().await?;
    must_be_here(&mut conn, &visitor, query.type_id, query.practitioner).await?;
    let free = store::find_free_times(&mut conn, &visitor.me, query, Some((from, until))).await?;
    Ok(Json(Listing::cut(free, limit, |at| at.rfc3339())))
}

/// What another practice has does not exist.
async fn must_be_here(
    conn: &mut sqlx::PgConnection,
    visitor: &Visitor,
    type_id: AppointmentTypeId,
    practitioner: Option<UserId>,
) -> Result<()> {
    let practice = visitor.me.practice.id;
    store::type_for(conn, practice, type_id).await.map_err(|_| AppError::NotFound)?;
    if let Some(practitioner) = practitioner {
        store::practitioner_of(conn, practice, practitioner).await?;
    }
    Ok(())
}

async fn show_availability(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(practitioner): Path<String>,
) -> Result<Json<Availability>> {
    let mut conn = state.read().await?;
    let practitioner = store::arranged_by(&mut conn, &visitor.me, read_id(&practitioner)?).await?;
    Ok(Json(store::availability_of(&mut conn, practitioner.id).await?))
}

async fn set_availability(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(practitioner): Path<String>,
    Body(wanted): Body<Availability>,
) -> Result<Json<Availability>> {
    state.limits.take_command(visitor.me.id())?;
    let mut tx = state.begin().await?;
    let practitioner = store::arranged_by(&mut tx, &visitor.me, read_id(&practitioner)?).await?;
    store::set_availability(&mut tx, practitioner.id, wanted).await?;
    let set = store::availability_of(&mut tx, practitioner.id).await?;
    tx.commit().await?;
    Ok(Json(set))
}
