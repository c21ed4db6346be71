//! What this domain announces: alerts to whoever is to come, changes to the practitioners and to the client.

use super::model::Emergency;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all_fields = "camelCase")]
pub enum Event {
    /// Raised, or told again since nobody has taken it.
    #[serde(rename = "emergency:alert")]
    Alert { emergency: Box<Emergency> },
    /// Seen, taken or resolved; to its client also that it was raised.
    #[serde(rename = "emergency:changed")]
    Changed { emergency: Box<Emergency> },
}

impl Event {
    pub fn emergency(&self) -> &Emergency {
        match self {
            Self::Alert { emergency } | Self::Changed { emergency } => emergency,
        }
    }
}
