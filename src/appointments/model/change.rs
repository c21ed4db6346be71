//! What happened to an appointment, with who and when.

use crate::accounts::User;
use crate::time::Moment;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::Type, utoipa::ToSchema), sqlx(type_name = "text", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum What {
    Requested,
    /// By the practice, for the client.
    Booked,
    Confirmed,
    Declined,
    Proposed,
    /// The proposed time was turned down.
    Kept,
    Rescheduled,
    Cancelled,
    Completed,
    NoShow,
    /// Expected later than agreed.
    Delayed,
}

/// One entry of an appointment's history.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Change {
    pub at: Moment,
    /// `None`: nobody in particular, as where a deadline has passed.
    pub by: Option<User>,
    pub what: What,
    /// The reason given.
    pub note: String,
    pub old_start: Option<Moment>,
    /// The time it has since, or is proposed, or expected at.
    pub new_start: Option<Moment>,
}

impl What {
    pub fn code(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Booked => "booked",
            Self::Confirmed => "confirmed",
            Self::Declined => "declined",
            Self::Proposed => "proposed",
            Self::Kept => "kept",
            Self::Rescheduled => "rescheduled",
            Self::Cancelled => "cancelled",
            Self::Completed => "completed",
            Self::NoShow => "no_show",
            Self::Delayed => "delayed",
        }
    }

    /// What is said of it, after a name: "Noor Rahimi asked for this appointment".
    pub fn deed(self) -> &'static str {
        match self {
            Self::Requested => "asked for this appointment",
            Self::Booked => "booked this appointment",
            Self::Confirmed => "confirmed this appointment",
            Self::Declined => "declined this appointment",
            Self::Proposed => "proposed another time",
            Self::Kept => "keeps asking for the first time",
            Self::Rescheduled => "moved this appointment",
            Self::Cancelled => "cancelled this appointment",
            Self::Completed => "completed this appointment",
            Self::NoShow => "noted that nobody came",
            Self::Delayed => "reported a delay",
        }
    }
}

impl Change {
    /// `Noor Rahimi moved this appointment from Fri 20 Nov, 14:30 to Mon 23 Nov, 9:00: “Exam that day”`, in a zone.
    pub fn sentence(&self, zone: &str) -> String {
        self.told(zone, "")
    }

    /// The same for readers in several zones: times name theirs.
    pub fn sentence_for_all(&self, zone: &str) -> String {
        self.told(zone, &format!(" ({zone})"))
    }

    fn told(&self, zone: &str, named: &str) -> String {
        let who = self.by.as_ref().map_or("Attend", |by| by.name.as_str());
        let time = |at: Moment| format!("{}, {}", at.civil(zone).day_short(), at.clock_in(zone));
        let deed = self.what.deed();
        let sentence = match (self.what, self.old_start, self.new_start) {
            (What::Rescheduled, Some(old), Some(new)) => {
                format!("{who} {deed} from {} to {}{named}", time(old), time(new))
            }
            (What::Proposed, _, Some(new)) => format!("{who} {deed}: {}{named}", time(new)),
            (What::Delayed, _, Some(new)) => format!("{who} {deed}; expected at {}{named}", new.clock_in(zone)),
            (What::Delayed, _, None) => format!("{who} reported being on time again"),
            _ => format!("{who} {deed}"),
        };
        if self.note.is_empty() { sentence + "." } else { format!("{sentence}: “{}”", self.note) }
    }
}
