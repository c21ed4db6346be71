//! What this domain announces: to the practice's admins, and to those who were told.

use crate::ids::AnnouncementId;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all_fields = "camelCase")]
pub enum Event {
    /// Some more people were told, somebody opened or acknowledged it, or it was stopped. Each reads for themselves
    /// what that means for them.
    #[serde(rename = "announcement:changed")]
    Changed { announcement: AnnouncementId },
}
