//! Whom an announcement is for, one by one, and by which ways it has reached them.

use crate::accounts::{Person, User};
use crate::error::{AppError, Result};
use crate::notifications::Channel;
use crate::time::Moment;
use serde::{Deserialize, Serialize};

/// Who would be told, and the first of them by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Audience {
    /// All of them, whatever is looked for.
    pub count: i64,
    pub items: Vec<Person>,
    /// Passed as `after` to get the next of them.
    pub next: Option<String>,
}

/// One whom it is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Recipient {
    pub user: User,
    pub told_at: Option<Moment>,
    /// In the bell of a page that somebody looked at.
    pub shown_at: Option<Moment>,
    pub opened_at: Option<Moment>,
    pub acknowledged_at: Option<Moment>,
    /// Ways out of the house that they want.
    pub ways: Vec<Way>,
}

/// By push or by mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Way {
    pub channel: Channel,
    pub state: WayState,
    /// Why it failed, was dropped, or is tried again.
    pub reason: Option<String>,
    /// Where it is queued.
    pub next_try_at: Option<Moment>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema, sqlx::Type), sqlx(type_name = "text", rename_all = "lowercase"))]
#[serde(rename_all = "lowercase")]
pub enum WayState {
    Queued,
    Sent,
    Failed,
    /// There was no need any more, or no way.
    Dropped,
}

/// How many of the notifications were shown in bells, and how those did that left the house.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Channels {
    pub shown: i64,
    pub push: Ways,
    pub mail: Ways,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Ways {
    pub queued: i64,
    pub sent: i64,
    pub failed: i64,
    pub dropped: i64,
}

impl Channels {
    /// Whether something is still on its way out of the house.
    pub fn is_busy(self) -> bool {
        self.push.queued + self.mail.queued > 0
    }
}

/// Which of the recipients a list has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    #[default]
    All,
    NotOpened,
    /// Of those who are asked to.
    NotAcknowledged,
    /// Whom a push or a mail did not reach.
    Failed,
}

impl Shown {
    pub const ALL: [Self; 4] = [Self::All, Self::NotOpened, Self::NotAcknowledged, Self::Failed];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::NotOpened => "not_opened",
            Self::NotAcknowledged => "not_acknowledged",
            Self::Failed => "failed",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::NotOpened => "Not opened",
            Self::NotAcknowledged => "Not acknowledged",
            Self::Failed => "Failed",
        }
    }

    pub fn read(text: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|shown| shown.as_str() == text);
        found.ok_or_else(|| AppError::invalid("show", "Say all, not_opened, not_acknowledged or failed."))
    }
}

/// The first recipients by name, and whether there are more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipients {
    pub items: Vec<Recipient>,
    pub has_more: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_named_as_on_the_wire() {
        for shown in Shown::ALL {
            assert_eq!(Shown::read(shown.as_str()), Ok(shown));
            assert_eq!(serde_json::to_value(shown).ok(), Some(shown.as_str().into()));
        }
        assert!(Shown::read("nobody").is_err());
    }
}
