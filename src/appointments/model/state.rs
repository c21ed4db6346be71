//! The states of an appointment, and what leads from one to the next.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::Type, utoipa::ToSchema), sqlx(type_name = "text", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// A time that is kept for somebody who has not asked for it yet.
    Held,
    Requested,
    Confirmed,
    Declined,
    Cancelled,
    Completed,
    NoShow,
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

impl Status {
    /// As people read it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Held => "Held",
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
            Self::Held => "held",
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
