//! Who is in courses: the students of one, those who could be, and whom one meets through courses.

use crate::accounts::User;
use crate::accounts::model::Person;
use crate::accounts::store::NameSearch;
use crate::chat::CourseContext;
use crate::courses::model::{CoursePerson, How, Student};
use crate::error::{AppError, Result};
use crate::ids::{CourseId, UserId};
use crate::time::Moment;
use crate::words::Role;
use sqlx::types::Json;
use sqlx::{PgConnection, query};

/// Whom one meets through courses: all, those of one course, or one of them; from after somebody, at most `limit`.
#[derive(Default)]
pub struct PeopleSearch {
    pub course: Option<CourseId>,
    pub user: Option<UserId>,
    pub after: Option<UserId>,
    pub limit: i64,
}

/// Those who are enrolled, by name, from after one of them. The caller has found the course.
pub async fn students_of(
    conn: &mut PgConnection,
    course: CourseId,
    after: Option<UserId>,
    limit: i64,
) -> Result<Vec<Student>> {
    let rows = query!(
        r#"select u.id as "id: UserId", u.name, u.avatar, e.enrolled_at as "at: Moment", e.how as "how: How"
           from enrolments e join users u on u.id = e.student_id
           where e.course_id = $1 and e.left_at is null
             and ($2::uuid is null or (u.name_folded, u.id) > (select name_folded, id from users where id = $2))
           order by u.name_folded, u.id limit $3"#,
        course as CourseId,
        after as Option<UserId>,
        limit
    );
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows
        .map(|row| Student {
            user: User { id: row.id, name: row.name, avatar: row.avatar },
            enrolled_at: row.at,
            how: row.how,
        })
        .collect())
}

/// One of those who are enrolled.
pub async fn student_of(conn: &mut PgConnection, course: CourseId, student: UserId) -> Result<Student> {
    let row = query!(
        r#"select u.id as "id: UserId", u.name, u.avatar, e.enrolled_at as "at: Moment", e.how as "how: How"
           from enrolments e join users u on u.id = e.student_id
           where e.course_id = $1 and e.student_id = $2 and e.left_at is null"#,
        course as CourseId,
        student as UserId
    );
    let row = row.fetch_optional(conn).await?.ok_or(AppError::NotFound)?;
    let user = User { id: row.id, name: row.name, avatar: row.avatar };
    Ok(Student { user, enrolled_at: row.at, how: row.how })
}

/// Clients of the practice who are not enrolled in the course, by name. The caller is its tutor.
pub async fn find_students(conn: &mut PgConnection, course: CourseId, search: &NameSearch) -> Result<Vec<Person>> {
    let rows = query!(
        r#"select u.id as "id: UserId", u.name, u.avatar, u.role as "role: Role"
           from courses c join users u on u.practice_id = c.practice_id
           where c.id = $1 and u.role = 'client' and strpos(u.name_folded, folded($2)) > 0
             and not exists (
                 select from enrolments e where e.course_id = c.id and e.student_id = u.id and e.left_at is null)
             and ($3::uuid is null or (u.name_folded, u.id) > (select name_folded, id from users where id = $3))
           order by u.name_folded, u.id limit $4"#,
        course as CourseId,
        search.text,
        search.after as Option<UserId>,
        search.limit
    );
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows
        .map(|row| Person { user: User { id: row.id, name: row.name, avatar: row.avatar }, role: row.role })
        .collect())
}

struct PersonRow {
    id: UserId,
    name: String,
    avatar: Option<String>,
    courses: Json<Vec<CourseContext>>,
}

impl From<PersonRow> for CoursePerson {
    fn from(row: PersonRow) -> Self {
        Self { id: row.id, name: row.name, avatar: row.avatar, courses: row.courses.0 }
    }
}

/// One way to read people with the courses they share with `$1`; each query says on which side they are.
macro_rules! people {
    ($sides:literal, $me:expr, $search:expr) => {
        sqlx::query_as!(
            PersonRow,
            r#"select u.id as "id: UserId", u.name, u.avatar,
                      jsonb_agg(jsonb_build_object('id', c.id, 'title', c.title) order by folded(c.title), c.id)
                          as "courses!: Json<Vec<CourseContext>>"
               from courses c
               join enrolments e on e.course_id = c.id and e.left_at is null
               join users u on "#
                + $sides
                + r#" where c.archived_at is null
                 and ($2::uuid is null or c.id = $2) and ($3::uuid is null or u.id = $3)
                 and ($4::uuid is null or (u.name_folded, u.id) > (select name_folded, id from users where id = $4))
               group by u.id order by u.name_folded, u.id limit $5"#,
            $me as UserId,
            $search.course as Option<CourseId>,
            $search.user as Option<UserId>,
            $search.after as Option<UserId>,
            $search.limit
        )
    };
}

/// The tutors of the courses that a student is enrolled in, by name.
pub async fn available_tutors(conn: &mut PgConnection, me: UserId, search: &PeopleSearch) -> Result<Vec<CoursePerson>> {
    let rows = people!("u.id = c.tutor_id and e.student_id = $1", me, search);
    Ok(rows.fetch_all(conn).await?.into_iter().map(CoursePerson::from).collect())
}

/// All who are enrolled in a course of the tutor, by name.
pub async fn students_of_tutor(
    conn: &mut PgConnection,
    me: UserId,
    search: &PeopleSearch,
) -> Result<Vec<CoursePerson>> {
    let rows = people!("u.id = e.student_id and c.tutor_id = $1", me, search);
    Ok(rows.fetch_all(conn).await?.into_iter().map(CoursePerson::from).collect())
}
