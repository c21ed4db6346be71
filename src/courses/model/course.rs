//! Courses, and who is in them.

use crate::accounts::User;
use crate::chat::CourseContext;
use crate::ids::{CourseId, RoomId, UserId};
use crate::time::Moment;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Course {
    pub id: CourseId,
    pub title: String,
    pub description: String,
    /// In words; the purchase is made elsewhere.
    pub price: String,
    pub tutor: User,
    /// What students enrol with; told to the tutor alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Where the tutor and all who are enrolled talk.
    pub room: RoomId,
    pub student_count: i64,
    pub created_at: Moment,
    pub archived_at: Option<Moment>,
}

/// How somebody came to be enrolled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::Type, utoipa::ToSchema), sqlx(type_name = "text", rename_all = "lowercase"))]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// With the course's code.
    Code,
    /// By its tutor.
    Tutor,
}

/// Somebody who is enrolled in a course, as its tutor sees them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Student {
    pub user: User,
    pub enrolled_at: Moment,
    pub how: How,
}

/// A student's tutor, or a tutor's student, with the courses they share, by title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct CoursePerson {
    pub id: UserId,
    pub name: String,
    /// Address of a picture; without one, pages show the initials.
    pub avatar: Option<String>,
    pub courses: Vec<CourseContext>,
}

impl How {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Tutor => "tutor",
        }
    }
}

impl Course {
    pub fn is_archived(&self) -> bool {
        self.archived_at.is_some()
    }

    pub fn is_by(&self, me: UserId) -> bool {
        self.tutor.id == me
    }

    /// What its rooms say of it.
    pub fn context(&self) -> CourseContext {
        CourseContext { id: self.id, title: self.title.clone() }
    }
}
