//! Nouns that exist on the wire alone: bodies that several types of ours take apart.

use crate::chat::MessageKind;
use crate::ids::{ClientId, MessageId};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

/// A message to be sent: the fields of `message:send`, but for the room, which the path names.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "described, never made")]
pub struct NewMessage {
    /// Made before the first try. A repeat with the same one answers with the message that is there.
    client_id: ClientId,
    kind: MessageKind,
    /// 1 to 8,000 characters after trimming; may be left out where there are attachments, or the payload of a card.
    #[schema(required = false)]
    body: String,
    /// What an assessment or a prescription consists of. In a text of a practitioner or admin,
    /// `{"acknowledge": {"deadline": time or null}}` asks all others in the room to confirm it.
    payload: Option<Value>,
    reply_to: Option<MessageId>,
    /// Files that were uploaded before.
    attachments: Option<Vec<Uuid>>,
    emergency: Option<bool>,
}

/// What a message is to say instead.
#[derive(ToSchema)]
#[expect(dead_code, reason = "described, never made")]
pub struct MessageEdit {
    body: String,
}

/// The process is alive.
#[derive(ToSchema)]
#[expect(dead_code, reason = "described, never made")]
pub struct Health {
    /// Always `ok`.
    status: String,
    version: String,
}

/// What the server needs for its work, and whether it has it.
#[derive(ToSchema)]
#[expect(dead_code, reason = "described, never made")]
pub struct Readiness {
    database: bool,
    migrations: bool,
    storage: bool,
}

/// What is to be known of a client.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "described, never made")]
pub struct NewFacts {
    /// A day, `1990-04-12`; not before 1900 and not still to come.
    birth_date: Option<String>,
    /// `A+`, `A-`, `B+`, `B-`, `AB+`, `AB-`, `O+`, `O-` or `Unknown`; a true minus is taken as well, and 0 for O.
    blood_group: Option<String>,
    /// This and all the others: at most 500 characters.
    allergies: Option<String>,
    medication: Option<String>,
    conditions: Option<String>,
    phone: Option<String>,
    address: Option<String>,
    emergency_contact: Option<String>,
    school: Option<String>,
    level: Option<String>,
    guardian: Option<String>,
    guardian_phone: Option<String>,
    goals: Option<String>,
    health_notes: Option<String>,
}
