//! The nouns of the contract, and how they are made of ours.

use super::forms::text_of;
use crate::appointments::Appointment;
use crate::chat::{Message, MessageKind, Room};
use crate::error::{AppError, Result};
use crate::files::Attachment;
use crate::ids::{AppointmentId, ClientId, FileId, MessageId, UserId};
use crate::time::Moment;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// A message of an appointment's chat.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ChatMessage {
    #[serde(rename = "_id")]
    id: MessageId,
    sender_id: UserId,
    sender_name: String,
    /// The address of a picture, or null.
    sender_image: Option<String>,
    /// The text; of an assessment or a prescription what it says, as text. Where there are only files: the path of
    /// each, a line each.
    content: String,
    /// `text`, `image`, `video`, `assessment`, `prescription` or `file`.
    message_type: MessageKind,
    /// Whether the other of the two has read it.
    is_read: bool,
    /// Whether it has come to one of the other's devices.
    is_delivered: bool,
    created_at: Moment,
    /// When it was edited last, or sent.
    updated_at: Moment,
}

/// An appointment as the contract shows it. The names are the contract's in every kind of practice.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ChatAppointment {
    id: AppointmentId,
    /// The client.
    pet_parent_name: String,
    /// The practitioner.
    veterinarian_name: String,
    /// Null where the appointment is not about a pet.
    pet_name: Option<String>,
    /// `2024-01-15`, on the practice's calendar.
    appointment_date: String,
    /// `10:30`, on the practice's wall clock.
    appointment_time: String,
}

#[derive(Serialize, ToSchema)]
pub struct ChatMessages {
    /// The oldest first.
    pub messages: Vec<ChatMessage>,
    pub appointment: ChatAppointment,
}

#[derive(Serialize, ToSchema)]
pub struct ChatMessageSent {
    pub message: ChatMessage,
    /// Always true: what could not be sent is answered as a problem.
    pub success: bool,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ChatTest {
    /// False, too, where it is none of the person's.
    pub appointment_exists: bool,
    pub chat_exists: bool,
    /// As it was given.
    pub appointment_id: String,
    pub user_id: UserId,
    /// `client`, `practitioner` or `admin`.
    #[schema(value_type = String)]
    pub user_role: crate::words::Role,
    /// The same in a sentence.
    pub message: String,
}

/// A message to be sent.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NewChatMessage {
    /// The id of an appointment.
    pub appointment_id: String,
    /// May be empty beside attachments.
    #[serde(default)]
    pub content: String,
    /// `text`, `image`, `video`, `assessment`, `prescription` or `file`; `text` where it is missing.
    #[serde(default = "text")]
    #[schema(value_type = String)]
    pub message_type: Value,
    /// Files that were uploaded before, each as its id or as an object with `id`.
    #[serde(default)]
    pub attachments: Option<Vec<GivenFile>>,
    /// With one, a repeat is the same message; without, each request makes a new one.
    #[serde(default)]
    pub client_id: Option<ClientId>,
}

#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum GivenFile {
    Id(FileId),
    Object { id: FileId },
}

fn text() -> Value {
    MessageKind::Text.as_str().into()
}

impl NewChatMessage {
    /// What rooms say themselves (`system`) is no type of the contract.
    pub fn kind(&self) -> Result<MessageKind> {
        let kind = MessageKind::deserialize(&self.message_type).ok().filter(|kind| *kind != MessageKind::System);
        kind.ok_or_else(|| {
            let why = "messageType is one of text, image, video, assessment, prescription, file.";
            AppError::invalid("messageType", why)
        })
    }
}

impl GivenFile {
    pub fn id(self) -> FileId {
        match self {
            Self::Id(id) | Self::Object { id } => id,
        }
    }
}

impl ChatMessage {
    /// Nothing for what the contract has no form for: what the room itself says has no sender, and what was deleted
    /// has no content.
    pub fn of(message: Message, room: &Room) -> Option<Self> {
        let content = content_of(&message);
        let sender = message.sender.filter(|_| message.deleted_at.is_none())?;
        let others = || room.others(sender.id);
        let by_all = |number: fn(&crate::chat::Member) -> i64| {
            others().next().is_some() && others().all(|member| number(member) >= message.number)
        };
        Some(Self {
            id: message.id,
            is_read: by_all(|member| member.read),
            is_delivered: by_all(|member| member.delivered),
            sender_id: sender.id,
            sender_name: sender.name,
            sender_image: sender.avatar,
            content,
            message_type: message.kind,
            created_at: message.created_at,
            updated_at: message.edited_at.unwrap_or(message.created_at),
        })
    }
}

/// What it says, or where its files are if that is nothing: the contract has no other place for them.
fn content_of(message: &Message) -> String {
    let text = text_of(message);
    if !text.is_empty() {
        return text;
    }
    message.attachments.iter().map(Attachment::path).collect::<Vec<_>>().join("\n")
}

impl ChatAppointment {
    /// `zone` is the practice's.
    pub fn of(appointment: &Appointment, zone: &str) -> Self {
        let starts = appointment.starts_at.civil(zone);
        Self {
            id: appointment.id,
            pet_parent_name: appointment.client.name.clone(),
            veterinarian_name: appointment.practitioner.name.clone(),
            pet_name: appointment.context().pet,
            appointment_date: starts.date.to_string(),
            appointment_time: starts.clock(),
        }
    }
}
