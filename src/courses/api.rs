//! What the pages ask of courses.

use super::model::{Course, CourseChange, CoursePerson, NewCourse, Student};
use crate::accounts::Person;
use crate::error::Result;
use crate::ids::{CourseId, RoomId, UserId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

/// People whom a search finds at once.
#[cfg(feature = "ssr")]
const PEOPLE: i64 = 50;
/// However long a list has become on a page.
#[cfg(feature = "ssr")]
const AT_MOST: i64 = 1_000;

/// The beginning of a list, and whether there is more of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beginning<T> {
    pub items: Vec<T>,
    pub has_more: bool,
}

/// A course as its page shows it; students are told to its tutor alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseSheet {
    pub course: Course,
    pub students: Beginning<Student>,
}

#[cfg(feature = "ssr")]
impl<T> Beginning<T> {
    /// Of one item more than asked for, that one only tells that there is more.
    fn cut(mut items: Vec<T>, limit: i64) -> Self {
        let fits = usize::try_from(limit).unwrap_or(0);
        let has_more = items.len() > fits;
        items.truncate(fits);
        Self { items, has_more }
    }
}

/// The courses one gives or takes, the newest first.
#[server(prefix = "/fn", endpoint = "courses", input = Json)]
pub async fn list_courses(limit: i64) -> Result<Beginning<Course>> {
    use super::store::{Span, courses_of};
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let (me, limit) = (door.who()?.me, limit.clamp(1, AT_MOST));
        super::must_have_courses(&me)?;
        let span = Span { from: None, is_upwards: false, limit: limit + 1 };
        Ok(Beginning::cut(courses_of(&mut *door.state.read().await?, me.id(), span).await?, limit))
    })
    .await
}

/// Whom one meets through courses: a student's tutors, a tutor's students.
#[server(prefix = "/fn", endpoint = "course-people", input = Json)]
pub async fn list_course_people(limit: i64) -> Result<Beginning<CoursePerson>> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let limit = limit.clamp(1, AT_MOST);
        let search = super::store::PeopleSearch { limit: limit + 1, ..Default::default() };
        Ok(Beginning::cut(people(&mut *door.state.read().await?, &door.who()?.me, &search).await?, limit))
    })
    .await
}

/// The courses that one shares with somebody, by title.
#[server(prefix = "/fn", endpoint = "shared-courses", input = Json)]
pub async fn list_shared_courses(user: UserId) -> Result<Vec<crate::chat::CourseContext>> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let search = super::store::PeopleSearch { user: Some(user), limit: 1, ..Default::default() };
        let found = people(&mut *door.state.read().await?, &door.who()?.me, &search).await?;
        Ok(found.into_iter().next().map(|person| person.courses).unwrap_or_default())
    })
    .await
}

#[cfg(feature = "ssr")]
async fn people(
    conn: &mut sqlx::PgConnection,
    me: &crate::accounts::Me,
    search: &super::store::PeopleSearch,
) -> Result<Vec<CoursePerson>> {
    super::must_have_courses(me)?;
    if me.is_client() {
        super::store::available_tutors(conn, me.id(), search).await
    } else {
        super::store::students_of_tutor(conn, me.id(), search).await
    }
}

/// `students`: so many of them.
#[server(prefix = "/fn", endpoint = "course", input = Json)]
pub async fn show_course(id: CourseId, students: i64) -> Result<CourseSheet> {
    use super::store::{course_for, students_of};
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
        super::must_give_courses(&me)?;
        let mut tx = door.state.begin().await?;
        let id = super::store::make_course(&mut tx, &me, new).await?;
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
        super::store::change_course(&mut tx, &door.who()?.me, id, change).await?;
        tx.commit().await
    })
    .await
}

#[server(prefix = "/fn", endpoint = "archive-course", input = Json)]
pub async fn archive_course(id: CourseId) -> Result<()> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut tx = door.state.begin().await?;
        super::store::archive_course(&mut tx, &door.who()?.me, id).await?;
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
        super::store::reopen_course_room(&mut tx, &door.who()?.me, id).await?;
        tx.commit().await
    })
    .await
}

#[server(prefix = "/fn", endpoint = "renew-course-code", input = Json)]
pub async fn renew_code(id: CourseId) -> Result<()> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let mut tx = door.state.begin().await?;
        super::store::renew_code(&mut tx, &door.who()?.me, id).await?;
        tx.commit().await
    })
    .await
}

#[server(prefix = "/fn", endpoint = "enrol", input = Json)]
pub async fn enrol_with_code(code: String) -> Result<CourseId> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me;
        super::must_take_courses(&me)?;
        door.state.limits.take_guess(me.id())?;
        let mut tx = door.state.begin().await?;
        let (course, _) = super::store::enrol_by_code(&mut tx, &me, &code).await?;
        tx.commit().await?;
        Ok(course.id)
    })
    .await
}

/// People whom the tutor could enrol, by name, from after one of them.
#[server(prefix = "/fn", endpoint = "find-students", input = Json)]
pub async fn find_students(course: CourseId, text: String, after: Option<UserId>) -> Result<Vec<Person>> {
    use super::store;
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
            super::store::enrol_student(&mut tx, &me, course, student).await?;
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
        super::store::remove_student(&mut tx, &door.who()?.me, course, student).await?;
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
        let (room, _) = super::store::open_course_conversation(&mut tx, &door.who()?.me, course, student).await?;
        tx.commit().await?;
        Ok(room)
    })
    .await
}
