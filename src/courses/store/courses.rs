//! Reading courses, always through their tutor or somebody who is enrolled in them.

use crate::accounts::User;
use crate::courses::Event;
use crate::courses::model::Course;
use crate::error::{AppError, Result};
use crate::ids::{CourseId, RoomId, UserId};
use crate::server::db::Tx;
use crate::time::Moment;
use sqlx::{PgConnection, query, query_scalar};

/// Which part of a list: from after a course, towards the older or the newer ones, at most `limit`.
pub struct Span {
    pub from: Option<CourseId>,
    pub is_upwards: bool,
    pub limit: i64,
}

struct CourseRow {
    id: CourseId,
    title: String,
    description: String,
    price: String,
    tutor_id: UserId,
    tutor_name: String,
    tutor_avatar: Option<String>,
    code: Option<String>,
    room: RoomId,
    student_count: i64,
    created_at: Moment,
    archived_at: Option<Moment>,
}

impl From<CourseRow> for Course {
    fn from(row: CourseRow) -> Self {
        Self {
            id: row.id,
            title: row.title,
            description: row.description,
            price: row.price,
            tutor: User { id: row.tutor_id, name: row.tutor_name, avatar: row.tutor_avatar },
            code: row.code,
            room: row.room,
            student_count: row.student_count,
            created_at: row.created_at,
            archived_at: row.archived_at,
        }
    }
}

/// One way to read the courses of `$1`, who gives them or is enrolled in them; each query says which of them.
macro_rules! courses {
    ($which:literal, $($argument:expr),*) => {
        sqlx::query_as!(
            CourseRow,
            r#"select c.id as "id: CourseId", c.title, c.description, c.price, t.id as "tutor_id: UserId",
                      t.name as tutor_name, t.avatar as tutor_avatar,
                      case when c.tutor_id = $1 then c.code end as code, c.room_id as "room: RoomId",
                      (select count(*) from enrolments e where e.course_id = c.id and e.left_at is null)
                          as "student_count!",
                      c.created_at as "created_at: Moment", c.archived_at as "archived_at: Moment"
               from courses c join users t on t.id = c.tutor_id
               where c.practice_id = (select practice_id from users where id = $1)
                 and (c.tutor_id = $1 or exists (
                     select from enrolments e where e.course_id = c.id and e.student_id = $1 and e.left_at is null)) "#
                + $which,
            $($argument),*
        )
    };
}

/// One course for its tutor or somebody who is enrolled in it; for others it does not exist.
pub async fn course_for(conn: &mut PgConnection, me: UserId, id: CourseId) -> Result<Course> {
    let row = courses!("and c.id = $2", me as UserId, id as CourseId);
    row.fetch_optional(conn).await?.map(Course::from).ok_or(AppError::NotFound)
}

/// The courses one gives or takes, the newest first; upwards the nearest first.
pub async fn courses_of(conn: &mut PgConnection, me: UserId, span: Span) -> Result<Vec<Course>> {
    let rows = courses!(
        "and ($2::uuid is null or case when $3 then c.id > $2 else c.id < $2 end)
         order by case when $3 then c.id end, c.id desc limit $4",
        me as UserId,
        span.from as Option<CourseId>,
        span.is_upwards,
        span.limit
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(Course::from).collect())
}

/// The course, held until the end of the transaction: whatever changes one takes turns.
pub(super) async fn hold(tx: &mut Tx, me: UserId, id: CourseId) -> Result<Course> {
    query!("select from courses where id = $1 for no key update", id as CourseId)
        .fetch_optional(&mut **tx)
        .await?
        .ok_or(AppError::NotFound)?;
    course_for(tx, me, id).await
}

/// The same, for its tutor while it goes on.
pub(super) async fn hold_own(tx: &mut Tx, me: UserId, id: CourseId) -> Result<Course> {
    let course = hold(tx, me, id).await?;
    if !course.is_by(me) {
        return Err(AppError::forbidden("This is for the one who gives the course."));
    }
    must_go_on(&course)?;
    Ok(course)
}

pub(super) fn must_go_on(course: &Course) -> Result<()> {
    if course.is_archived() {
        return Err(AppError::conflict("This course is archived; it can be read, not changed."));
    }
    Ok(())
}

/// Tells the tutor and all who are enrolled what has become of it.
pub(super) async fn tell_changed(tx: &mut Tx, tutor: UserId, id: CourseId) -> Result<()> {
    let audience = query_scalar!(
        r#"select student_id as "id!: UserId" from enrolments where course_id = $1 and left_at is null
           union select tutor_id from courses where id = $1"#,
        id as CourseId
    );
    let audience = audience.fetch_all(&mut **tx).await?;
    let course = Box::new(Course { code: None, ..course_for(tx, tutor, id).await? });
    tx.tell(audience, Event::Changed { course });
    Ok(())
}
