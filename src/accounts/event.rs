//! What this domain announces.

use super::model::Me;
use crate::ids::UserId;
use crate::time::Moment;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all_fields = "camelCase")]
pub enum Event {
    /// The first of a person's devices is connected.
    #[serde(rename = "user:online")]
    CameOnline { user: UserId },
    /// The last of a person's devices has gone; some do not say when.
    #[serde(rename = "user:offline")]
    WentOffline { user: UserId, last_seen: Option<Moment> },
    /// What a person or their practice is called, or how they wish to be seen, as all their devices have to know.
    #[serde(rename = "account:changed")]
    AccountChanged { user: Box<Me> },
    /// There is something new in the practice's audit, and so in what its admins look at.
    #[serde(rename = "audit:grew")]
    AuditGrew,
}
