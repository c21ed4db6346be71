//! What happened to an emergency, step by step, and who is on call.

use super::{Emergency, Told};
use crate::accounts::User;
use crate::time::Moment;
use crate::words::{PracticeKind, Role};
use serde::{Deserialize, Serialize};

/// The names on the wire are what the table keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::Type, utoipa::ToSchema), sqlx(type_name = "text", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    Raised,
    /// Its client wrote again.
    WroteAgain,
    Seen,
    ToldOnCall,
    ToldAll,
    Taken,
    Resolved,
}

impl StepKind {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Raised => "raised",
            Self::WroteAgain => "wrote_again",
            Self::Seen => "seen",
            Self::ToldOnCall => "told_on_call",
            Self::ToldAll => "told_all",
            Self::Taken => "taken",
            Self::Resolved => "resolved",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Step {
    /// Its place among those of the emergency, from 1.
    pub number: i32,
    pub at: Moment,
    /// Null where nobody did it: the time was over.
    pub by: Option<User>,
    pub what: StepKind,
    /// How many were told.
    pub people: Option<i32>,
    /// With `resolved` the outcome, with `wrote_again` what was written.
    pub words: Option<String>,
}

impl Step {
    pub fn sentence(&self, kind: PracticeKind) -> String {
        let who = self.by.as_ref().map_or("Attend", |user| user.name.as_str());
        let people = |role: Role| match self.people.unwrap_or_default() {
            1 => format!("1 {}", kind.person(role)),
            count => format!("{count} {}", kind.people(role)),
        };
        match self.what {
            StepKind::Raised => format!("{who} raised it; told: {}", people(Role::Practitioner)),
            StepKind::WroteAgain => {
                format!("{who} wrote again: “{}”; {}", self.words.as_deref().unwrap_or_default(), self.told())
            }
            StepKind::Seen => format!("{who} saw it"),
            // Those on call, or all where nobody is.
            StepKind::ToldOnCall => format!("Nobody had taken it; told again: {}", people(Role::Practitioner)),
            StepKind::ToldAll => {
                let count = self.people.unwrap_or_default();
                format!("Nobody had taken it; told again: everybody and the admins, {count} people")
            }
            StepKind::Taken => format!("{who} took it"),
            StepKind::Resolved => format!("{who} resolved it"),
        }
    }

    /// Of whatever role they are: admins may be among them.
    fn told(&self) -> String {
        match self.people.unwrap_or_default() {
            1 => "1 person was told".into(),
            count => format!("{count} people were told"),
        }
    }
}

/// An emergency with all that happened to it, the earliest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EmergencySheet {
    pub emergency: Emergency,
    pub steps: Vec<Step>,
    /// For admins alone.
    pub told: Vec<Told>,
}

/// A practitioner, and since when they are on call, where they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct OnCall {
    #[serde(flatten)]
    pub user: User,
    pub since: Option<Moment>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_says_who_and_how_many() {
        let step =
            |what, people| Step { number: 1, at: Moment::from_unix_millis(0), by: None, what, people, words: None };
        let told = step(StepKind::ToldOnCall, Some(1)).sentence(PracticeKind::Veterinary);
        assert_eq!(told, "Nobody had taken it; told again: 1 veterinarian");
        let raised = Step {
            by: Some(User { id: crate::ids::UserId::new(), name: "Noor".into(), avatar: None }),
            ..step(StepKind::Raised, Some(2))
        };
        assert_eq!(raised.sentence(PracticeKind::Clinic), "Noor raised it; told: 2 doctors");
        let again =
            Step { what: StepKind::WroteAgain, people: Some(1), words: Some("It is getting worse".into()), ..raised };
        let sentence = "Noor wrote again: “It is getting worse”; 1 person was told";
        assert_eq!(again.sentence(PracticeKind::Clinic), sentence);
        for kind in [StepKind::ToldAll, StepKind::WroteAgain] {
            assert_eq!(serde_json::to_value(kind).ok(), Some(kind.as_str().into()));
        }
    }
}
