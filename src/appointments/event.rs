//! What this domain announces: appointments to their two people, waiting to who waits and whom for, and what is
//! arranged to the practice.

use super::model::{Appointment, Waiting};
use crate::ids::UserId;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all_fields = "camelCase")]
pub enum Event {
    /// Requested, or come to another state.
    #[serde(rename = "appointment:changed")]
    Changed { appointment: Box<Appointment> },
    /// Hours, types, holidays or deadlines are others now: this practitioner's, or where none is named the practice's.
    #[serde(rename = "appointment-settings:changed")]
    SettingsChanged { user: Option<UserId> },
    /// Somebody waits, is offered a time, or waits no longer.
    #[serde(rename = "waitlist:changed")]
    WaitlistChanged { entry: Box<Waiting> },
}
