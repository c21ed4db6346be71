//! What there is to know of a client, and which of it each kind of practice asks for. No other file says so.

use crate::words::PracticeKind;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::Type, utoipa::ToSchema), sqlx(type_name = "text", rename_all = "snake_case"))]
#[serde(rename_all = "camelCase")]
pub enum Fact {
    BirthDate,
    BloodGroup,
    Allergies,
    Medication,
    Conditions,
    Phone,
    Address,
    EmergencyContact,
    School,
    Level,
    Guardian,
    GuardianPhone,
    Goals,
    HealthNotes,
}

/// How a fact is written and asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A day of the past: `1990-04-12`.
    Day,
    /// One of a few.
    Choice(&'static [&'static str]),
    Line,
    /// May have several lines.
    Text,
}

const BLOOD_GROUPS: [&str; 9] = ["A+", "A-", "B+", "B-", "AB+", "AB-", "O+", "O-", "Unknown"];

impl Fact {
    pub const ALL: [Self; 14] = [
        Self::BirthDate,
        Self::BloodGroup,
        Self::Allergies,
        Self::Medication,
        Self::Conditions,
        Self::Phone,
        Self::Address,
        Self::EmergencyContact,
        Self::School,
        Self::Level,
        Self::Guardian,
        Self::GuardianPhone,
        Self::Goals,
        Self::HealthNotes,
    ];

    /// What a practice of that kind asks its clients, in this order.
    pub fn asked_by(kind: PracticeKind) -> &'static [Self] {
        match kind {
            PracticeKind::Clinic => &[
                Self::BirthDate,
                Self::BloodGroup,
                Self::Allergies,
                Self::Medication,
                Self::Conditions,
                Self::Phone,
                Self::EmergencyContact,
            ],
            PracticeKind::Veterinary => &[Self::Phone, Self::Address, Self::EmergencyContact],
            PracticeKind::Tutoring => {
                &[Self::BirthDate, Self::School, Self::Level, Self::Guardian, Self::GuardianPhone]
            }
            PracticeKind::Fitness => &[Self::BirthDate, Self::Goals, Self::HealthNotes, Self::EmergencyContact],
        }
    }

    /// As people read it.
    pub fn name(self) -> &'static str {
        match self {
            Self::BirthDate => "Birth date",
            Self::BloodGroup => "Blood group",
            Self::Allergies => "Allergies",
            Self::Medication => "Medication",
            Self::Conditions => "Conditions",
            Self::Phone => "Phone",
            Self::Address => "Address",
            Self::EmergencyContact => "Emergency contact",
            Self::School => "School",
            Self::Level => "Grade or level",
            Self::Guardian => "Guardian",
            Self::GuardianPhone => "Guardian’s phone",
            Self::Goals => "Goals",
            Self::HealthNotes => "Health notes",
        }
    }

    /// As the wire has it.
    pub fn code(self) -> &'static str {
        match self {
            Self::BirthDate => "birthDate",
            Self::BloodGroup => "bloodGroup",
            Self::Allergies => "allergies",
            Self::Medication => "medication",
            Self::Conditions => "conditions",
            Self::Phone => "phone",
            Self::Address => "address",
            Self::EmergencyContact => "emergencyContact",
            Self::School => "school",
            Self::Level => "level",
            Self::Guardian => "guardian",
            Self::GuardianPhone => "guardianPhone",
            Self::Goals => "goals",
            Self::HealthNotes => "healthNotes",
        }
    }

    pub fn form(self) -> Form {
        match self {
            Self::BirthDate => Form::Day,
            Self::BloodGroup => Form::Choice(&BLOOD_GROUPS),
            Self::Phone | Self::School | Self::Level | Self::Guardian | Self::GuardianPhone => Form::Line,
            Self::Allergies
            | Self::Medication
            | Self::Conditions
            | Self::Address
            | Self::EmergencyContact
            | Self::Goals
            | Self::HealthNotes => Form::Text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_code_are_the_names_on_the_wire() {
        for fact in Fact::ALL {
            assert_eq!(serde_json::to_value(fact).ok(), Some(fact.code().into()));
        }
    }

    #[test]
    fn every_kind_asks_something_and_every_fact_is_asked() {
        let asked: Vec<Fact> = PracticeKind::ALL.iter().flat_map(|kind| Fact::asked_by(*kind)).copied().collect();
        assert!(PracticeKind::ALL.iter().all(|kind| !Fact::asked_by(*kind).is_empty()));
        assert!(Fact::ALL.iter().all(|fact| asked.contains(fact)));
    }
}
