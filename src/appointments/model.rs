//! Appointments and their states.

use crate::accounts::User;
use crate::chat::AppointmentContext;
use crate::error::{AppError, Result};
use crate::ids::{AppointmentId, AppointmentTypeId, RoomId, UserId};
use crate::time::Moment;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Requested,
    Confirmed,
    Declined,
    Cancelled,
    Completed,
    NoShow,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum Place {
    InPerson,
    Video,
}

/// What a person may do to an appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    Confirm,
    Decline,
    Cancel,
    Complete,
    Miss,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AppointmentType {
    pub id: AppointmentTypeId,
    pub name: String,
    pub minutes: i32,
    pub place: Place,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Appointment {
    pub id: AppointmentId,
    pub client: User,
    pub practitioner: User,
    pub type_name: String,
    pub place: Place,
    pub starts_at: Moment,
    pub ends_at: Moment,
    pub reason: String,
    pub status: Status,
    /// The conversation, once it is confirmed.
    pub room: Option<RoomId>,
    pub requested_at: Moment,
}

impl Status {
    /// As people read it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Requested => "Requested",
            Self::Confirmed => "Confirmed",
            Self::Declined => "Declined",
            Self::Cancelled => "Cancelled",
            Self::Completed => "Completed",
            Self::NoShow => "No-show",
        }
    }

    /// As the wire and the tables have it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Confirmed => "confirmed",
            Self::Declined => "declined",
            Self::Cancelled => "cancelled",
            Self::Completed => "completed",
            Self::NoShow => "no_show",
        }
    }

    /// Whether it still lies ahead.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Requested | Self::Confirmed)
    }
}

impl Place {
    pub fn name(self) -> &'static str {
        match self {
            Self::InPerson => "In person",
            Self::Video => "Video visit",
        }
    }
}

impl Deed {
    pub const ALL: [Self; 5] = [Self::Confirm, Self::Decline, Self::Cancel, Self::Complete, Self::Miss];

    pub fn from_status(self) -> &'static [Status] {
        match self {
            Self::Confirm | Self::Decline => &[Status::Requested],
            Self::Cancel => &[Status::Requested, Status::Confirmed],
            Self::Complete | Self::Miss => &[Status::Confirmed],
        }
    }

    /// The button's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Confirm => "Confirm",
            Self::Decline => "Decline",
            Self::Cancel => "Cancel appointment",
            Self::Complete => "Complete",
            Self::Miss => "No-show",
        }
    }
}

impl Appointment {
    /// The other of the two people.
    pub fn other(&self, me: UserId) -> &User {
        if self.client.id == me { &self.practitioner } else { &self.client }
    }

    /// Whether this person may do that now. Both may cancel; all else is the practitioner's,
    /// and how it went can be said once it has begun.
    pub fn may(&self, deed: Deed, me: UserId, now: Moment) -> bool {
        let is_practitioner = self.practitioner.id == me;
        let is_due = !matches!(deed, Deed::Complete | Deed::Miss) || self.starts_at <= now;
        let is_theirs = is_practitioner && (deed != Deed::Cancel || self.status == Status::Confirmed)
            || deed == Deed::Cancel && self.client.id == me;
        is_theirs && is_due && deed.from_status().contains(&self.status)
    }

    /// What its room says of it.
    pub fn context(&self) -> AppointmentContext {
        AppointmentContext {
            id: self.id,
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            status: self.status.code().into(),
            type_name: self.type_name.clone(),
            pet: None,
        }
    }
}

/// 1 to 500 characters after trimming.
pub fn check_reason(text: &str) -> Result<String> {
    let reason = text.trim();
    let is_printable = !reason.chars().any(|c| c.is_control() && c != '\n' && c != '\t');
    match reason.chars().count() {
        0 => Err(AppError::invalid("reason", "Please say in a few words what it is about.")),
        1..=500 if is_printable => Ok(reason.into()),
        _ => Err(AppError::invalid("reason", "A reason has at most 500 characters, all of them printable.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn appointment(status: Status) -> Appointment {
        let user = |name: &str| User { id: UserId::new(), name: name.into(), avatar: None };
        let starts_at = Moment::from_unix_millis(1_800_000_000_000);
        Appointment {
            id: AppointmentId::new(),
            client: user("Noor"),
            practitioner: user("Imani"),
            type_name: "Consultation".into(),
            place: Place::Video,
            starts_at,
            ends_at: starts_at.plus_minutes(30),
            reason: "Cough".into(),
            status,
            room: None,
            requested_at: starts_at,
        }
    }

    #[test]
    fn each_state_allows_its_deeds_to_its_people() {
        let deeds = |status, is_practitioner: bool, minutes: i64| {
            let appointment = appointment(status);
            let me = if is_practitioner { appointment.practitioner.id } else { appointment.client.id };
            let now = appointment.starts_at.plus_minutes(minutes);
            Deed::ALL.into_iter().filter(|deed| appointment.may(*deed, me, now)).collect::<Vec<_>>()
        };
        assert_eq!(deeds(Status::Requested, true, -9), [Deed::Confirm, Deed::Decline]);
        assert_eq!(deeds(Status::Requested, false, -9), [Deed::Cancel]);
        assert_eq!(deeds(Status::Confirmed, true, -9), [Deed::Cancel]);
        assert_eq!(deeds(Status::Confirmed, true, 9), [Deed::Cancel, Deed::Complete, Deed::Miss]);
        assert_eq!(deeds(Status::Confirmed, false, 9), [Deed::Cancel]);
        for over in [Status::Declined, Status::Cancelled, Status::Completed, Status::NoShow] {
            assert!(deeds(over, true, 9).is_empty() && deeds(over, false, 9).is_empty());
        }
        let stranger = UserId::new();
        assert!(!appointment(Status::Confirmed).may(Deed::Cancel, stranger, Moment::from_unix_millis(0)));
    }

    #[test]
    fn a_reason_is_given() {
        assert_eq!(check_reason(" Cough "), Ok("Cough".into()));
        assert!(
            check_reason("  ").is_err() && check_reason(&"x".repeat(501)).is_err() && check_reason("a\u{0}").is_err()
        );
    }
}
