//! The courses one gives or takes: reading them, and what tutors do with theirs.

#[cfg(feature = "ssr")]
use super::AT_MOST;
use super::{Beginning, CourseSheet};
use crate::courses::model::{Course, CourseChange, NewCourse};
use crate::error::Result;
use crate::ids::CourseId;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// The courses one gives or takes, the newest first.
#[server(prefix = "/fn", endpoint = "courses", input = Json)]
pub async fn list_courses(limit: i64) -> Result<Beginning<Course>> {
    use crate::courses::store::{Span, courses_of};
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let (me, limit) = (door.who()?.me, limit.clamp(1, AT_MOST));
        crate::courses::must_have_courses(&me)?;
        let span = Span { from: None, is_upwards: false, limit: limit + 1 };
        Ok(Beginning::cut(courses_of(&mut *door.state.read().await?, me.id(), span).await?, limit))
    })
    .await
}

/// `students`: so many of them.
#[server(prefix = "/fn", endpoint = "course", input = Json)]
pub async fn show_course(id: CourseId, students: i64) -> Result<CourseSheet> {
    use crate::courses::store::{course_for, students_of};
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let (me, limit) = (door.who()?.me.id(), students.clamp(1, AT_MOST));
        let mut conn = door.state.read().await?;
        let course = course_for(&mut conn, me, id).await?;
        let students = if course.is_by(me) {
            Beginning::cut(students_of(&mut conn, id, None, limit + 1).await?, limit)
        } else {
            Beginning { items: Vec::new(), has_more: false }
        };
        Ok(CourseSheet { course, students })
    })
    .await
}

#[server(prefix = "/fn", endpoint = "make-course", input = Json)]
pub async fn make_course(new: NewCourse) -> Result<CourseId> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me;
        crate::courses::must_give_courses(&me)?;
        let mut tx = door.state.begin().await?;
        let id = crate::courses::store::make_course(&mut tx, &me, new).await?;
        tx.commit().await?;
        Ok(id)
    })
    .await
}

#[server(prefix = "/fn", endpoint = "change-course", input = Json)]
pub async fn change_course(id: CourseId, change: CourseChange) -> Result<()> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut tx = door.state.begin().await?;
        crate::courses::store::change_course(&mut tx, &door.who()?.me, id, change).await?;
        tx.commit().await
    })
    .await
}

#[server(prefix = "/fn", endpoint = "archive-course", input = Json)]
pub async fn archive_course(id: CourseId) -> Result<()> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut tx = door.state.begin().await?;
        crate::courses::store::archive_course(&mut tx, &door.who()?.me, id).await?;
        tx.commit().await
    })
    .await
}

/// Where it was ended by hand.
#[server(prefix = "/fn", endpoint = "reopen-course-room", input = Json)]
pub async fn reopen_course_room(id: CourseId) -> Result<()> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut tx = door.state.begin().await?;
        crate::courses::store::reopen_course_room(&mut tx, &door.who()?.me, id).await?;
        tx.commit().await
    })
    .await
}

#[server(prefix = "/fn", endpoint = "renew-course-code", input = Json)]
pub async fn renew_code(id: CourseId) -> Result<()> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut tx = door.state.begin().await?;
        crate::courses::store::renew_code(&mut tx, &door.who()?.me, id).await?;
        tx.commit().await
    })
    .await
}
