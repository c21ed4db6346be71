//! Who is in courses: coming in, going, and writing to each other.

#[cfg(feature = "ssr")]
use super::AT_MOST;
use super::Beginning;
use crate::accounts::Person;
use crate::chat::CourseContext;
use crate::courses::model::CoursePerson;
use crate::error::Result;
use crate::ids::{CourseId, RoomId, UserId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// People whom a search finds at once.
#[cfg(feature = "ssr")]
const PEOPLE: i64 = 50;

/// Whom one meets through courses: a student's tutors, a tutor's students.
#[server(prefix = "/fn", endpoint = "course-people", input = Json)]
pub async fn list_course_people(limit: i64) -> Result<Beginning<CoursePerson>> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let limit = limit.clamp(1, AT_MOST);
        let search = crate::courses::store::PeopleSearch { limit: limit + 1, ..Default::default() };
        Ok(Beginning::cut(people(&mut *door.state.read().await?, &door.who()?.me, &search).await?, limit))
    })
    .await
}

/// The courses that one shares with somebody, by title.
#[server(prefix = "/fn", endpoint = "shared-courses", input = Json)]
pub async fn list_shared_courses(user: UserId) -> Result<Vec<CourseContext>> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let search = crate::courses::store::PeopleSearch { user: Some(user), limit: 1, ..Default::default() };
        let found = people(&mut *door.state.read().await?, &door.who()?.me, &search).await?;
        Ok(found.into_iter().next().map(|person| person.courses).unwrap_or_default())
    })
    .await
}

#[cfg(feature = "ssr")]
async fn people(
    conn: &mut sqlx::PgConnection,
    me: &crate::accounts::Me,
    search: &crate::courses::store::PeopleSearch,
) -> Result<Vec<CoursePerson>> {
    crate::courses::must_have_courses(me)?;
    if me.is_client() {
        crate::courses::store::available_tutors(conn, me.id(), search).await
    } else {
        crate::courses::store::students_of_tutor(conn, me.id(), search).await
    }
}

#[server(prefix = "/fn", endpoint = "enrol", input = Json)]
pub async fn enrol_with_code(code: String) -> Result<CourseId> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me;
        crate::courses::must_take_courses(&me)?;
        door.state.limits.take_guess(me.id())?;
        let mut tx = door.state.begin().await?;
        let (course, _) = crate::courses::store::enrol_by_code(&mut tx, &me, &code).await?;
        tx.commit().await?;
        Ok(course.id)
    })
    .await
}

/// People whom the tutor could enrol, by name, from after one of them.
#[server(prefix = "/fn", endpoint = "find-students", input = Json)]
pub async fn find_students(course: CourseId, text: String, after: Option<UserId>) -> Result<Vec<Person>> {
    use crate::courses::store;
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let text = crate::accounts::model::check_query(&text)?;
        let (me, mut conn) = (door.who()?.me.id(), door.state.read().await?);
        if !store::course_for(&mut conn, me, course).await?.is_by(me) {
            return Err(crate::error::AppError::forbidden("This is for the one who gives the course."));
        }
        let search = crate::accounts::store::NameSearch { text, after, limit: PEOPLE };
        store::find_students(&mut conn, course, &search).await
    })
    .await
}

/// All of them, or nobody.
#[server(prefix = "/fn", endpoint = "enrol-students", input = Json)]
pub async fn enrol_students(course: CourseId, people: Vec<UserId>) -> Result<()> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me;
        let mut tx = door.state.begin().await?;
        for student in people {
            crate::courses::store::enrol_student(&mut tx, &me, course, student).await?;
        }
        tx.commit().await
    })
    .await
}

/// Oneself: to leave.
#[server(prefix = "/fn", endpoint = "remove-student", input = Json)]
pub async fn remove_student(course: CourseId, student: UserId) -> Result<()> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut tx = door.state.begin().await?;
        crate::courses::store::remove_student(&mut tx, &door.who()?.me, course, student).await?;
        tx.commit().await
    })
    .await
}

/// A student's own with the tutor, or the tutor's with that student.
#[server(prefix = "/fn", endpoint = "open-course-conversation", input = Json)]
pub async fn open_course_conversation(course: CourseId, student: Option<UserId>) -> Result<RoomId> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut tx = door.state.begin().await?;
        let (room, _) =
            crate::courses::store::open_course_conversation(&mut tx, &door.who()?.me, course, student).await?;
        tx.commit().await?;
        Ok(room)
    })
    .await
}
