//! The words people see: each kind of practice calls its clients and practitioners by its own names.
//! No other file knows them.

use serde::{Deserialize, Serialize};

/// What sort of practice a tenant is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(
    feature = "ssr",
    derive(sqlx::Type, clap::ValueEnum, utoipa::ToSchema),
    sqlx(type_name = "text", rename_all = "lowercase")
)]
#[serde(rename_all = "lowercase")]
pub enum PracticeKind {
    Clinic,
    Veterinary,
    Tutoring,
    Fitness,
}

/// What a person is in their practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(
    feature = "ssr",
    derive(sqlx::Type, clap::ValueEnum, utoipa::ToSchema),
    sqlx(type_name = "text", rename_all = "lowercase")
)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    Client,
    Practitioner,
    Admin,
}

impl Role {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Practitioner => "practitioner",
            Self::Admin => "admin",
        }
    }
}

impl PracticeKind {
    pub const ALL: [Self; 4] = [Self::Clinic, Self::Veterinary, Self::Tutoring, Self::Fitness];

    /// Whether clients can call every practitioner at once, and practitioners write assessments and prescriptions.
    pub fn has_emergencies(self) -> bool {
        matches!(self, Self::Clinic | Self::Veterinary)
    }

    /// Whether practitioners give courses that clients are enrolled in.
    pub fn has_courses(self) -> bool {
        self == Self::Tutoring
    }

    pub fn has_prescriptions(self) -> bool {
        self.has_emergencies()
    }

    /// Whether clients come with their pets.
    pub fn has_pets(self) -> bool {
        self == Self::Veterinary
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Clinic => "clinic",
            Self::Veterinary => "veterinary",
            Self::Tutoring => "tutoring",
            Self::Fitness => "fitness",
        }
    }

    /// One person of that role, in lower case, as in "Book for a patient".
    pub fn person(self, role: Role) -> &'static str {
        match (self, role) {
            (_, Role::Admin) => "admin",
            (Self::Clinic, Role::Client) => "patient",
            (Self::Clinic, Role::Practitioner) => "doctor",
            (Self::Veterinary, Role::Client) => "pet parent",
            (Self::Veterinary, Role::Practitioner) => "veterinarian",
            (Self::Tutoring, Role::Client) => "student",
            (Self::Tutoring, Role::Practitioner) => "tutor",
            (Self::Fitness, Role::Client) => "member",
            (Self::Fitness, Role::Practitioner) => "trainer",
        }
    }

    /// Several people of that role, in lower case, as in "All patients".
    pub fn people(self, role: Role) -> &'static str {
        match (self, role) {
            (_, Role::Admin) => "admins",
            (Self::Clinic, Role::Client) => "patients",
            (Self::Clinic, Role::Practitioner) => "doctors",
            (Self::Veterinary, Role::Client) => "pet parents",
            (Self::Veterinary, Role::Practitioner) => "veterinarians",
            (Self::Tutoring, Role::Client) => "students",
            (Self::Tutoring, Role::Practitioner) => "tutors",
            (Self::Fitness, Role::Client) => "members",
            (Self::Fitness, Role::Practitioner) => "trainers",
        }
    }

    /// The first part of the paths of that role's pages: `patient` in `/patient/chat`.
    pub fn slug(self, role: Role) -> &'static str {
        match (self, role) {
            (Self::Veterinary, Role::Client) => "pet-parent",
            _ => self.person(role),
        }
    }

    /// What people of the practice call the place they go to, as in "No times at this clinic".
    pub fn place(self) -> &'static str {
        match self {
            Self::Clinic | Self::Veterinary => "clinic",
            Self::Tutoring => "school",
            Self::Fitness => "gym",
        }
    }
}

/// Whether any kind of practice has role pages under that slug.
pub fn is_role_slug(slug: &str) -> bool {
    let roles = [Role::Client, Role::Practitioner, Role::Admin];
    PracticeKind::ALL.iter().any(|kind| roles.iter().any(|role| kind.slug(*role) == slug))
}

/// `doctor` as it begins a line: `Doctor`.
pub fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_pages_for_its_three_roles() {
        assert_eq!(PracticeKind::Clinic.slug(Role::Client), "patient");
        assert_eq!(PracticeKind::Veterinary.slug(Role::Client), "pet-parent");
        assert_eq!(PracticeKind::Fitness.slug(Role::Admin), "admin");
        assert!(is_role_slug("tutor") && is_role_slug("veterinarian"));
        assert!(!is_role_slug("nurse") && !is_role_slug("client"));
    }

    #[test]
    fn names_in_code_are_the_names_on_the_wire() {
        for kind in PracticeKind::ALL {
            assert_eq!(serde_json::to_value(kind).ok(), Some(kind.as_str().into()));
        }
        assert_eq!(serde_json::to_value(Role::Practitioner).ok(), Some(Role::Practitioner.as_str().into()));
    }
}
