//! What is kept of the deeds of those who run a practice.

use super::User;
use crate::ids::{AnnouncementId, EmergencyId};
use crate::time::Moment;
use crate::words::{PracticeKind, Role};
use serde::{Deserialize, Serialize};

/// What was done. The name on the wire is what the table keeps: it is never changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema, sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    SignedUp,
    Joined,
    Invited,
    InvitationRevoked,
    RoleChanged,
    Suspended,
    Unsuspended,
    ResetMade,
    PasswordReset,
    PracticeChanged,
    JoinCodeRenewed,
    AnnouncementSent,
    AnnouncementStopped,
    EmergencyRaised,
    EmergencyRepeated,
    EmergencySeen,
    EmergencyEscalated,
    EmergencyTaken,
    EmergencyGivenBack,
    EmergencyResolved,
}

impl Deed {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SignedUp => "signed_up",
            Self::Joined => "joined",
            Self::Invited => "invited",
            Self::InvitationRevoked => "invitation_revoked",
            Self::RoleChanged => "role_changed",
            Self::Suspended => "suspended",
            Self::Unsuspended => "unsuspended",
            Self::ResetMade => "reset_made",
            Self::PasswordReset => "password_reset",
            Self::PracticeChanged => "practice_changed",
            Self::JoinCodeRenewed => "join_code_renewed",
            Self::AnnouncementSent => "announcement_sent",
            Self::AnnouncementStopped => "announcement_stopped",
            Self::EmergencyRaised => "emergency_raised",
            Self::EmergencyRepeated => "emergency_repeated",
            Self::EmergencySeen => "emergency_seen",
            Self::EmergencyEscalated => "emergency_escalated",
            Self::EmergencyTaken => "emergency_taken",
            Self::EmergencyGivenBack => "emergency_given_back",
            Self::EmergencyResolved => "emergency_resolved",
        }
    }
}

/// More of it, where there is more to know. Without names, which may change; what is kept may not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct DeedDetails {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Role>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Role>,
    /// Which settings of the practice.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// Which emergency it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub emergency: Option<EmergencyId>,
    /// How many people were told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people: Option<i32>,
    /// Which announcement it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub announcement: Option<AnnouncementId>,
}

/// One row of the audit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct AuditEntry {
    pub number: i64,
    pub at: Moment,
    pub actor: User,
    pub deed: Deed,
    /// To whom.
    pub subject: Option<User>,
    pub details: DeedDetails,
}

impl AuditEntry {
    /// What was done, as it follows the name of who did it.
    pub fn sentence(&self, kind: PracticeKind) -> String {
        let whom = self.subject.as_ref().map_or("somebody", |subject| subject.name.as_str());
        let role = |role: Option<Role>| role.map_or("person", |role| kind.person(role));
        match self.deed {
            Deed::SignedUp => "signed up with the join code".into(),
            Deed::Joined => format!("joined by an invitation as {}", role(self.details.to)),
            Deed::Invited => format!("made an invitation for the role of {}", role(self.details.to)),
            Deed::InvitationRevoked => format!("revoked an invitation for the role of {}", role(self.details.to)),
            Deed::RoleChanged => {
                format!("changed the role of {whom} from {} to {}", role(self.details.from), role(self.details.to))
            }
            Deed::Suspended => format!("suspended {whom}"),
            Deed::Unsuspended => format!("let {whom} in again"),
            // Asked for where one signs in, where nobody is known yet.
            Deed::ResetMade if self.subject.as_ref().is_some_and(|subject| subject.id == self.actor.id) => {
                "was sent a link with which to set a new password".into()
            }
            Deed::ResetMade => format!("made a link with which {whom} sets a new password"),
            Deed::PasswordReset => "set a new password with such a link".into(),
            Deed::PracticeChanged => format!("changed the practice: {}", self.changed_fields()),
            Deed::JoinCodeRenewed => "renewed the join code".into(),
            Deed::AnnouncementSent => format!("sent an announcement to {}", self.people()),
            Deed::AnnouncementStopped => format!("stopped an announcement that had reached {}", self.people()),
            Deed::EmergencyRaised => format!("raised an emergency; {}", self.told()),
            Deed::EmergencyRepeated => format!("wrote again about their emergency; {}", self.told()),
            Deed::EmergencySeen => format!("saw the emergency of {whom}"),
            Deed::EmergencyEscalated => {
                format!("waited with an emergency that nobody had taken; {} again", self.told())
            }
            Deed::EmergencyTaken => format!("took the emergency of {whom}"),
            Deed::EmergencyGivenBack => format!("gave the emergency of {whom} back; {} again", self.told()),
            Deed::EmergencyResolved => format!("resolved the emergency of {whom}"),
        }
    }

    /// `1 person`, `12 people`
    fn people(&self) -> String {
        match self.details.people.unwrap_or_default() {
            1 => "1 person".into(),
            people => format!("{people} people"),
        }
    }

    fn told(&self) -> String {
        match self.details.people.unwrap_or_default() {
            1 => "1 person was told".into(),
            people => format!("{people} people were told"),
        }
    }

    fn changed_fields(&self) -> String {
        let names = self.details.fields.iter().map(|field| match field.as_str() {
            "timeZone" => "time zone",
            "editMinutes" => "how long messages may be edited",
            "deleteMinutes" => "how long messages may be deleted",
            "signUpOpen" => "signing up with the join code",
            "emergencyNumber" => "emergency number",
            "emergencyWords" => "words about emergencies",
            "emergencyMinutes" => "how long an emergency waits before it is told again",
            other => other,
        });
        names.collect::<Vec<_>>().join(", ")
    }
}

/// A page of the audit, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditPage {
    pub entries: Vec<AuditEntry>,
    pub has_more: bool,
    /// Whether nothing in it was changed by hand; told with the first page.
    pub is_whole: Option<bool>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_keeps_the_names_of_the_wire() {
        for deed in [
            Deed::SignedUp,
            Deed::InvitationRevoked,
            Deed::JoinCodeRenewed,
            Deed::ResetMade,
            Deed::EmergencyRepeated,
            Deed::EmergencyEscalated,
            Deed::EmergencyGivenBack,
        ] {
            assert_eq!(serde_json::to_value(deed).ok(), Some(deed.as_str().into()));
        }
    }
}
