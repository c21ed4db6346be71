//! What this domain announces, to a pet's owner and to the practitioners and admins of the practice.

use super::model::Pet;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all_fields = "camelCase")]
pub enum Event {
    /// Added, changed or removed: the pet as it is now.
    #[serde(rename = "pets:changed")]
    Changed { pet: Box<Pet> },
}
