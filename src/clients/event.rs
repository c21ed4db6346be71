//! What this domain announces, to the client and to those who look after them.

use crate::ids::UserId;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all_fields = "camelCase")]
pub enum Event {
    /// What is known of a client has changed. It does not say what: whoever may know reads it.
    #[serde(rename = "client:changed")]
    Changed { client: UserId },
}
