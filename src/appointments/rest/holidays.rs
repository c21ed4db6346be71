//! `/api/v1/holidays`: the practice's closed days.

use crate::appointments::model::Holiday;
use crate::appointments::store::{self, must_be_admin};
use crate::error::{AppError, Result};
use crate::server::body::Body;
use crate::server::listing::{Listing, PageQuery};
use crate::server::session::Visitor;
use crate::server::state::AppState;
use crate::time::{parse_date, write_date};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize;
use time::Date;
use utoipa::ToSchema;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/holidays", get(list_holidays))
        .route("/holidays/{day}", get(show_holiday).put(set_holiday).delete(remove_holiday))
}

/// What a closed day is called.
#[derive(Deserialize, ToSchema)]
pub struct HolidayName {
    /// 1 to 80 characters.
    name: String,
}

/// From today on, in order; a cursor is a day.
async fn list_holidays(
    State(state): State<AppState>,
    visitor: Visitor,
    Query(page): Query<PageQuery>,
) -> Result<Json<Listing<Holiday>>> {
    let holidays = store::holidays_of(&mut *state.read().await?, visitor.me.practice.id).await?;
    Ok(Json(page.cut(holidays, |holiday| write_date(holiday.day))?))
}

async fn show_holiday(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(day): Path<String>,
) -> Result<Json<Holiday>> {
    let found = store::holiday_on(&mut *state.read().await?, visitor.me.practice.id, read_day(&day)?).await?;
    found.map(Json).ok_or(AppError::NotFound)
}

/// 201 for a new one, 200 where it only has another name.
async fn set_holiday(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(day): Path<String>,
    Body(HolidayName { name }): Body<HolidayName>,
) -> Result<(StatusCode, Json<Holiday>)> {
    state.limits.take_command(visitor.me.id())?;
    must_be_admin(&visitor.me)?;
    let holiday = Holiday { day: read_day(&day)?, name }.checked()?;
    let mut tx = state.begin().await?;
    let is_new = store::add_holiday(&mut tx, visitor.me.practice.id, holiday.clone()).await?;
    tx.commit().await?;
    Ok((if is_new { StatusCode::CREATED } else { StatusCode::OK }, Json(holiday)))
}

async fn remove_holiday(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(day): Path<String>,
) -> Result<StatusCode> {
    state.limits.take_command(visitor.me.id())?;
    must_be_admin(&visitor.me)?;
    let mut tx = state.begin().await?;
    store::remove_holiday(&mut tx, visitor.me.practice.id, read_day(&day)?).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// No calendar has a day of another form, so there is nothing on it.
fn read_day(text: &str) -> Result<Date> {
    parse_date(text).ok_or(AppError::NotFound)
}
