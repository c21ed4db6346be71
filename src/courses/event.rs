//! What this domain announces, to a course's tutor and to those who are enrolled in it.

use super::model::Course;
use crate::ids::CourseId;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all_fields = "camelCase")]
pub enum Event {
    /// Made, changed or archived, or others are enrolled; comes without the code, which is the tutor's alone.
    #[serde(rename = "course:changed")]
    Changed { course: Box<Course> },
    /// Told to whoever is not enrolled any more: it does not exist for them.
    #[serde(rename = "course:left")]
    Left { course: CourseId },
}
