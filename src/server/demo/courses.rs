//! The courses of the demo people.

use super::story::Stage;
use crate::courses::NewCourse;
use crate::courses::store::{PastCourse, PastWords, import_course};
use crate::error::{AppError, Result};
use crate::server::db::Tx;
use crate::time::Moment;
use serde::Deserialize;

const COURSES: &str = include_str!("../../../demo/courses.json");
/// Courses began so many days ago.
const DAYS: i64 = 30;

#[derive(Deserialize)]
struct Demo {
    tutor: String,
    students: Vec<String>,
    code: String,
    about: NewCourse,
    said: Vec<Line>,
}

/// `gap`: minutes since the line before.
#[derive(Deserialize)]
struct Line {
    from: String,
    gap: i64,
    text: String,
}

/// In practices whose people are in courses.
pub async fn tell(tx: &mut Tx, stage: &Stage<'_>) -> Result<()> {
    let courses: Vec<Demo> = serde_json::from_str(COURSES).map_err(AppError::broken)?;
    let began = Moment::now().plus_minutes(-DAYS * 24 * 60);
    for demo in courses {
        let Some(tutor) = stage.ids.get(&*demo.tutor).copied() else { continue };
        let students = demo.students.iter().filter_map(|email| stage.ids.get(&**email).copied()).collect();
        let mut at = began;
        let mut said = Vec::new();
        for line in demo.said {
            at = at.plus_minutes(line.gap);
            if let Some(sender) = stage.ids.get(&*line.from).copied() {
                said.push(PastWords { sender, body: line.text, at });
            }
        }
        let practice = stage.practice;
        import_course(tx, PastCourse { practice, tutor, about: demo.about, code: demo.code, students, began, said })
            .await?;
    }
    Ok(())
}
