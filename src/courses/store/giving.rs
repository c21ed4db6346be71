//! What tutors do with their courses. Each deed holds all that follows from it in one transaction.

use super::conversations::rooms_of_pairs;
use super::courses::{hold, hold_own, tell_changed};
use crate::accounts::Me;
use crate::chat::store::{change_subject, end_room, is_ended, open_room, reopen, say};
use crate::chat::{Context, NewRoom, RoomKind};
use crate::courses::model::{Course, CourseChange, NewCourse, code_from};
use crate::error::{AppError, OnConstraint, Result};
use crate::ids::{CourseId, PracticeId, RoomId, UserId};
use crate::server::db::Tx;
use sqlx::query;

/// Makes a course, with a room for all who will be in it.
pub async fn make_course(tx: &mut Tx, me: &Me, new: NewCourse) -> Result<CourseId> {
    let (id, new) = (CourseId::new(), new.checked()?);
    let code = code_from(rand::random());
    let room = open_course_room(tx, me.practice.id, (id, &new.title), vec![me.id()]).await?;
    query!(
        "insert into courses (id, practice_id, tutor_id, title, description, price, code, room_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        id as CourseId,
        me.practice.id as PracticeId,
        me.id() as UserId,
        new.title,
        new.description,
        new.price,
        code,
        room as RoomId
    )
    .execute(&mut **tx)
    .await
    .on_constraint("courses_code_key", try_again)?;
    tell_changed(tx, me.id(), id).await?;
    Ok(id)
}

pub(super) async fn open_course_room(
    tx: &mut Tx,
    practice: PracticeId,
    (id, title): (CourseId, &str),
    members: Vec<UserId>,
) -> Result<RoomId> {
    let context = crate::chat::CourseContext { id, title: title.to_owned() };
    let new = NewRoom {
        practice,
        kind: RoomKind::Course,
        title: Some(title.to_owned()),
        context: Some(Context::Course(context)),
        opened_by: None,
        members,
    };
    open_room(tx, new).await
}

/// Changes what the course says of itself; its rooms are called by its new title.
pub async fn change_course(tx: &mut Tx, me: &Me, id: CourseId, change: CourseChange) -> Result<Course> {
    let change = change.checked()?;
    let before = hold_own(tx, me.id(), id).await?;
    query!(
        "update courses set title = coalesce($2, title), description = coalesce($3, description),
             price = coalesce($4, price) where id = $1",
        id as CourseId,
        change.title,
        change.description,
        change.price
    )
    .execute(&mut **tx)
    .await?;
    let course = hold(tx, me.id(), id).await?;
    if course.title != before.title {
        rename_rooms(tx, me, &course).await?;
    }
    if course != before {
        tell_changed(tx, me.id(), id).await?;
    }
    Ok(course)
}

async fn rename_rooms(tx: &mut Tx, me: &Me, course: &Course) -> Result<()> {
    let context = Context::Course(course.context());
    if !is_ended(tx, course.room).await? {
        say(tx, course.room, &format!("{} renamed this course to “{}”.", me.name, course.title)).await?;
    }
    change_subject(tx, course.room, Some(&course.title), context.clone()).await?;
    for room in rooms_of_pairs(tx, course.id).await? {
        change_subject(tx, room, None, context.clone()).await?;
    }
    Ok(())
}

/// The old code is good for nothing from now on.
pub async fn renew_code(tx: &mut Tx, me: &Me, id: CourseId) -> Result<Course> {
    hold_own(tx, me.id(), id).await?;
    query!("update courses set code = $2 where id = $1", id as CourseId, code_from(rand::random()))
        .execute(&mut **tx)
        .await
        .on_constraint("courses_code_key", try_again)?;
    tell_changed(tx, me.id(), id).await?;
    hold(tx, me.id(), id).await
}

/// Opens the course's room again, where somebody has ended it by hand.
pub async fn reopen_course_room(tx: &mut Tx, me: &Me, id: CourseId) -> Result<RoomId> {
    let course = hold_own(tx, me.id(), id).await?;
    reopen(tx, me, course.room).await?;
    Ok(course.room)
}

/// Ends the course with all its rooms, which stay readable. Once more changes nothing.
pub async fn archive_course(tx: &mut Tx, me: &Me, id: CourseId) -> Result<()> {
    let course = hold(tx, me.id(), id).await?;
    if course.is_by(me.id()) && course.is_archived() {
        return Ok(());
    }
    let course = hold_own(tx, me.id(), id).await?;
    query!("update courses set archived_at = now(), archived_by = $2 where id = $1", id as CourseId, me.id() as UserId)
        .execute(&mut **tx)
        .await?;
    for room in [vec![course.room], rooms_of_pairs(tx, id).await?].concat() {
        if !is_ended(tx, room).await? {
            say(tx, room, &format!("{} archived the course “{}”.", me.name, course.title)).await?;
            end_room(tx, room, me.id()).await?;
        }
    }
    tell_changed(tx, me.id(), id).await
}

/// Two codes that are the same by chance: one in 10¹².
fn try_again() -> AppError {
    AppError::conflict("No code could be made just now. Please try again.")
}
