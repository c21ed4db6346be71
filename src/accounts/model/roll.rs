//! The people of a practice as its admins see them.

use super::User;
use crate::error::{AppError, Result};
use crate::time::Moment;
use crate::words::Role;
use serde::{Deserialize, Serialize};

/// Whether a person may sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    Active,
    Suspended,
}

impl Standing {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Suspended => "suspended",
        }
    }

    /// As a list is filtered by it; empty is everybody.
    pub fn parse(text: &str) -> Result<Option<Self>> {
        match text {
            "" => Ok(None),
            "active" => Ok(Some(Self::Active)),
            "suspended" => Ok(Some(Self::Suspended)),
            _ => {
                Err(AppError::invalid("state", "A state is active or suspended. Who is invited is under invitations."))
            }
        }
    }
}

/// A person of the practice as its admins see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PersonSheet {
    #[serde(flatten)]
    pub user: User,
    pub email: String,
    pub role: Role,
    pub state: Standing,
    pub joined_at: Moment,
    pub suspended_at: Option<Moment>,
    /// Null where they were never here, or hide when.
    pub last_seen: Option<Moment>,
}

/// Which people of the practice: by a part of the name or the address, by role, by state. Empty texts are all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RollSearch {
    pub text: String,
    pub role: Option<Role>,
    pub state: Option<Standing>,
}

impl RollSearch {
    pub fn read(text: &str, role: &str, state: &str) -> Result<Self> {
        let role = if role.is_empty() { None } else { Some(parse_role(role)?) };
        Ok(Self { text: super::check_query(text)?, role, state: Standing::parse(state)? })
    }
}

pub fn parse_role(text: &str) -> Result<Role> {
    [Role::Client, Role::Practitioner, Role::Admin]
        .into_iter()
        .find(|role| role.as_str() == text)
        .ok_or_else(|| AppError::invalid("role", "A role is client, practitioner or admin."))
}

/// How many people a practice has, those who are suspended apart from the rest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RollCount {
    pub clients: i64,
    pub practitioners: i64,
    pub admins: i64,
    pub suspended: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_is_for_what_there_is() {
        let found = RollSearch::read(" mbeki ", "practitioner", "active").unwrap_or_default();
        assert_eq!(found.text, "mbeki");
        assert_eq!((found.role, found.state), (Some(Role::Practitioner), Some(Standing::Active)));
        assert_eq!(RollSearch::read("", "", ""), Ok(RollSearch::default()));
        assert!(RollSearch::read("", "nurse", "").is_err() && RollSearch::read("", "", "asleep").is_err());
    }
}
