//! One client: what is known of them, and what those who look after them share with them.

use super::{Fact, age_on, read_day};
use crate::accounts::User;
use crate::appointments::{PetName, Status};
use crate::chat::{Attachment, Room};
use crate::ids::{AppointmentId, RoomId};
use crate::time::Moment;
use serde::{Deserialize, Serialize};
use time::Date;

/// Something that is known of a client, and who said so last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct KnownFact {
    pub fact: Fact,
    pub value: String,
    pub changed_at: Moment,
    pub changed_by: User,
}

/// A change to a fact; without a value it was taken away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct FactChange {
    pub fact: Fact,
    pub value: Option<String>,
    pub changed_at: Moment,
    pub changed_by: User,
}

/// What a practice knows of a client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Sheet {
    /// What the practice asks for, in its order.
    pub asks: Vec<Fact>,
    /// What of it is known, in the same order.
    pub facts: Vec<KnownFact>,
    /// The latest changes, newest first.
    pub changes: Vec<FactChange>,
}

/// A client with what is known of them, beside something else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Glance {
    pub client: User,
    pub facts: Vec<KnownFact>,
}

/// An appointment as the card lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Visit {
    pub id: AppointmentId,
    pub practitioner: User,
    #[serde(rename = "type")]
    pub type_name: String,
    /// Whom it is about, in veterinary practices.
    pub pet: Option<PetName>,
    pub starts_at: Moment,
    pub ends_at: Moment,
    /// `requested`, `confirmed`, `declined`, `cancelled`, `completed` or `no_show`.
    #[cfg_attr(feature = "ssr", schema(value_type = String))]
    pub status: Status,
}

/// A client as those see them who look after them. Appointments, conversations and files are those that the viewer
/// shares with them; an admin sees the times of all appointments.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ClientCard {
    pub client: User,
    /// Whole years, today on the practice's calendar, where the birth date is known.
    pub age: Option<i32>,
    pub sheet: Sheet,
    /// What lies ahead, the nearest first.
    pub ahead: Vec<Visit>,
    /// What is over, the latest first.
    pub past: Vec<Visit>,
    /// By last activity, the latest first.
    pub rooms: Vec<Room>,
    /// Newest first.
    pub files: Vec<Attachment>,
}

/// A practitioner as their client's home shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnPractitioner {
    pub practitioner: User,
    /// The conversation that is open between the two.
    pub room: Option<RoomId>,
    /// Whether the client may begin one.
    pub may_write: bool,
}

impl Sheet {
    pub fn value(&self, fact: Fact) -> Option<&str> {
        value_of(&self.facts, fact)
    }
}

pub fn value_of(facts: &[KnownFact], fact: Fact) -> Option<&str> {
    facts.iter().find(|known| known.fact == fact).map(|known| known.value.as_str())
}

/// Whole years, where the birth date is known.
pub fn age_of(facts: &[KnownFact], today: Date) -> Option<i32> {
    age_on(read_day(value_of(facts, Fact::BirthDate)?)?, today)
}
