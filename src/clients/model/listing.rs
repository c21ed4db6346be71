//! Clients in a list.

use crate::accounts::User;
use crate::time::Moment;
use serde::{Deserialize, Serialize};

/// Which clients are listed, and in which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shown {
    /// One's own by name.
    #[default]
    Name,
    /// One's own, those first with whom one had to do last.
    Contact,
    /// All of the practice, by name.
    All,
}

impl Shown {
    pub fn read(text: &str) -> Option<Self> {
        match text {
            "name" => Some(Self::Name),
            "contact" => Some(Self::Contact),
            "all" => Some(Self::All),
            _ => None,
        }
    }
}

/// A client with what the viewer has to do with them; for an admin, what anybody has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ClientLine {
    pub client: User,
    /// When the last appointment began that took place, and the next one that lies ahead or is under way.
    pub last_appointment: Option<Moment>,
    pub next_appointment: Option<Moment>,
    /// Messages of theirs that the viewer has not read.
    pub unread: i64,
    /// When the two last had to do with each other; told where the list is in that order.
    pub contact_at: Option<Moment>,
}

/// A part of the list; `next` is the cursor of the part after it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientsPart {
    pub clients: Vec<ClientLine>,
    pub next: Option<String>,
}
