//! A message that somebody wants to send, and who may send what.

use super::acknowledgement::{Ask, Asking, may_ask};
use super::message::{MessageKind, check_body};
use super::payload::check_payload;
use crate::accounts::Me;
use crate::error::{AppError, Result};
use crate::files::{Attachment, FileKind, check_together};
use crate::ids::{ClientId, FileId, MessageId, RoomId};
use crate::words::{PracticeKind, Role};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What of a person decides what they may send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Author {
    pub role: Role,
    pub practice: PracticeKind,
}

impl Author {
    pub fn of(me: &Me) -> Self {
        Self { role: me.role, practice: me.practice.kind }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Draft {
    pub room: RoomId,
    pub client_id: ClientId,
    pub kind: MessageKind,
    #[serde(default)]
    pub body: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payload: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<MessageId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attachments: Option<Vec<FileId>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emergency: Option<bool>,
}

impl Draft {
    pub fn new(room: RoomId, kind: MessageKind, body: String) -> Self {
        let client_id = ClientId::new();
        Self { room, client_id, kind, body, payload: None, reply_to: None, attachments: None, emergency: None }
    }

    pub fn text(room: RoomId, body: String) -> Self {
        Self::new(room, MessageKind::Text, body)
    }

    /// A message of files, with what is written about them.
    pub fn of_files(room: RoomId, body: String, files: &[Attachment]) -> Self {
        let is_all = |kind| files.iter().all(|file| file.kind() == kind);
        let kind = match () {
            () if is_all(FileKind::Image) => MessageKind::Image,
            () if is_all(FileKind::Video) => MessageKind::Video,
            () => MessageKind::File,
        };
        Self { attachments: Some(files.iter().map(|file| file.id).collect()), ..Self::new(room, kind, body) }
    }

    /// Whether these are files as a message of this kind has them.
    pub fn fits(&self, files: &[Attachment]) -> Result<()> {
        let fits = |file: &Attachment| match self.kind {
            MessageKind::Image => file.kind() == FileKind::Image,
            MessageKind::Video => file.kind() != FileKind::File,
            _ => true,
        };
        if files.iter().all(fits) {
            return Ok(());
        }
        Err(AppError::invalid("attachments", "A file is not of the kind that the message says."))
    }

    pub fn files(&self) -> &[FileId] {
        self.attachments.as_deref().unwrap_or_default()
    }

    pub fn is_urgent(&self) -> bool {
        self.emergency == Some(true)
    }

    /// Whether it can be written without looking anything up: most messages can.
    pub fn is_plain(&self) -> bool {
        self.reply_to.is_none() && self.files().is_empty() && self.ask().is_none()
    }

    /// What it asks of its readers, once it was checked.
    pub fn ask(&self) -> Option<Ask> {
        (self.kind == MessageKind::Text).then(|| Asking::read(self.payload.as_ref())).flatten()
    }

    /// Trims what is written, and refuses what this person cannot send or what does not fit together.
    pub fn checked(mut self, author: Author) -> Result<Self> {
        self.check_kind(author)?;
        self.payload = check_payload(self.kind, self.payload)?;
        self.check_files()?;
        let has_form = self.payload.is_some() && self.kind != MessageKind::Text;
        let may_be_empty = has_form || !self.files().is_empty();
        self.body = check_body(&self.body, may_be_empty)?;
        Ok(self)
    }

    fn check_kind(&self, author: Author) -> Result<()> {
        let is_form = matches!(self.kind, MessageKind::Assessment | MessageKind::Prescription);
        if self.kind == MessageKind::System {
            return Err(AppError::invalid("kind", "System messages are written by Attend alone."));
        }
        if is_form && !(author.role == Role::Practitioner && author.practice.has_prescriptions()) {
            return Err(AppError::forbidden(
                "Assessments and prescriptions are written by the practitioners of a clinic.",
            ));
        }
        if Asking::is_in(self.payload.as_ref()) && !may_ask(author.role) {
            return Err(AppError::forbidden("Only practitioners and admins ask others to confirm a message."));
        }
        if self.is_urgent() && !(author.role == Role::Client && author.practice.has_emergencies()) {
            return Err(AppError::forbidden("Only clients of a practice with emergencies can mark a message as one."));
        }
        Ok(())
    }

    fn check_files(&self) -> Result<()> {
        let files = self.files();
        let is_of_files = matches!(self.kind, MessageKind::Image | MessageKind::Video | MessageKind::File);
        if is_of_files && files.is_empty() {
            return Err(AppError::invalid("attachments", "A message of this kind has at least one file."));
        }
        check_together(files)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const PATIENT: Author = Author { role: Role::Client, practice: PracticeKind::Clinic };
    const DOCTOR: Author = Author { role: Role::Practitioner, practice: PracticeKind::Clinic };
    const TUTOR: Author = Author { role: Role::Practitioner, practice: PracticeKind::Tutoring };

    fn field(refused: Result<Draft>) -> Option<String> {
        refused.err().and_then(|error| error.field().map(str::to_owned))
    }

    #[test]
    fn a_body_is_trimmed_and_may_be_missing_beside_files_or_a_form() {
        let draft = Draft::text(RoomId::new(), "  Hello \n".into());
        assert_eq!(draft.clone().checked(PATIENT).map(|draft| draft.body), Ok("Hello".into()));
        let silent = Draft { body: String::new(), ..draft };
        assert_eq!(field(silent.clone().checked(PATIENT)), Some("body".into()));
        let photo = Draft { kind: MessageKind::Image, attachments: Some(vec![FileId::new()]), ..silent.clone() };
        assert!(photo.checked(PATIENT).is_ok());
        let form = Draft { kind: MessageKind::Assessment, payload: Some(json!({"title": "Sprain"})), ..silent };
        assert!(form.checked(DOCTOR).is_ok());
    }

    #[test]
    fn kinds_and_their_parts_have_to_fit() {
        let draft = |kind| Draft::new(RoomId::new(), kind, "Hello".into());
        assert_eq!(field(draft(MessageKind::System).checked(DOCTOR)), Some("kind".into()));
        assert_eq!(field(draft(MessageKind::Image).checked(DOCTOR)), Some("attachments".into()));
        assert_eq!(field(draft(MessageKind::Prescription).checked(DOCTOR)), Some("payload".into()));
        let twice = Draft { attachments: Some(vec![FileId::new(); 2]), ..draft(MessageKind::File) };
        assert_eq!(field(twice.checked(PATIENT)), Some("attachments".into()));
    }

    #[test]
    fn asking_is_for_those_who_look_after_others_and_needs_words() {
        let asking = Draft { payload: Some(json!({"acknowledge": {}})), ..Draft::text(RoomId::new(), "Fast.".into()) };
        assert!(matches!(asking.clone().checked(PATIENT), Err(AppError::Forbidden { .. })));
        let asked = asking.clone().checked(TUTOR).ok().and_then(|draft| draft.ask());
        assert_eq!(asked, Some(Ask { deadline: None }));
        assert_eq!(field(Draft { body: " ".into(), ..asking }.checked(DOCTOR)), Some("body".into()));
    }

    #[test]
    fn forms_are_for_clinicians_and_alarms_for_clients() {
        let form = Draft::new(RoomId::new(), MessageKind::Assessment, String::new());
        let form = Draft { payload: Some(json!({"title": "Sprain"})), ..form };
        for author in [PATIENT, TUTOR] {
            assert!(matches!(form.clone().checked(author), Err(AppError::Forbidden { .. })));
        }
        let alarm = Draft { emergency: Some(true), ..Draft::text(RoomId::new(), "Help".into()) };
        assert!(alarm.clone().checked(PATIENT).is_ok());
        assert!(matches!(alarm.checked(DOCTOR), Err(AppError::Forbidden { .. })));
    }
}
