//! `/api/v1/users/available-tutors` and `/api/v1/tutors/students`: whom one meets through courses.

use crate::courses::model::{CoursePerson, must_give_courses, must_take_courses};
use crate::courses::store::{self, PeopleSearch};
use crate::error::Result;
use crate::ids::read_id;
use crate::server::listing::{Listing, limit, read_after};
use crate::server::session::Visitor;
use crate::server::state::AppState;
use axum::extract::{Query, State};
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize;

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/users/available-tutors", get(list_available_tutors))
        .route("/tutors/students", get(list_students))
}

/// All of them, or those of one course.
#[derive(Deserialize)]
struct Asked {
    course: Option<String>,
    before: Option<String>,
    after: Option<String>,
    limit: Option<String>,
}

impl Asked {
    fn search(&self) -> Result<PeopleSearch> {
        Ok(PeopleSearch {
            course: self.course.as_deref().map(read_id).transpose()?,
            user: None,
            after: read_after(self.before.as_deref(), self.after.as_deref())?,
            limit: limit(self.limit.as_deref())? + 1,
        })
    }
}

/// The tutors of the courses one is enrolled in, by name.
async fn list_available_tutors(
    State(state): State<AppState>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Json<Listing<CoursePerson>>> {
    must_take_courses(&visitor.me)?;
    let search = asked.search()?;
    let found = store::available_tutors(&mut *state.read().await?, visitor.me.id(), &search).await?;
    Ok(Json(Listing::cut(found, search.limit - 1, |person| person.id.to_string())))
}

/// The students of one's courses, by name.
async fn list_students(
    State(state): State<AppState>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Json<Listing<CoursePerson>>> {
    must_give_courses(&visitor.me)?;
    let search = asked.search()?;
    let found = store::students_of_tutor(&mut *state.read().await?, visitor.me.id(), &search).await?;
    Ok(Json(Listing::cut(found, search.limit - 1, |person| person.id.to_string())))
}
