//! `/api/v1/courses`: one's own courses, making them, and what becomes of them.

use crate::chat::{self, Room};
use crate::courses::model::{Course, CourseChange, NewCourse, must_give_courses, must_have_courses, must_take_courses};
use crate::courses::store::{self, Span};
use crate::error::Result;
use crate::ids::{CourseId, UserId, read_id};
use crate::server::body::Body;
use crate::server::listing::{Cursor, Listing, PageQuery, not_a_cursor};
use crate::server::session::Visitor;
use crate::server::state::AppState;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use utoipa::ToSchema;

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/courses", get(list_courses).post(make_course))
        .route("/courses/enrol", post(enrol))
        .route("/courses/{course}", get(show_course).patch(change_course).delete(archive_course))
        .route("/courses/{course}/code", post(renew_code))
        .route("/courses/{course}/room", post(reopen_room))
        .route("/courses/{course}/conversation", post(open_conversation))
}

/// What one enrols with.
#[derive(Deserialize, ToSchema)]
pub struct Enrolment {
    /// As the tutor gave it; case, dashes and spaces do not matter.
    code: String,
}

/// With whom, where a tutor asks.
#[derive(Default, Deserialize, ToSchema)]
pub struct ConversationWith {
    #[serde(default)]
    student: Option<UserId>,
}

/// Those one gives or takes, the newest first; `after` a course the nearest newer ones first.
async fn list_courses(
    State(state): State<AppState>,
    visitor: Visitor,
    Query(page): Query<PageQuery>,
) -> Result<Json<Listing<Course>>> {
    must_have_courses(&visitor.me)?;
    let limit = page.limit()?;
    let (from, is_upwards) = match page.cursor()? {
        Cursor::Start => (None, false),
        Cursor::Before(before) => (Some(before.parse().map_err(|_| not_a_cursor("before"))?), false),
        Cursor::After(after) => (Some(after.parse().map_err(|_| not_a_cursor("after"))?), true),
    };
    let span = Span { from, is_upwards, limit: limit + 1 };
    let found = store::courses_of(&mut *state.read().await?, visitor.me.id(), span).await?;
    Ok(Json(Listing::cut(found, limit, |course| course.id.to_string())))
}

async fn make_course(
    State(state): State<AppState>,
    visitor: Visitor,
    Body(new): Body<NewCourse>,
) -> Result<(StatusCode, Json<Course>)> {
    must_give_courses(&visitor.me)?;
    let mut tx = state.begin().await?;
    let id = store::make_course(&mut tx, &visitor.me, new).await?;
    let course = store::course_for(&mut tx, visitor.me.id(), id).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(course)))
}

/// 201 where one is enrolled by it, 200 where one was already.
async fn enrol(
    State(state): State<AppState>,
    visitor: Visitor,
    Body(enrolment): Body<Enrolment>,
) -> Result<(StatusCode, Json<Course>)> {
    must_take_courses(&visitor.me)?;
    state.limits.take_guess(visitor.me.id())?;
    let mut tx = state.begin().await?;
    let (course, is_new) = store::enrol_by_code(&mut tx, &visitor.me, &enrolment.code).await?;
    tx.commit().await?;
    Ok((if is_new { StatusCode::CREATED } else { StatusCode::OK }, Json(course)))
}

async fn show_course(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(course): Path<String>,
) -> Result<Json<Course>> {
    Ok(Json(store::course_for(&mut *state.read().await?, visitor.me.id(), read_id(&course)?).await?))
}

async fn change_course(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(course): Path<String>,
    Body(change): Body<CourseChange>,
) -> Result<Json<Course>> {
    let mut tx = state.begin().await?;
    let course = store::change_course(&mut tx, &visitor.me, read_id(&course)?, change).await?;
    tx.commit().await?;
    Ok(Json(course))
}

/// It stays readable.
async fn archive_course(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(course): Path<String>,
) -> Result<StatusCode> {
    let mut tx = state.begin().await?;
    store::archive_course(&mut tx, &visitor.me, read_id(&course)?).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn renew_code(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(course): Path<String>,
) -> Result<Json<Course>> {
    let mut tx = state.begin().await?;
    let course = store::renew_code(&mut tx, &visitor.me, read_id(&course)?).await?;
    tx.commit().await?;
    Ok(Json(course))
}

/// The course's room, open again where it was ended by hand.
async fn reopen_room(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(course): Path<String>,
) -> Result<Json<Room>> {
    let mut tx = state.begin().await?;
    let room = store::reopen_course_room(&mut tx, &visitor.me, read_id(&course)?).await?;
    let room = chat::store::room_for(&mut tx, visitor.me.id(), room).await?;
    tx.commit().await?;
    Ok(Json(room))
}

/// 201 for a new room, 200 for the one that is there. Students need no body.
async fn open_conversation(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(course): Path<String>,
    with: Option<Body<ConversationWith>>,
) -> Result<(StatusCode, Json<Room>)> {
    let course: CourseId = read_id(&course)?;
    let student = with.and_then(|Body(with)| with.student);
    let mut tx = state.begin().await?;
    let (room, is_new) = store::open_course_conversation(&mut tx, &visitor.me, course, student).await?;
    let room = chat::store::room_for(&mut tx, visitor.me.id(), room).await?;
    tx.commit().await?;
    Ok((if is_new { StatusCode::CREATED } else { StatusCode::OK }, Json(room)))
}
