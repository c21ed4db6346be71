//! What this domain announces: alerts to whoever is to come, changes to the practitioners and to the client, and to
//! those who work in the practice who is on call.

use super::model::Emergency;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all_fields = "camelCase")]
pub enum Event {
    /// Raised, written about again, given back, or told again since nobody has taken it.
    #[serde(rename = "emergency:alert")]
    Alert { emergency: Box<Emergency> },
    /// Seen, taken, given back, told or written about again, resolved or dismissed; to its client also that it was raised.
    #[serde(rename = "emergency:changed")]
    Changed { emergency: Box<Emergency> },
    /// Somebody is on call, or is no more. Each reads for themselves who is.
    #[serde(rename = "on-call:changed")]
    OnCallChanged,
}

impl Event {
    /// Where it is about one.
    pub fn emergency(&self) -> Option<&Emergency> {
        match self {
            Self::Alert { emergency } | Self::Changed { emergency } => Some(emergency),
            Self::OnCallChanged => None,
        }
    }
}
