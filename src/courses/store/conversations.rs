//! The conversation of one student with the tutor about one course: made once, and found again.

use super::courses::{hold, must_go_on};
use crate::accounts::Me;
use crate::chat::store::{open_room, reopen};
use crate::chat::{Context, NewRoom, RoomKind};
use crate::courses::model::Course;
use crate::error::{AppError, Result};
use crate::ids::{CourseId, RoomId, UserId};
use crate::server::db::Tx;
use sqlx::{PgConnection, query, query_scalar};

/// A student's own with the tutor, or the tutor's with the student they name. True where it is new. The course is held
/// meanwhile, so of many who ask at once one makes it.
pub async fn open_course_conversation(
    tx: &mut Tx,
    me: &Me,
    id: CourseId,
    student: Option<UserId>,
) -> Result<(RoomId, bool)> {
    let course = hold(tx, me.id(), id).await?;
    let student = student_of_pair(me, &course, student)?;
    let is_on = !course.is_archived() && is_enrolled(tx, id, student).await?;
    if let Some(room) = room_of_pair(tx, id, student).await? {
        if is_on {
            reopen(tx, me, room).await?;
        }
        return Ok((room, false));
    }
    must_go_on(&course)?;
    if !is_on {
        return Err(AppError::NotFound);
    }
    let new = NewRoom {
        practice: me.practice.id,
        kind: RoomKind::Course,
        title: None,
        context: Some(Context::Course(course.context())),
        opened_by: Some(me.id()),
        members: vec![student, course.tutor.id],
    };
    let room = open_room(tx, new).await?;
    query!(
        "insert into course_conversations (course_id, student_id, room_id) values ($1, $2, $3)",
        id as CourseId,
        student as UserId,
        room as RoomId
    )
    .execute(&mut **tx)
    .await?;
    Ok((room, true))
}

fn student_of_pair(me: &Me, course: &Course, student: Option<UserId>) -> Result<UserId> {
    match student {
        Some(student) if course.is_by(me.id()) || student == me.id() => Ok(student),
        Some(_) => Err(AppError::forbidden("Through a course you write to the one who gives it.")),
        None if course.is_by(me.id()) => Err(AppError::invalid("student", "Say with whom.")),
        None => Ok(me.id()),
    }
}

async fn is_enrolled(conn: &mut PgConnection, course: CourseId, student: UserId) -> Result<bool> {
    Ok(query_scalar!(
        r#"select exists (
               select from enrolments where course_id = $1 and student_id = $2 and left_at is null) as "is!""#,
        course as CourseId,
        student as UserId
    )
    .fetch_one(conn)
    .await?)
}

pub(super) async fn room_of_pair(conn: &mut PgConnection, course: CourseId, student: UserId) -> Result<Option<RoomId>> {
    Ok(query_scalar!(
        r#"select room_id as "id: RoomId" from course_conversations where course_id = $1 and student_id = $2"#,
        course as CourseId,
        student as UserId
    )
    .fetch_optional(conn)
    .await?)
}

/// All conversations about a course.
pub(super) async fn rooms_of_pairs(conn: &mut PgConnection, course: CourseId) -> Result<Vec<RoomId>> {
    Ok(query_scalar!(
        r#"select room_id as "id: RoomId" from course_conversations where course_id = $1 order by room_id"#,
        course as CourseId
    )
    .fetch_all(conn)
    .await?)
}
