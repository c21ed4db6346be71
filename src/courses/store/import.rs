//! Courses that began before now, with what was said in them.

use super::giving::open_course_room;
use crate::chat::store::{PastMessage, date_room, import_history};
use crate::courses::model::NewCourse;
use crate::error::Result;
use crate::ids::{CourseId, PracticeId, UserId};
use crate::server::db::Tx;
use crate::time::Moment;
use sqlx::query;
use uuid::Uuid;

/// Who said what in the course's room, and when.
pub struct PastWords {
    pub sender: UserId,
    pub body: String,
    pub at: Moment,
}

pub struct PastCourse {
    pub practice: PracticeId,
    pub tutor: UserId,
    pub about: NewCourse,
    pub code: String,
    pub students: Vec<UserId>,
    pub began: Moment,
    pub said: Vec<PastWords>,
}

/// With its room, in which all is read.
pub async fn import_course(tx: &mut Tx, past: PastCourse) -> Result<CourseId> {
    let (id, about) = (CourseId::new(), past.about.checked()?);
    let members = [vec![past.tutor], past.students.clone()].concat();
    let room = open_course_room(tx, past.practice, (id, &about.title), members).await?;
    query!(
        "insert into courses (id, practice_id, tutor_id, title, description, price, code, room_id, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        id as CourseId,
        past.practice as PracticeId,
        past.tutor as UserId,
        about.title,
        about.description,
        about.price,
        past.code,
        room as _,
        past.began as Moment
    )
    .execute(&mut **tx)
    .await?;
    for student in past.students {
        query!(
            "insert into enrolments (id, course_id, student_id, enrolled_at, enrolled_by, how)
             values ($1, $2, $3, $4, $3, 'code')",
            Uuid::now_v7(),
            id as CourseId,
            student as UserId,
            past.began as Moment
        )
        .execute(&mut **tx)
        .await?;
    }
    let said = past.said.into_iter().map(|words| PastMessage { sender: words.sender, body: words.body, at: words.at });
    import_history(tx, room, &said.collect::<Vec<_>>(), 0).await?;
    date_room(tx, room, past.began).await?;
    Ok(id)
}
