//! What this domain announces.

use crate::ids::UserId;
use crate::time::Moment;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all_fields = "camelCase")]
pub enum Event {
    /// The first of a person's devices is connected.
    #[serde(rename = "user:online")]
    CameOnline { user: UserId },
    /// The last of a person's devices has gone.
    #[serde(rename = "user:offline")]
    WentOffline { user: UserId, last_seen: Moment },
}
