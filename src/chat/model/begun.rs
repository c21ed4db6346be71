//! What has been begun in a room and not sent: all that makes a message of it.

use super::acknowledgement::Asking;
use super::draft::Draft;
use super::message::{MessageKind, Quote, check_body};
use crate::error::{AppError, Result};
use crate::files::{Attachment, KeptUpload};
use crate::ids::{FileId, RoomId};
use crate::time::{Moment, read_local};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Begun {
    pub text: String,
    pub reply_to: Option<Quote>,
    pub urgent: bool,
    /// Where all are asked to confirm it, the deadline as it was typed, by the clock of the person's zone; it may be
    /// empty.
    pub asking: Option<String>,
    pub files: Vec<KeptUpload>,
    /// Whether *Send* was pressed, and it waits for its files.
    pub is_waiting: bool,
}

impl Begun {
    /// Whether there is nothing in it that could be sent.
    pub fn is_silent(&self) -> bool {
        self.text.trim().is_empty() && self.files.is_empty()
    }

    /// Whether both hold the same.
    pub fn is_same(&self, other: &Self) -> bool {
        let still = |begun: &Self| Self { is_waiting: false, ..begun.clone() };
        still(self) == still(other)
    }

    /// Its files on the server that `later` has no more.
    pub fn files_gone(&self, later: &Self) -> Vec<FileId> {
        let stays = |id: &FileId| later.file_ids().any(|later| later == *id);
        self.file_ids().filter(|id| !stays(id)).collect()
    }

    /// The same as it left, with those of its files that had arrived.
    #[must_use]
    pub fn with(self, files: Vec<Attachment>) -> Self {
        let kept = |file: Attachment| KeptUpload { name: file.name.clone(), size: file.size, outcome: Ok(file) };
        Self { files: files.into_iter().map(kept).collect(), is_waiting: false, ..self }
    }

    fn file_ids(&self) -> impl Iterator<Item = FileId> {
        self.files.iter().filter_map(|file| file.outcome.as_ref().ok()).map(|file| file.id)
    }

    /// Whether it is sent without those of its files that have not arrived: a call for help waits for no photo.
    pub fn goes_ahead(&self) -> bool {
        self.urgent && !self.text.trim().is_empty()
    }

    /// The message that it comes to, with the files that have arrived. `awaits_files`: more of them are on their way.
    /// The deadline is read by the clock of `zone`.
    pub fn draft(&self, room: RoomId, files: &[Attachment], awaits_files: bool, zone: &str) -> Result<Draft> {
        let body = check_body(&self.text.replace('\r', ""), awaits_files || !files.is_empty())?;
        let draft = if files.is_empty() { Draft::text(room, body) } else { Draft::of_files(room, body, files) };
        let draft = self.asked(draft, zone)?;
        let reply_to = self.reply_to.as_ref().map(|quote| quote.id);
        Ok(Draft { reply_to, emergency: self.urgent.then_some(true), ..draft })
    }

    /// The draft, with what is asked. Files go along with a text that asks.
    fn asked(&self, draft: Draft, zone: &str) -> Result<Draft> {
        let Some(deadline) = &self.asking else { return Ok(draft) };
        if draft.body.is_empty() {
            return Err(AppError::invalid("body", "Write what is to be confirmed."));
        }
        let payload = serde_json::to_value(asking_until(deadline, zone)?).unwrap_or_default();
        Ok(Draft { kind: MessageKind::Text, payload: Some(payload), ..draft })
    }
}

fn asking_until(typed: &str, zone: &str) -> Result<Asking> {
    if typed.is_empty() {
        return Ok(Asking::until(None));
    }
    let deadline = read_local(typed, zone);
    let deadline = deadline.ok_or_else(|| AppError::invalid("deadline", "Choose a day and a time."))?;
    Asking::until(Some(deadline)).checked(Moment::now())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::Ask;
    use crate::ids::MessageId;

    fn photo() -> Attachment {
        Attachment {
            id: FileId::new(),
            name: "rash.png".into(),
            mime: "image/png".into(),
            size: 9,
            width: None,
            height: None,
            thumbnail: None,
        }
    }

    fn text(text: &str) -> Begun {
        Begun { text: text.into(), ..Begun::default() }
    }

    fn field(refused: Result<Draft>) -> Option<String> {
        refused.err().and_then(|error| error.field().map(str::to_owned))
    }

    #[test]
    fn all_that_was_begun_becomes_the_message() {
        let quote = Quote { id: MessageId::new(), number: 3, sender: None, excerpt: "Twice a day?".into() };
        let (room, photo) = (RoomId::new(), photo());
        let begun = Begun { reply_to: Some(quote.clone()), urgent: true, ..text(" Three times\r\n") };
        let draft = begun.draft(room, std::slice::from_ref(&photo), false, "UTC").ok();
        let said = draft.as_ref().map(|draft| (draft.room, draft.kind, draft.body.as_str(), draft.is_urgent()));
        assert_eq!(said, Some((room, MessageKind::Image, "Three times", true)));
        let with = draft.as_ref().map(|draft| (draft.reply_to, draft.files().to_vec()));
        assert_eq!(with, Some((Some(quote.id), vec![photo.id])));
    }

    #[test]
    fn words_may_be_missing_where_there_are_files_or_will_be() {
        let room = RoomId::new();
        assert_eq!(field(text(" ").draft(room, &[], false, "UTC")), Some("body".into()));
        assert!(text(" ").draft(room, &[], true, "UTC").is_ok());
        assert!(text(" ").draft(room, &[photo()], false, "UTC").is_ok());
    }

    #[test]
    fn what_another_page_has_sent_can_be_told() {
        let (sent, stays) = (photo(), photo());
        let before = text("Hi").with(vec![sent.clone(), stays.clone()]);
        let after = text("Hi").with(vec![stays.clone()]);
        assert_eq!(before.files_gone(&after), [sent.id]);
        assert_eq!(before.files_gone(&Begun::default()), [sent.id, stays.id]);
        assert!(after.files_gone(&before).is_empty());
        assert!(before.is_same(&Begun { is_waiting: true, ..before.clone() }));
        assert!(!before.is_same(&after) && !text("Hi").is_same(&text("Ho")));
    }

    #[test]
    fn what_is_urgent_goes_ahead_of_its_files_where_it_has_words() {
        let urgent = |words| Begun { urgent: true, ..text(words) };
        assert!(urgent("It bleeds").goes_ahead());
        assert!(!urgent(" \n").goes_ahead(), "a photo alone is the message");
        assert!(!text("Hi").goes_ahead());
        let draft = urgent("It bleeds").draft(RoomId::new(), &[], false, "UTC").ok();
        assert_eq!(draft.map(|draft| (draft.kind, draft.is_urgent())), Some((MessageKind::Text, true)));
    }

    #[test]
    fn who_asks_needs_words_and_a_deadline_that_is_ahead() {
        let room = RoomId::new();
        let asking = |words: &str, deadline: &str| {
            let begun = Begun { asking: Some(deadline.into()), ..text(words) };
            begun.draft(room, &[photo()], false, "UTC")
        };
        assert_eq!(field(asking(" ", "")), Some("body".into()));
        assert_eq!(field(asking("Fast.", "tomorrow")), Some("deadline".into()));
        assert_eq!(field(asking("Fast.", "2020-01-01T10:00")), Some("payload".into()));
        let asked = asking("Fast.", "").ok();
        assert_eq!(asked.as_ref().map(|draft| draft.kind), Some(MessageKind::Text));
        assert_eq!(asked.and_then(|draft| draft.ask()), Some(Ask { deadline: None }));
        assert!(asking("Fast.", "2099-01-01T10:00").is_ok());
    }

    #[test]
    fn what_is_kept_reads_back_and_what_is_not_told_is_nothing() {
        let quote = Quote { id: MessageId::new(), number: 3, sender: None, excerpt: String::new() };
        let begun = Begun { reply_to: Some(quote), asking: Some("2099-01-01T10:00".into()), ..text("Half a thought") };
        let kept = serde_json::to_string(&begun).unwrap_or_default();
        assert_eq!(serde_json::from_str::<Begun>(&kept).ok(), Some(begun));
        assert_eq!(serde_json::from_str::<Begun>(r#"{"text":"Hi"}"#).ok(), Some(text("Hi")));
        let waiting = Begun { is_waiting: true, ..text("Hi") };
        let kept = serde_json::to_string(&waiting).unwrap_or_default();
        assert_eq!(serde_json::from_str::<Begun>(&kept).ok(), Some(waiting));
        assert!(text(" \n").is_silent() && !text("Hi").is_silent());
    }
}
