//! What a message said before it was edited or deleted: the practice's record.

use crate::time::Moment;
use crate::words::Role;
use serde::{Deserialize, Serialize};

/// One text of a message that was replaced by the next, or deleted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct EarlierVersion {
    /// The version of the room that replaced it.
    pub version: i64,
    /// Empty where the message had files alone.
    pub body: String,
    pub replaced_at: Moment,
}

/// Those who look after clients keep the record; clients see messages as they are.
pub fn may_read_earlier(role: Role) -> bool {
    role != Role::Client
}
