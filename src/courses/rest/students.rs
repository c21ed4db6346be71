//! `/api/v1/courses/{course}/students`: who is enrolled.

use crate::courses::model::Student;
use crate::courses::store;
use crate::error::{AppError, Result};
use crate::ids::{CourseId, UserId, read_id};
use crate::server::listing::{Listing, PageQuery, read_after};
use crate::server::session::Visitor;
use crate::server::state::AppState;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::{get, put};
use axum::{Json, Router};

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/courses/{course}/students", get(list_students))
        .route("/courses/{course}/students/{user}", put(add_student).delete(remove_student))
}

/// By name, for the tutor.
async fn list_students(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(course): Path<String>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Listing<Student>>> {
    let course: CourseId = read_id(&course)?;
    let limit = page.limit()?;
    let after = read_after(page.before.as_deref(), page.after.as_deref())?;
    let (me, mut conn) = (visitor.me.id(), state.read().await?);
    if !store::course_for(&mut conn, me, course).await?.is_by(me) {
        return Err(AppError::forbidden("Who is enrolled is for the one who gives the course."));
    }
    let found = store::students_of(&mut conn, course, after, limit + 1).await?;
    Ok(Json(Listing::cut(found, limit, |student| student.user.id.to_string())))
}

/// 201 where somebody is enrolled by it, 200 where they were already.
async fn add_student(
    State(state): State<AppState>,
    visitor: Visitor,
    Path((course, user)): Path<(String, String)>,
) -> Result<(StatusCode, Json<Student>)> {
    let (course, user): (CourseId, UserId) = (read_id(&course)?, read_id(&user)?);
    let mut tx = state.begin().await?;
    let is_new = store::enrol_student(&mut tx, &visitor.me, course, user).await?;
    let student = store::student_of(&mut tx, course, user).await?;
    tx.commit().await?;
    Ok((if is_new { StatusCode::CREATED } else { StatusCode::OK }, Json(student)))
}

/// Oneself: to leave.
async fn remove_student(
    State(state): State<AppState>,
    visitor: Visitor,
    Path((course, user)): Path<(String, String)>,
) -> Result<StatusCode> {
    let mut tx = state.begin().await?;
    store::remove_student(&mut tx, &visitor.me, read_id(&course)?, read_id(&user)?).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
