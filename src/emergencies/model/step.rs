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
    /// Whoever had taken it works here no more, or it was given back.
    Freed,
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
            Self::Freed => "freed",
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
    /// How many of them are practitioners; null where nobody was told, and where it was not counted.
    pub practitioners: Option<i32>,
    /// With `resolved` the outcome, with `wrote_again` what was written.
    pub words: Option<String>,
}

impl Step {
    pub fn sentence(&self, kind: PracticeKind) -> String {
        let who = self.by.as_ref().map_or("Attend", |user| user.name.as_str());
        match self.what {
            StepKind::Raised => format!("{who} raised it; told: {}", self.audience(kind)),
            StepKind::WroteAgain => {
                let words = self.words.as_deref().unwrap_or_default();
                match self.people {
                    // So much was written that it was only kept.
                    Some(0) => format!("{who} wrote again: “{words}”"),
                    _ => format!("{who} wrote again: “{words}”; {}", self.told()),
                }
            }
            StepKind::Seen => format!("{who} saw it"),
            StepKind::ToldAll if self.practitioners.is_none() => {
                let count = self.people.unwrap_or_default();
                format!("Nobody had taken it; told again: everybody and the admins, {count} people")
            }
            // Those on call, or all where nobody is; or everybody.
            StepKind::ToldOnCall | StepKind::ToldAll => {
                format!("Nobody had taken it; told again: {}", self.audience(kind))
            }
            StepKind::Freed if self.by.is_some() => {
                format!("{who} gave it back; told again: {}", self.audience(kind))
            }
            StepKind::Freed => {
                format!("Whoever had taken it cannot come any more; told again: {}", self.audience(kind))
            }
            StepKind::Taken => format!("{who} took it"),
            StepKind::Resolved => format!("{who} resolved it"),
        }
    }

    /// `2 doctors and 1 admin`
    fn audience(&self, kind: PracticeKind) -> String {
        let people = self.people.unwrap_or_default();
        let practitioners = self.practitioners.unwrap_or(people);
        let some = |count: i32, role: Role| match count {
            1 => format!("1 {}", kind.person(role)),
            count => format!("{count} {}", kind.people(role)),
        };
        match (practitioners, people - practitioners) {
            (_, 0) => some(practitioners, Role::Practitioner),
            (0, admins) => some(admins, Role::Admin),
            (_, admins) => format!("{} and {}", some(practitioners, Role::Practitioner), some(admins, Role::Admin)),
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
        let step = |what, people: Option<i32>| Step {
            number: 1,
            at: Moment::from_unix_millis(0),
            by: None,
            what,
            people,
            practitioners: people,
            words: None,
        };
        let told = step(StepKind::ToldOnCall, Some(1)).sentence(PracticeKind::Veterinary);
        assert_eq!(told, "Nobody had taken it; told again: 1 veterinarian");
        let raised = Step {
            by: Some(User { id: crate::ids::UserId::new(), name: "Noor".into(), avatar: None }),
            ..step(StepKind::Raised, Some(2))
        };
        assert_eq!(raised.sentence(PracticeKind::Clinic), "Noor raised it; told: 2 doctors");
        let to_admins = Step { people: Some(1), practitioners: Some(0), ..raised.clone() };
        assert_eq!(to_admins.sentence(PracticeKind::Clinic), "Noor raised it; told: 1 admin");
        let all = Step { practitioners: Some(2), ..step(StepKind::ToldAll, Some(3)) };
        assert_eq!(all.sentence(PracticeKind::Clinic), "Nobody had taken it; told again: 2 doctors and 1 admin");
        let again =
            Step { what: StepKind::WroteAgain, people: Some(1), words: Some("It is getting worse".into()), ..raised };
        let sentence = "Noor wrote again: “It is getting worse”; 1 person was told";
        assert_eq!(again.sentence(PracticeKind::Clinic), sentence);
        let given_back = Step { what: StepKind::Freed, practitioners: Some(1), ..again.clone() };
        assert_eq!(given_back.sentence(PracticeKind::Clinic), "Noor gave it back; told again: 1 doctor");
        let quiet = Step { people: Some(0), ..again };
        assert_eq!(quiet.sentence(PracticeKind::Clinic), "Noor wrote again: “It is getting worse”");
        for kind in [StepKind::ToldAll, StepKind::WroteAgain, StepKind::Freed] {
            assert_eq!(serde_json::to_value(kind).ok(), Some(kind.as_str().into()));
        }
    }
}
