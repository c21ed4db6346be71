//! What this domain announces: to the two people of an appointment, and to those who arrange what can be booked.

use super::model::Appointment;
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
}
