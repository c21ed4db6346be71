//! What this domain announces, to the two people of an appointment.

use super::model::Appointment;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all_fields = "camelCase")]
pub enum Event {
    /// Requested, or come to another state.
    #[serde(rename = "appointment:changed")]
    Changed { appointment: Box<Appointment> },
}
