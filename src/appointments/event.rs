//! What this domain announces: appointments to their two people, waiting to who waits and whom for.

use super::model::{Appointment, Waiting};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all_fields = "camelCase")]
pub enum Event {
    /// Requested, or come to another state.
    #[serde(rename = "appointment:changed")]
    Changed { appointment: Box<Appointment> },
    /// Somebody waits, is offered a time, or waits no longer.
    #[serde(rename = "waitlist:changed")]
    WaitlistChanged { entry: Box<Waiting> },
}
