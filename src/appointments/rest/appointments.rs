//! `/api/v1/appointments`: finding them, and asking for one.

use super::read_moment;
use crate::appointments::BookingRequest;
use crate::appointments::model::{Appointment, Change, Status};
use crate::appointments::store::{self, AppointmentSearch};
use crate::error::{AppError, Result};
use crate::files::Attachment;
use crate::ids::{AppointmentId, read_id};
use crate::server::body::Body;
use crate::server::listing::{Listing, PageQuery, not_a_cursor};
use crate::server::session::Visitor;
use crate::server::state::AppState;
use crate::time::Moment;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/appointments", get(list_appointments).post(book))
        .route("/appointments/{appointment}", get(show_appointment))
        .route("/appointments/{appointment}/changes", get(list_changes))
        .route("/appointments/{appointment}/files", get(list_files))
}

#[derive(Deserialize)]
struct Asked {
    status: Option<String>,
    series: Option<String>,
    from: Option<String>,
    until: Option<String>,
    before: Option<String>,
    after: Option<String>,
    limit: Option<String>,
}

impl Asked {
    fn search(self) -> Result<AppointmentSearch> {
        let page = PageQuery { before: self.before, after: self.after, limit: self.limit };
        let read = |(field, text)| read_cursor(text).ok_or_else(|| not_a_cursor(field));
        Ok(AppointmentSearch {
            status: self.status.as_deref().map(read_status).transpose()?,
            series: self.series.as_deref().map(read_id).transpose()?,
            from: read_moment("from", self.from.as_deref())?,
            until: read_moment("until", self.until.as_deref())?,
            after: page.cursor()?.one_way().map(read).transpose()?,
            limit: page.limit()?,
        })
    }
}

/// The earliest first.
async fn list_appointments(
    State(state): State<AppState>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Json<Listing<Appointment>>> {
    let search = asked.search()?;
    let one_more = AppointmentSearch { limit: search.limit + 1, ..search };
    let found = store::find_appointments(&mut *state.read().await?, &visitor.me, one_more).await?;
    Ok(Json(Listing::cut(found, search.limit, |one| format!("{}~{}", one.starts_at.rfc3339(), one.id))))
}

/// Of a series, the first one answers.
async fn book(
    State(state): State<AppState>,
    visitor: Visitor,
    Body(request): Body<BookingRequest>,
) -> Result<(StatusCode, Json<Appointment>)> {
    state.limits.take_command(visitor.me.id())?;
    let mut tx = state.begin().await?;
    let booked = store::book(&mut tx, &visitor.me, request).await?;
    tx.commit().await?;
    let first = booked.into_iter().next().ok_or(AppError::NotFound)?;
    Ok((StatusCode::CREATED, Json(first)))
}

async fn show_appointment(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(appointment): Path<String>,
) -> Result<Json<Appointment>> {
    let id = read_id(&appointment)?;
    Ok(Json(store::appointment_for(&mut *state.read().await?, visitor.me.id(), id).await?))
}

/// The earliest first; a cursor is an entry's number.
async fn list_changes(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(appointment): Path<String>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Listing<Change>>> {
    let id = read_id(&appointment)?;
    let mut conn = state.read().await?;
    store::appointment_for(&mut conn, visitor.me.id(), id).await?;
    let changes: Vec<_> = store::changes_of(&mut conn, id).await?.into_iter().enumerate().collect();
    Ok(Json(page.cut(changes, |(number, _)| number.to_string())?.map(|(_, change)| change)))
}

/// What was given with the request, as it was given.
async fn list_files(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(appointment): Path<String>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Listing<Attachment>>> {
    let id = read_id(&appointment)?;
    let mut conn = state.read().await?;
    store::appointment_for(&mut conn, visitor.me.id(), id).await?;
    Ok(Json(page.cut(store::files_of(&mut conn, id).await?, |file| file.id.to_string())?))
}

/// What is held is nobody's appointment yet.
fn read_status(code: &str) -> Result<Status> {
    use Status::{Cancelled, Completed, Confirmed, Declined, NoShow, Requested};
    let all = [Requested, Confirmed, Declined, Cancelled, Completed, NoShow];
    let found = all.into_iter().find(|status| status.code() == code);
    found.ok_or_else(|| AppError::invalid("status", "There is no such state of an appointment."))
}

/// When it begins, and which: the place after which the next page begins.
fn read_cursor(text: &str) -> Option<(Moment, AppointmentId)> {
    let (at, id) = text.split_once('~')?;
    Some((Moment::parse(at)?, id.parse().ok()?))
}
