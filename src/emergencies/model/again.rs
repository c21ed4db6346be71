//! What came after an alert: its client wrote again, or it was told again.

use super::StepKind;
use crate::time::Moment;
use crate::words::{PracticeKind, Role};
use serde::{Deserialize, Serialize};

/// What a client adds to their emergency, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Again {
    pub text: String,
    pub at: Moment,
}

/// When it was told again last, since nobody had it, and to whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ToldAgain {
    pub at: Moment,
    pub to: Recipients,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Recipients {
    OnCall,
    Practitioners,
    /// All practitioners but the one who had it.
    Others,
    /// Practitioners and admins.
    Everybody,
    Admins,
}

/// What is kept of it when an emergency is told again.
#[derive(Clone, Copy, Debug)]
pub struct Retelling {
    pub what: StepKind,
    /// How many were told.
    pub people: i32,
    /// How many of them are practitioners; unknown in what is old.
    pub practitioners: Option<i32>,
    /// Where those on call were to be told: whether there were any; unknown in what is old.
    pub to_on_call: Option<bool>,
    /// Whether somebody gave it back.
    pub is_given_back: bool,
}

impl Recipients {
    pub fn of(told: Retelling) -> Self {
        match told.practitioners {
            Some(0) => Self::Admins,
            _ if told.what == StepKind::ToldOnCall && told.to_on_call != Some(false) => Self::OnCall,
            Some(count) if count == told.people && told.is_given_back => Self::Others,
            Some(count) if count == told.people => Self::Practitioners,
            _ => Self::Everybody,
        }
    }

    pub fn name(self, kind: PracticeKind) -> String {
        match self {
            Self::OnCall => "whoever is on call".into(),
            Self::Practitioners => format!("every {}", kind.person(Role::Practitioner)),
            Self::Others => format!("every other {}", kind.person(Role::Practitioner)),
            Self::Everybody => "everybody and the admins".into(),
            Self::Admins => "the admins".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whom_it_was_told_is_as_many_as_were_told() {
        let told = |what, people, practitioners| Retelling {
            what,
            people,
            practitioners,
            to_on_call: None,
            is_given_back: false,
        };
        assert_eq!(Recipients::of(told(StepKind::ToldAll, 3, Some(2))), Recipients::Everybody);
        assert_eq!(Recipients::of(told(StepKind::ToldAll, 1, Some(0))), Recipients::Admins);
        assert_eq!(Recipients::of(told(StepKind::ToldAll, 3, None)), Recipients::Everybody);
        let freed = told(StepKind::Freed, 1, Some(1));
        assert_eq!(Recipients::of(freed), Recipients::Practitioners);
        assert_eq!(Recipients::of(Retelling { is_given_back: true, ..freed }), Recipients::Others);
        assert_eq!(Recipients::Others.name(PracticeKind::Clinic), "every other doctor");
        let on_call = told(StepKind::ToldOnCall, 1, Some(1));
        assert_eq!(Recipients::of(on_call), Recipients::OnCall);
        assert_eq!(Recipients::of(Retelling { to_on_call: Some(true), ..on_call }), Recipients::OnCall);
        assert_eq!(Recipients::of(Retelling { to_on_call: Some(false), ..on_call }), Recipients::Practitioners);
    }
}
