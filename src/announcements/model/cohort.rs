//! Whom an announcement is for.

use crate::ids::{CourseId, UserId};
use crate::words::{PracticeKind, Role};
use serde::{Deserialize, Serialize};

/// A part of the practice's people. Whoever writes is never in it, nor is anybody who is suspended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Cohort {
    Everyone,
    Role {
        role: Role,
    },
    /// The clients of one practitioner.
    Clients {
        practitioner: UserId,
    },
    /// Who is enrolled in a course.
    Course {
        course: CourseId,
    },
}

/// One that an admin may choose, with the name of the practitioner or the title of the course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CohortChoice {
    pub cohort: Cohort,
    pub name: Option<String>,
}

impl Cohort {
    /// As a form names it: `role:client`, `course:0190…`.
    pub fn key(self) -> String {
        match self {
            Self::Everyone => "everyone".into(),
            Self::Role { role } => format!("role:{}", role.as_str()),
            Self::Clients { practitioner } => format!("clients:{practitioner}"),
            Self::Course { course } => format!("course:{course}"),
        }
    }

    /// As it follows "to": `all patients`, `the patients of Dr. Mbeki`. `name`: of the practitioner or the course.
    pub fn label(self, kind: PracticeKind, name: Option<&str>) -> String {
        let name = name.unwrap_or_default();
        match self {
            Self::Everyone => "everyone".into(),
            Self::Role { role } => format!("all {}", kind.people(role)),
            Self::Clients { .. } => format!("the {} of {name}", kind.people(Role::Client)),
            Self::Course { .. } => format!("the {} of the course {name}", kind.people(Role::Client)),
        }
    }
}

impl CohortChoice {
    pub fn label(&self, kind: PracticeKind) -> String {
        self.cohort.label(kind, self.name.as_deref())
    }
}

/// How the table keeps it: the kind, and what belongs to it.
#[cfg(feature = "ssr")]
impl Cohort {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Everyone => "everyone",
            Self::Role { .. } => "role",
            Self::Clients { .. } => "clients",
            Self::Course { .. } => "course",
        }
    }

    pub fn role(self) -> Option<Role> {
        if let Self::Role { role } = self { Some(role) } else { None }
    }

    pub fn practitioner(self) -> Option<UserId> {
        if let Self::Clients { practitioner } = self { Some(practitioner) } else { None }
    }

    pub fn course(self) -> Option<CourseId> {
        if let Self::Course { course } = self { Some(course) } else { None }
    }

    pub fn of(role: Option<Role>, practitioner: Option<UserId>, course: Option<CourseId>) -> Self {
        let role = role.map(|role| Self::Role { role });
        let clients = practitioner.map(|practitioner| Self::Clients { practitioner });
        role.or(clients).or(course.map(|course| Self::Course { course })).unwrap_or(Self::Everyone)
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn each_is_kept_in_columns_and_called_in_the_practices_words() {
        let all = [
            (Cohort::Everyone, "everyone"),
            (Cohort::Role { role: Role::Client }, "all pet parents"),
            (Cohort::Clients { practitioner: UserId::new() }, "the pet parents of Lea"),
            (Cohort::Course { course: CourseId::new() }, "the pet parents of the course Lea"),
        ];
        for (cohort, label) in all {
            assert_eq!(Cohort::of(cohort.role(), cohort.practitioner(), cohort.course()), cohort);
            assert_eq!(cohort.label(PracticeKind::Veterinary, Some("Lea")), label);
            assert!(cohort.key().starts_with(cohort.as_str()));
            assert_eq!(serde_json::to_value(cohort).ok().map(|json| json["kind"] == cohort.as_str()), Some(true));
        }
    }
}
