//! Every frame the server sends, as docs/protocol.md describes them. The only folder that names all domains' events.

mod read;

use crate::accounts::Me;
use crate::chat::{Message, Receipt};
use crate::error::AppError;
use crate::ids::{RoomId, UserId};
use crate::time::Moment;
use crate::{accounts, announcements, appointments, chat, clients, courses, emergencies, notifications, pets};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A fact that one domain announces to those it concerns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Event {
    Chat(chat::Event),
    Accounts(accounts::Event),
    Appointments(appointments::Event),
    Pets(pets::Event),
    Courses(courses::Event),
    Clients(clients::Event),
    Emergencies(emergencies::Event),
    Notifications(notifications::Event),
    Announcements(announcements::Event),
}

impl From<chat::Event> for Event {
    fn from(event: chat::Event) -> Self {
        Self::Chat(event)
    }
}

impl From<accounts::Event> for Event {
    fn from(event: accounts::Event) -> Self {
        Self::Accounts(event)
    }
}

impl From<appointments::Event> for Event {
    fn from(event: appointments::Event) -> Self {
        Self::Appointments(event)
    }
}

impl From<pets::Event> for Event {
    fn from(event: pets::Event) -> Self {
        Self::Pets(event)
    }
}

impl From<courses::Event> for Event {
    fn from(event: courses::Event) -> Self {
        Self::Courses(event)
    }
}

impl From<notifications::Event> for Event {
    fn from(event: notifications::Event) -> Self {
        Self::Notifications(event)
    }
}

impl From<announcements::Event> for Event {
    fn from(event: announcements::Event) -> Self {
        Self::Announcements(event)
    }
}

impl From<clients::Event> for Event {
    fn from(event: clients::Event) -> Self {
        Self::Clients(event)
    }
}

impl From<emergencies::Event> for Event {
    fn from(event: emergencies::Event) -> Self {
        Self::Emergencies(event)
    }
}

impl Event {
    /// Whether it is told before whatever else waits.
    pub fn is_urgent(&self) -> bool {
        matches!(self, Self::Emergencies(event) if event.emergency().is_some())
    }
}

/// What one socket is told about itself or in answer to its own frame.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all_fields = "camelCase")]
pub enum Answer {
    #[serde(rename = "authenticated")]
    Authenticated { user: Box<Me>, epoch: Uuid, heartbeat_seconds: u64, told_at: Moment },
    #[serde(rename = "presence")]
    Presence { online: Vec<UserId> },
    #[serde(rename = "pong")]
    Pong,
    #[serde(rename = "ack")]
    Ack { id: String, message: Box<Message> },
    #[serde(rename = "chat:joined")]
    Joined { room: RoomId, version: i64, changes: Vec<Message>, receipts: Vec<Receipt>, complete: bool },
    #[serde(rename = "error")]
    Error(Refusal),
}

/// Why a frame was refused; `about` is its type and `id` its own id, where it had them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Refusal {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    pub about: Option<String>,
    pub code: String,
    pub message: String,
    /// Seconds, with `slow_down`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u64>,
}

impl Answer {
    /// The error frame for one refused frame.
    pub fn refusal(id: Option<String>, about: Option<String>, error: &AppError) -> Self {
        let retry_after = match error {
            AppError::SlowDown { seconds } => Some(*seconds),
            _ => None,
        };
        Self::Error(Refusal { id, about, code: error.code().0.into(), message: error.to_string(), retry_after })
    }
}

/// Anything a browser may receive.
#[derive(Clone, Debug, PartialEq)]
pub enum Incoming {
    Answer(Answer),
    Event(Event),
}
