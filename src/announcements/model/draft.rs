//! What an admin writes.

use super::Cohort;
use crate::error::{AppError, Result};
use crate::ids::AnnouncementId;
use crate::time::Moment;
use serde::{Deserialize, Serialize};

pub const TITLE_LENGTH: usize = 120;
pub const BODY_LENGTH: usize = 8_000;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct NewAnnouncement {
    /// Made by the sender before the first try: a repeat with the same one is the same announcement.
    #[serde(default)]
    pub id: Option<AnnouncementId>,
    /// At most 120 characters.
    pub title: String,
    /// At most 8,000 characters; an empty line begins a new paragraph.
    pub body: String,
    pub cohort: Cohort,
    /// Whether everybody is asked to confirm that they have read and understood it.
    #[serde(default)]
    pub asks_acknowledgement: bool,
    /// When those who have not are reminded, once.
    #[serde(default)]
    pub deadline: Option<Moment>,
}

impl NewAnnouncement {
    /// `now`: a deadline lies after it.
    pub fn checked(self, now: Moment) -> Result<Self> {
        let title = line(&self.title, "title", TITLE_LENGTH, "Please give it a title.")?;
        let body = line(&self.body, "body", BODY_LENGTH, "Please write what there is to say.")?;
        if title.contains(['\n', '\t']) {
            return Err(AppError::invalid("title", "A title is one line."));
        }
        match self.deadline {
            Some(_) if !self.asks_acknowledgement => {
                Err(AppError::invalid("deadline", "Only what asks for acknowledgement has a deadline."))
            }
            Some(deadline) if deadline <= now => {
                Err(AppError::invalid("deadline", "Please choose a time that is still to come."))
            }
            _ => Ok(Self { title, body, ..self }),
        }
    }
}

/// Held to the rule of messages: of control characters, line feed and tab alone.
fn line(text: &str, field: &str, most: usize, missing: &str) -> Result<String> {
    let text = text.trim().replace("\r\n", "\n");
    match text.chars().count() {
        0 => Err(AppError::invalid(field, missing)),
        count if count > most => Err(AppError::invalid(field, &format!("At most {most} characters, please."))),
        _ if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') => {
            Err(AppError::invalid(field, "An announcement cannot hold control characters."))
        }
        _ => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(title: &str, body: &str) -> NewAnnouncement {
        let (title, body) = (title.into(), body.into());
        NewAnnouncement { id: None, title, body, cohort: Cohort::Everyone, asks_acknowledgement: false, deadline: None }
    }

    #[test]
    fn what_is_refused_names_its_field() {
        let now = Moment::from_unix_millis(1_800_000_000_000);
        let later = Some(now.plus_minutes(5));
        let field = |draft: NewAnnouncement| draft.checked(now).err().and_then(|e| e.field().map(str::to_owned));
        assert_eq!(field(draft(" ", "Hello")), Some("title".into()));
        assert_eq!(field(draft("a\nb", "Hello")), Some("title".into()));
        assert_eq!(field(draft(&"a".repeat(121), "Hello")), Some("title".into()));
        assert_eq!(field(draft("Hello", "\n")), Some("body".into()));
        for bad in ["a\u{7}b", "\u{1b}[31m", "a\u{0}b", "a\rb"] {
            assert_eq!(field(draft(bad, "Hello")), Some("title".into()), "{bad:?}");
            assert_eq!(field(draft("Hello", bad)), Some("body".into()), "{bad:?}");
        }
        assert_eq!(field(draft("a\tb", "Hello")), Some("title".into()));
        assert_eq!(field(draft("Hello", "a\n\tb")), None);
        assert_eq!(field(NewAnnouncement { deadline: later, ..draft("a", "b") }), Some("deadline".into()));
        let asking = NewAnnouncement { asks_acknowledgement: true, deadline: later, ..draft(" a ", "b\r\nc") };
        let late = NewAnnouncement { deadline: Some(now), ..asking.clone() };
        assert_eq!(field(late), Some("deadline".into()));
        let checked = asking.checked(now);
        assert_eq!(checked.map(|new| (new.title, new.body)), Ok(("a".into(), "b\nc".into())));
    }
}
