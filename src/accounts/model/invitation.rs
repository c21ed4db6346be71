//! Links by which people join a practice.

use super::parse_email;
use crate::error::{AppError, Result};
use crate::ids::InvitationId;
use crate::time::Moment;
use crate::words::{PracticeKind, Role};
use serde::{Deserialize, Serialize};

/// Days and text of each time that an invitation may hold.
pub const INVITATION_DAYS: [(&str, &str); 4] = [("1", "1 day"), ("7", "7 days"), ("30", "30 days"), ("90", "90 days")];
const DAYS: i32 = 7;

/// An invitation as admins see it; its secret is told once, when it is made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Invitation {
    pub id: InvitationId,
    pub role: Role,
    /// The one address that can join with it; null: any.
    pub email: Option<String>,
    /// Whether it lets one person in, or as many as come.
    pub single_use: bool,
    /// How many have joined with it.
    pub joined: i32,
    /// Name of the admin who made it.
    pub created_by: String,
    pub created_at: Moment,
    pub expires_at: Moment,
}

/// What an admin says of a new invitation. Without `days` it holds for 7; one for an address is for one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct NewInvitation {
    pub role: Role,
    #[serde(default)]
    pub email: Option<String>,
    /// 1, 7, 30 or 90.
    #[serde(default)]
    pub days: Option<i32>,
    /// True unless it says otherwise.
    #[serde(default)]
    pub single_use: Option<bool>,
}

/// The same, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvitationTerms {
    pub role: Role,
    pub email: Option<String>,
    pub days: i32,
    /// `None`: as many as come.
    pub places: Option<i32>,
}

impl InvitationTerms {
    /// For how long it holds: `7 days`
    pub fn lasts(&self) -> String {
        if self.days == 1 { "1 day".into() } else { format!("{} days", self.days) }
    }
}

impl NewInvitation {
    pub fn checked(&self) -> Result<InvitationTerms> {
        let given = self.email.as_deref().map(str::trim).filter(|email| !email.is_empty());
        let email = given.map(parse_email).transpose()?;
        let days = self.days.unwrap_or(DAYS);
        if !INVITATION_DAYS.iter().any(|(value, _)| *value == days.to_string()) {
            return Err(AppError::invalid("days", "An invitation holds for 1, 7, 30 or 90 days."));
        }
        let is_single = email.is_some() || self.single_use.unwrap_or(true);
        Ok(InvitationTerms { role: self.role, email, days, places: is_single.then_some(1) })
    }
}

/// An invitation that was just made. The secret is told this once; `path` is where it leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct FreshInvitation {
    pub invitation: Invitation,
    pub secret: String,
    pub path: String,
    /// The address that the link is sent to as well; null where it is for nobody in particular, or no e-mail goes out.
    pub sent_to: Option<String>,
}

/// A link that lets a person set a new password, once. It is told this once; `path` is where it leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct FreshReset {
    pub secret: String,
    pub path: String,
    pub expires_at: Moment,
    /// The person's address, where the link is sent to it as well; null where no e-mail goes out.
    pub sent_to: Option<String>,
}

/// What whoever holds the link is told before they join.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcoming {
    pub practice: String,
    pub kind: PracticeKind,
    pub role: Role,
    pub email: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_for_an_address_is_for_one() {
        let new = NewInvitation {
            role: Role::Client,
            email: Some(" Ada@Mail.Example ".into()),
            days: None,
            single_use: Some(false),
        };
        let terms =
            InvitationTerms { role: Role::Client, email: Some("ada@mail.example".into()), days: 7, places: Some(1) };
        assert_eq!(new.checked(), Ok(terms));
        let many = NewInvitation { email: Some(" ".into()), ..new.clone() };
        assert_eq!(many.checked().map(|terms| (terms.email, terms.places)), Ok((None, None)));
        assert!(NewInvitation { days: Some(2), ..new.clone() }.checked().is_err());
        assert!(NewInvitation { email: Some("ada".into()), ..new }.checked().is_err());
    }
}
