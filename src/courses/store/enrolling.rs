//! Coming into a course and going from it. Who is enrolled is in the course's room.

use super::conversations::room_of_pair;
use super::courses::{course_for, hold, hold_own, tell_changed};
use crate::accounts::store::{people_among, visible_among};
use crate::accounts::{Me, User};
use crate::chat::store::{Joining, Leaving, end_room, is_ended, join_room, leave_room, reopen_room, say};
use crate::courses::Event;
use crate::courses::model::{Course, How, STUDENTS_AT_MOST, no_such_code, read_code};
use crate::error::{AppError, Result};
use crate::ids::{CourseId, PracticeId, UserId};
use crate::notifications::{Kind, Notice, notify};
use crate::server::db::Tx;
use crate::words::Role;
use sqlx::{query, query_scalar};
use uuid::Uuid;

/// Enrols oneself. True where it is new: who is enrolled already stays so.
pub async fn enrol_by_code(tx: &mut Tx, me: &Me, code: &str) -> Result<(Course, bool)> {
    let found = query!(
        r#"select id as "id: CourseId", tutor_id as "tutor: UserId" from courses
           where practice_id = $1 and code = $2 and archived_at is null for no key update"#,
        me.practice.id as PracticeId,
        read_code(code)?
    );
    let found = found.fetch_optional(&mut **tx).await?.ok_or_else(no_such_code)?;
    let course = course_for(tx, found.tutor, found.id).await?;
    let student = User { id: me.id(), name: me.name.clone(), avatar: me.avatar.clone() };
    let is_new = enrol(tx, &course, &student, (me.id(), How::Code)).await?;
    Ok((course_for(tx, me.id(), course.id).await?, is_new))
}

/// The tutor enrols one of the practice's clients. True where it is new.
pub async fn enrol_student(tx: &mut Tx, me: &Me, id: CourseId, student: UserId) -> Result<bool> {
    let course = hold_own(tx, me.id(), id).await?;
    if visible_among(tx, me.id(), &[student]).await?.is_empty() {
        return Err(AppError::NotFound);
    }
    let is_client = query_scalar!(r#"select role = 'client' as "is!" from users where id = $1"#, student as UserId);
    if !is_client.fetch_one(&mut **tx).await? {
        let word = me.practice.kind.person(Role::Client);
        return Err(AppError::invalid("user", &format!("Only a {word} can be enrolled.")));
    }
    let student = people_among(tx, &[student]).await?.pop().ok_or(AppError::NotFound)?;
    enrol(tx, &course, &student, (me.id(), How::Tutor)).await
}

/// Of many who enrol the same person at once, the unique index lets one through.
async fn enrol(tx: &mut Tx, course: &Course, student: &User, (by, how): (UserId, How)) -> Result<bool> {
    let enrolled = query!(
        "insert into enrolments (id, course_id, student_id, enrolled_by, how) values ($1, $2, $3, $4, $5)
         on conflict (course_id, student_id) where left_at is null do nothing",
        Uuid::now_v7(),
        course.id as CourseId,
        student.id as UserId,
        by as UserId,
        how.as_str()
    )
    .execute(&mut **tx)
    .await?;
    if enrolled.rows_affected() == 0 {
        return Ok(false);
    }
    if course.student_count >= STUDENTS_AT_MOST {
        return Err(AppError::conflict("This course is full: it has 999 students."));
    }
    let words = match how {
        How::Code => format!("{} joined the course.", student.name),
        How::Tutor => format!("{} enrolled {} in the course.", course.tutor.name, student.name),
    };
    join_room(tx, course.room, Joining { user: student.id, by, words: &words }).await?;
    if let Some(room) = room_of_pair(tx, course.id, student.id).await? {
        reopen_room(tx, room, &words).await?;
    }
    let told = match how {
        How::Code => (course.tutor.id, format!("{} joined {}", student.name, course.title)),
        How::Tutor => (student.id, format!("{} enrolled you in {}", course.tutor.name, course.title)),
    };
    let link = format!("courses/{}", course.id);
    notify(tx, Notice { actor: Some(by), ..Notice::new(Kind::Course, vec![told.0], told.1, link) }).await?;
    tell_changed(tx, course.tutor.id, course.id).await?;
    Ok(true)
}

/// Removes a student, or leaves where it is oneself. Who is not enrolled is removed already. What was said stays:
/// the conversation of the two ends, and can be read.
pub async fn remove_student(tx: &mut Tx, me: &Me, id: CourseId, student: UserId) -> Result<()> {
    let course = hold(tx, me.id(), id).await?;
    if !course.is_by(me.id()) && student != me.id() {
        return Err(AppError::forbidden("You can leave the course; who else is in it is for the one who gives it."));
    }
    let left = query!(
        "update enrolments set left_at = now(), left_by = $3
         where course_id = $1 and student_id = $2 and left_at is null",
        id as CourseId,
        student as UserId,
        me.id() as UserId
    )
    .execute(&mut **tx)
    .await?;
    if left.rows_affected() == 0 {
        return Ok(());
    }
    let name = people_among(tx, &[student]).await?.pop().map(|person| person.name).unwrap_or_default();
    let words = if student == me.id() {
        format!("{name} left the course.")
    } else {
        format!("{} removed {name} from the course.", me.name)
    };
    leave_room(tx, course.room, Leaving { user: student, words: &words }).await?;
    if let Some(room) = room_of_pair(tx, id, student).await?
        && !is_ended(tx, room).await?
    {
        say(tx, room, &words).await?;
        end_room(tx, room, me.id()).await?;
    }
    tx.tell(vec![student], Event::Left { course: id });
    tell_changed(tx, course.tutor.id, id).await
}
